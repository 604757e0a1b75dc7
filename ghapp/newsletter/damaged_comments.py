"""Comments with one end damaged: readers see the rest of them, or lose what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.changes import Change
    from ghapp.newsletter.draft import Draft

BEGINS, ENDS = "<!--", "-->"
BEGUN = pattern(r"(?!<!--)(?:<!?|!)[ \t]*-{1,3}(?![->])")  # a part of it, or with a space inside
ENDED = pattern(r"(?:--?|[–—])[ \t]*>?")  # the same of the other end


@record
class DamagedComment:
    """A line that begins or ends a comment, and no longer does; and what it should be."""

    line: int
    text: str | None  # None where it stands on no line
    begins: bool


def is_reworded(change: Change, first: int, last: int) -> bool:
    """Whether a comment on some lines of the head was one before, with other words at its start."""
    base = change.base
    if base is None:
        return False
    line_of, end = base.source.line_of, change.head.line(last)
    return any(
        line_of(stop - 1) - line_of(start) == last - first
        and base.line(line_of(stop - 1)) == end
        and line_of(start) in change.removed
        and change.place_of(line_of(start)) == first
        for start, stop in base.marks.comments
    )


def damaged_comments(change: Change) -> list[DamagedComment]:
    """The added lines that are meant to begin a comment, or to end one, and do not."""
    found = [*_begun(change), *_ended(change)]
    return found or list(_halves(change))


def _begun(change: Change) -> Iterator[DamagedComment]:
    lines = change.head.lines
    begun = {
        number: match.end()
        for number in change.visible_lines
        if (line := lines[number - 1])[:1] in ("<", "!")
        and line.lstrip("<! \t")[:1] == "-"
        and (match := BEGUN.match(line))
    }
    marked = [n for n, one in enumerate(lines, 1) if BEGINS in one or ENDS in one] if begun else []
    for number, end in begun.items():
        # The next mark ends a comment that nothing else begins.
        at = bisect_left(marked, number)
        if at < len(marked) and BEGINS not in lines[marked[at] - 1]:
            yield DamagedComment(number, BEGINS + lines[number - 1][end:], begins=True)


def _ended(change: Change) -> Iterator[DamagedComment]:
    """The ends of comments that hide a heading now, which the base showed."""
    head = change.head
    shown = {heading.key for heading in change.base.headings} if change.base else set()
    shown -= {heading.key for heading in head.headings}
    for start, end in head.marks.comments if shown else ():
        for number in range(head.source.line_of(start), head.source.line_of(end - 1)):
            if number in change.added_set and ENDED.fullmatch(head.line(number).strip()):
                yield DamagedComment(number, ENDS, begins=False)


def _halves(change: Change) -> Iterator[DamagedComment]:
    """Halves of comments: an end that was added alone, or what is left where the other end went.

    Comments of the template that go as a whole leave nothing, however they were nested.
    """
    if change.base is None:
        return
    before, after = _without_partner(change.base), _without_partner(change.head)
    left = [n for n in after[ENDS] if n in change.added_set and change.head.line(n).strip() == ENDS]
    if left and len(after[ENDS]) > len(before[ENDS]):
        yield from (DamagedComment(number, None, begins=True) for number in left)
        return
    for mark, other in ((BEGINS, ENDS), (ENDS, BEGINS)):
        places = [number for number in change.removed if mark in change.base.line(number)]
        if places and len(after[other]) > len(before[other]):
            yield DamagedComment(change.place_of(places[0]), None, begins=mark == BEGINS)


def _without_partner(draft: Draft) -> dict[str, list[int]]:
    """The lines that begin or end as those of a comment do, and are none of its.

    An arrow within a line is what compilers point with.
    """
    line_of, comments = draft.source.line_of, draft.marks.comments
    first = {line_of(start) for start, _ in comments}
    last = {line_of(end - 1) for _, end in comments}
    lines = [*enumerate(map(str.strip, draft.lines), 1)]
    return {
        BEGINS: [n for n, line in lines if line.startswith(BEGINS) and n not in first],
        ENDS: [n for n, line in lines if line.endswith(ENDS) and n not in last],
    }
