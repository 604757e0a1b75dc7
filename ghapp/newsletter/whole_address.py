"""What makes an address whole: http or https, a host with a dot, and only signs of addresses."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain_address import plain_parts

# A host may be in any script, and have an emoji; of the rest, it has no sign but `-` and `_`.
# Classes of characters beyond Latin-1 would take milliseconds each to compile.
NAME = r"[^\x00-/:-@\[-`{-\xa0\s][^\x00-,./:-@\[-^`{-\xa0\s]*"
HOST = rf"{NAME}(?:\.{NAME})+\.?(?::\d*)?"
SIGN = r"[^\s()<>\[\]{}\\^`|\"]"
WHOLE = pattern(
    rf"https?://(?:[^\s/?#@()<>\[\]{{}}\\^`|\"]*@)?(?:{HOST}|\[[\da-fA-F:.]+\](?::\d*)?)"
    rf"(?:[/?#]{SIGN}*(?:\({SIGN}*\){SIGN}*)*)?"
)
COPIES = pattern(r"(?i)archive|cache|/web/|proxy|translate|/(?:https?:|url|raw|view|embed)\b")
NO_ENDING = (",", ";", "..", "…", "”", "“")  # of an address: copied with it, or cut off there
WEB = ("https://", "http://")  # what addresses of pages begin with
ENDING = frozenset(" \t\r\n\v\f()")  # an address in a link
WIDE = frozenset("！（）／：？＃＠［］｜")  # a full stop as wide is one for browsers
GLUED = pattern(r"(?:[^\W_]|[,;])https?://")


def is_whole_address(url: str) -> bool:
    """Whether an address can lead to a page of the web; a number at home has no dot.

    Two that were pasted together are none; one may be the value of the other's parameter.
    """
    if url.endswith(NO_ENDING):
        return False
    if plain_parts(url) is not None and "://" not in url[len("https://") :]:
        return True
    if not url or WHOLE.fullmatch(url) is None:
        return False
    if GLUED.search(url, len("https://")) or _is_pasted_into(url):
        return False
    return url.isascii() or not any(map(_is_no_letter, url.split("/", 3)[2]))


def _is_pasted_into(url: str) -> bool:
    """Whether an address stands in another's path, which leads to no copy of that page."""
    path, inside, _ = url.partition("?")[0].partition("#")[0].rpartition("/http")
    if not inside or not path[len("https://") :]:
        return False
    rest = url[len(path) + 1 :]
    if not rest.startswith(WEB):
        return False
    host, _, before = path.partition("://")[2].partition("/")
    is_own = rest.partition("://")[2].startswith(host)
    return is_own or (bool(before) and not COPIES.search(path))


def is_unbroken(text: str) -> bool:
    """Whether nothing in a text would end an address that stands in a link."""
    return bool(text) and ENDING.isdisjoint(text)


def _is_no_letter(letter: str) -> bool:
    """Whether it is punctuation of Unicode, for private use, or as wide as Chinese signs are."""
    return "\u2000" <= letter < "\u2100" or "\ue000" <= letter < "\uf900" or letter in WIDE
