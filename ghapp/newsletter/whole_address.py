"""What makes an address whole: http or https, a host with a dot, and only signs of addresses."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

LETTER = r"A-Za-z\d\u00a1-\u1fff\u2100-\udfff\uf900-\U0010ffff"  # of any script; or an emoji
NAME = rf"[{LETTER}][{LETTER}_-]*"
HOST = rf"{NAME}(?:\.{NAME})+\.?(?::\d*)?"
SIGN = r"[^\s()<>\[\]{}\\^`|\"]"
WHOLE = pattern(
    rf"https?://(?:[^\s/?#@()<>\[\]{{}}\\^`|\"]*@)?(?:{HOST}|\[[\da-fA-F:.]+\](?::\d*)?)"
    rf"(?:[/?#]{SIGN}*(?:\({SIGN}*\){SIGN}*)*)?"
)
GLUED = pattern(r"[^\W_]https?://")


def is_whole_address(url: str) -> bool:
    """Whether an address can lead to a page of the web; a number at home has no dot.

    Two that were pasted together are none; one may be the value of the other's parameter.
    """
    return WHOLE.fullmatch(url) is not None and not GLUED.search(url, len("https://"))
