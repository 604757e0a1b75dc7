"""Sentences that say that a section has nothing this week, and the items that it has."""

from __future__ import annotations

from ghapp.newsletter.bullets import beginning_of
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.plain import words_in
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.section_kinds import SectionKinds

LONGEST_DENIAL = 130  # characters up to its last word
MOST_LINES = 12  # of one sentence


@record
class EmptyNotice:
    """A sentence that there is nothing: on a line, or with a list of links over several."""

    line: int
    last_line: int
    items: list[int]  # the lines of what is there all the same


def empty_notices(draft: Draft, kinds: SectionKinds) -> Iterator[EmptyNotice]:
    """The sentences in lists that say there is nothing, with what they speak of."""
    for number, line in enumerate(draft.lines, 1):
        if not _is_denial(line) or number in draft.hidden or not kinds.is_list(number):
            continue
        last = _last_line(draft, number)
        headings = _meant(draft, number, last)
        items = [item for heading in headings for item in _items(draft, heading, kinds)]
        yield EmptyNotice(number, last, items)


def _is_denial(line: str) -> bool:
    """Whether a line begins like `*No calls were submitted this week*`."""
    if "week" not in line:
        return False
    text = line[:LONGEST_DENIAL].lstrip(" \t*+-_").partition("[")[0].partition("]")[0]
    words = words_in(text)
    return text[:1].isalpha() and words[0] in ("no", "none") and "week" in words


def _last_line(draft: Draft, number: int) -> int:
    """The last line of a sentence."""
    last = number
    while last < number + MOST_LINES and not _is_end(draft.line(last + 1)):
        last += 1
    return last


def _is_end(line: str) -> bool:
    return not line.strip() or line.startswith(("#", "<!--")) or _is_item(line)


def _is_item(line: str) -> bool:
    begins = beginning_of(line)
    return begins.is_usual and bool(begins.gap) and len(line) > begins.end


def _meant(draft: Draft, number: int, last: int) -> list[Heading]:
    """The headings below which there is nothing: those that are named, or its own."""
    links = draft.links_by_line
    named = {link.url for line in range(number, last + 1) for link in links.get(line, ())}
    if named:
        return [
            heading
            for heading in draft.headings
            if any(link.url in named for link in links.get(heading.line, ()))
        ]
    above = draft.heading_above(number)
    return [above] if above else []


def _items(draft: Draft, heading: Heading, kinds: SectionKinds) -> list[int]:
    """The list items below a heading and below those of a lower level that follow it.

    Of sections for links, each has a subject of its own: "no newsletters" above them all is true.
    """
    is_alone = kinds[heading.line] is SectionKind.SUBMISSIONS
    below = (one for one in draft.headings if one.line > heading.line)
    following = next((one for one in below if is_alone or one.level <= heading.level), None)
    end = following.line if following else len(draft.lines) + 1
    return [
        number
        for number in range(heading.line + 1, end)
        if _is_item(line := draft.line(number))
        and not _is_denial(line)
        and "]()" not in line  # where a link belongs that nobody has filled in
        and number not in draft.hidden
    ]
