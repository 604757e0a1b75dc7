"""A link that lacks a mark, or has one too many, put together again from its title and address."""

from __future__ import annotations

from itertools import pairwise

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import says_something
from ghapp.newsletter.prefixes import canonical_prefix
from ghapp.newsletter.whole_address import is_whole_address
from ghapp.records import record

ADDRESS = pattern(
    r"(?<![A-Za-z])https?://[^\s()\[\]<>{}（）［］【】|\"`\\]+(?:\([^\s()\\]*\)[^\s()\[\]<>{}（）［］|\"`\\]*)*"
)
REVERSED = pattern(
    r"[\[(]<?(https?://[^\s()\[\]<>]+)>?[\])][ \t]*[(\[]"
    r"((?:[^()\[\]]|\([^()\[\]]*\))+)[)\]]"
)
SETTING_OFF = frozenset("[]{}（）［］【】")  # round ones may only enclose an address
BRACKETS = SETTING_OFF | {"(", ")"}
FIRST_OPENERS = ("[", "(", "（", "［", "【")
ENCLOSING = {"{": "}", "<": ">"}  # may be a title's own, too
OPENERS, SQUARE, ROUND = "[({（［【<", "]］】\\", ")）}"
CLOSERS = "\\])）］】}>(["
TRAILING = ".,;:!?"  # no part of an address


@record
class MeantLink:
    """A link as it was meant; it reaches to `end`, from 0, in the text that it was found in."""

    end: int
    title: str
    address: str
    has_brackets: bool  # somebody began to write a link
    is_sure: bool  # nothing else could have been meant

    @property
    def markdown(self) -> str:
        """The link as Markdown."""
        return f"[{self.title}]({self.address})"


def meant_link(text: str) -> MeantLink | None:
    """The link that a text without a working one stands for; None where there is none to see.

    Args:
        text: what stands behind bullet and prefixes, or a part of it.

    """
    addresses = list(ADDRESS.finditer(text)) if "://" in text else []
    if not addresses:
        return None
    first, last = addresses[0], addresses[-1]
    title, has_brackets, is_whole = _title(text[: first.start()])
    if not title:
        return _the_other_way_round(text)
    end = len(text) - len(_without_closers(text[last.end() :]))
    closed = text[last.end() : end]
    rest = text[end:].rstrip()
    is_alone = BRACKETS.isdisjoint(rest) and "://" not in rest and (not rest or closed.strip())
    is_alone = is_alone and is_whole_address(last[0]) and canonical_prefix(title) is None
    return MeantLink(
        end=last.end() + len(closed.rstrip()),
        title=title,
        address=last[0].rstrip(TRAILING),
        has_brackets=has_brackets or not SETTING_OFF.isdisjoint(text[first.end() : end]),
        is_sure=bool(is_whole and is_alone and _is_one_page(text, [m.span() for m in addresses])),
    )


def _is_one_page(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether several addresses are one page, or the last was pasted into the first's place."""
    betweens = [text[one[1] : following[0]] for one, following in pairwise(places)]
    if len({canonical(text[start:end]) for start, end in places}) == 1:
        return not any(map(says_something, betweens))
    between = betweens[0]
    opening = between.lstrip("])").strip(" \t")
    is_inside = "]" in between or not between.strip(" \t[(")  # of one pair of parentheses
    is_first = text[places[0][0] - 1 : places[0][0]] in FIRST_OPENERS  # and not in the title
    is_pasted = is_first and is_inside and bool(opening) and not opening.strip("[(")
    return len(places) == 2 and is_pasted


def _title(before: str) -> tuple[str, bool, bool]:
    """The title in what stands before an address; if it had brackets, and if that is all of it."""
    inside = _behind_opening(before)
    rest = inside.rstrip()
    open_end = rest.rstrip(OPENERS + " \t")
    rest = open_end.rstrip(": \t–—-|,→")
    title = rest.rstrip(SQUARE)
    if title == rest and rest.endswith(tuple(ROUND)) and not _is_closed(rest):
        title = rest[:-1]
    missing = title.count("[") - title.count("]")
    title += rest[len(title) :][:missing] if missing > 0 else ""  # the title's own brackets
    return title.strip(), inside != before or title != rest, missing == 0


def _behind_opening(text: str) -> str:
    """What stands behind the bracket that a text begins with, or behind the first two."""
    opened = text.lstrip("]) \t")
    text = opened if opened.startswith(FIRST_OPENERS) else text  # a bracket too many before it
    escaped = text.removeprefix("\\")
    if closing := ENCLOSING.get(escaped[:1]):
        rest = escaped[1:].rstrip(OPENERS + " \t")
        return escaped[1:] if closing not in rest else _without_partner(text, rest, closing)
    if not escaped.startswith(FIRST_OPENERS):
        return text
    return escaped[2 if escaped.startswith(("[", "("), 1) else 1 :].lstrip(" \t")


def _without_partner(text: str, rest: str, closing: str) -> str:
    """What stands between two marks; the whole text where they do not enclose all of the title."""
    return rest[:-1] if rest.find(closing) == len(rest) - 1 else text


def _without_closers(text: str) -> str:
    """What stands behind the brackets at the beginning of a text, with spaces around them."""
    return text.lstrip(" \t").lstrip(CLOSERS).lstrip(" \t")


def _is_closed(text: str) -> bool:
    """Whether the round bracket at the end of a text has its partner in it."""
    return text.endswith(")") and text.count("(") >= text.count(")")


def _the_other_way_round(text: str) -> MeantLink | None:
    """A link whose title and address changed places: `[address](title)`."""
    found = REVERSED.match(text)
    if found is None or not found[2].strip() or "://" in found[2]:
        return None
    is_sure = BRACKETS.isdisjoint(text[found.end() :])
    return MeantLink(found.end(), found[2].strip(), found[1], has_brackets=True, is_sure=is_sure)
