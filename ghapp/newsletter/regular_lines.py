"""Lines in the usual form of an item or event: most are, and no rule of form has to read them."""

from __future__ import annotations

from ghapp.newsletter.days import is_day
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import COUNTRIES, USUAL_KINDS

# Addresses of ASCII only: others are looked at closely, which is half the time for all of these.
NAME, SIGN = r"[A-Za-z0-9][A-Za-z0-9_-]*", r"[!#-'*-;=?-Z_a-z~]"
# No pattern tries again from inside what it has read: long lines are read once.
TEXT = r"[^\[\]<>`*\\~]*(?:`[^`\\]+`[^\[\]<>`*\\~]*)*"
ADDRESS = rf"https?://{NAME}(?:\.{NAME})+(?:[/?#]{SIGN}*)?"
LINK = pattern(rf"\[(?![\s_\]]){TEXT}(?<!\s)\]\({ADDRESS}(?<![,;])(?<!\.\.)\)")
LONGEST_PREFIX = len("[series] ")
MARKUP = frozenset("|[]<>`*\\")
AND = (" + ", " and ")


def is_regular(line: str, above: str, among_events: bool, starts: tuple[str, str, str]) -> bool:
    """Whether a line is an item in its usual form, free of anything to correct in that form.

    Args:
        line: the line.
        above: the line above it.
        among_events: whether it stands in a section of events.
        starts: how a link, an event and the title of one begin.

    """
    link, event, title = starts
    if not among_events:
        return line.startswith(link) and _is_item(line, len(link) - 1) and _is_even(line)
    if line.startswith(event):
        return _is_event(line[len(event) - 1 :]) and _is_even(line)
    if line.startswith(title) and above.startswith(event):
        return _is_event_title(line[len(title) - 1 :]) and _is_even(line[4:])
    return False


def _is_item(line: str, at: int) -> bool:
    """Whether prefixes stand from an offset on, and one link behind them."""
    end = line.find("] ", at, at + LONGEST_PREFIX)
    while end >= 0 and _is_prefix(line[at + 1 : end]):
        at = end + 2
        end = line.find("] ", at, at + LONGEST_PREFIX)
    return line[at + 1 : at + 2] != "(" and LINK.fullmatch(line, at) is not None


def _is_prefix(word: str) -> bool:
    if word in USUAL_KINDS:
        return True
    is_code = len(word) == 2 and word.isascii() and word.isalpha() and word.isupper()
    return is_code and word not in COUNTRIES


def _is_event(text: str) -> bool:
    """Whether a text is a day, a place and links, with bars between them."""
    day, _, rest = text.partition(" | ")
    place, _, links = rest.partition(" | ")
    if not is_day(day) or place.strip() != place or not place or not MARKUP.isdisjoint(place):
        return False
    at = 0
    while links[at + 1 : at + 2] != "(" and (link := LINK.match(links, at)):
        at = link.end()
        if at == len(links):
            return True
        mark = next((mark for mark in AND if links.startswith(mark, at)), None)
        if mark is None:
            return False
        at += len(mark)
    return False


def _is_event_title(text: str) -> bool:
    """Whether a text is one link in bold."""
    title, _, address = text.partition("**](")
    return title.startswith("[**") and LINK.fullmatch(f"[{title[3:]}]({address}") is not None


def _is_even(line: str) -> bool:
    """Whether all spaces are single, none stands before a colon, and each address is one.

    And nothing may be escaped twice, as `&amp;lt;`.
    """
    is_even = " :" not in line and "  " not in line and "&amp;" not in line
    return is_even and line.count("://") == line.count("](http")
