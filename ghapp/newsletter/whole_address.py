"""What makes an address whole: http or https, a host with a dot, and only signs of addresses."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

# A host may be in any script, and have an emoji; of the rest, it has no sign but `-` and `_`.
# Classes of characters beyond Latin-1 would take milliseconds each to compile.
NAME = r"[^\x00-/:-@\[-`{-\xa0\s][^\x00-,./:-@\[-^`{-\xa0\s]*"
HOST = rf"{NAME}(?:\.{NAME})+\.?(?::\d*)?"
SIGN = r"[^\s()<>\[\]{}\\^`|\"]"
WHOLE = pattern(
    rf"https?://(?:[^\s/?#@()<>\[\]{{}}\\^`|\"]*@)?(?:{HOST}|\[[\da-fA-F:.]+\](?::\d*)?)"
    rf"(?:[/?#]{SIGN}*(?:\({SIGN}*\){SIGN}*)*)?"
)
ENDING = frozenset(" \t\r\n\v\f()")  # an address in a link
GLUED = pattern(r"[^\W_]https?://")


def is_whole_address(url: str) -> bool:
    """Whether an address can lead to a page of the web; a number at home has no dot.

    Two that were pasted together are none; one may be the value of the other's parameter.
    """
    if WHOLE.fullmatch(url) is None or GLUED.search(url, len("https://")):
        return False
    return url.isascii() or not any(map(_is_no_letter, url.split("/", 3)[2]))


def is_unbroken(text: str) -> bool:
    """Whether nothing in a text would end an address that stands in a link."""
    return bool(text) and ENDING.isdisjoint(text)


def _is_no_letter(letter: str) -> bool:
    """Whether it is punctuation of Unicode, or for private use."""
    return "\u2000" <= letter < "\u2100" or "\ue000" <= letter < "\uf900"
