"""What is wrong with front matter between fences, beside that of the template and of the base."""

from __future__ import annotations

from ghapp.newsletter.calendar import DATE
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.edition_text import number_in
from ghapp.newsletter.unreadable_fields import unreadable_field
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ghapp.newsletter.changes import Change
    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.template import Template


EMPTY = ("", '""', "''", "[]", "{}")  # values that are filled in by hand


@record
class FencedFlaw:
    """Something wrong with a line of front matter, and what should stand there or above it."""

    line: int
    message: str
    wanted: str | None = None  # None: nobody can say
    is_above: bool = False  # whether it is to stand above the line, not in its place
    is_question: bool = False  # whether it may be meant so
    is_reworded: bool = False  # what an editor may do


def fenced_flaws(
    change: Change, template: Template | None, day: date | None, *, fits_template: bool
) -> Iterator[FencedFlaw]:
    """Find fences that are gone, and fields that are gone, cannot be read, or say something else.

    Args:
        change: to a draft that has front matter between fences, or whose template has.
        template: which fields there should be; None where nobody knows.
        day: that the draft is named for; None for a file of another name.
        fits_template: whether it was made from this template: those of former years had others.

    """
    if not _is_touched(change):
        return
    head = change.head
    unreadable = unreadable_field(head.lines[: head.last_fenced]) if head.last_fenced else None
    if unreadable is not None:
        line, reason = unreadable
        yield FencedFlaw(line, f"The site cannot read the front matter: {reason}.")
    elif template is not None and template.draft.last_fenced and day is not None:
        yield from _beside(change, template, day, fits_template=fits_template)


def _beside(
    change: Change, template: Template, day: date, *, fits_template: bool
) -> Iterator[FencedFlaw]:
    """What is wrong with front matter beside that of the template and of the base."""
    head, mark = change.head, template.draft.line(1).rstrip()
    if not head.last_fenced:
        if fits_template or (change.base is not None and change.base.last_fenced):
            yield _lost_fence(head, mark)
        return
    had = change.base.front_matter if change.base is not None else None
    wanted = [name for name in template.header if fits_template or (had and name in had)]
    missing = [name for name in wanted if name not in head.front_matter]
    if missing and (had is None or any(name in had for name in missing)):
        lacking = " and ".join(map(code_span, missing))
        yield FencedFlaw(head.last_fenced, f"The front matter lacks {lacking}.")
    if change.base is not None:
        yield from _changed_fields(change, template, day, change.base)
    elif fits_template:
        yield from _other_days(head, template, day)


def _is_touched(change: Change) -> bool:
    """Whether a change adds to front matter, or takes something from it."""
    if change.base is None:
        return True
    added, removed = change.added[:1], change.removed[:1]
    of_head = any(line <= change.head.last_fenced for line in added)
    return of_head or any(line <= change.base.last_fenced for line in removed)


def _lost_fence(head: Draft, mark: str) -> FencedFlaw:
    """The fence that is gone: the first one, or the one that ends the fields."""
    if head.line(1).rstrip() != mark:
        message = f"The first line should be {code_span(mark)}: the site shows the fields as text."
        return FencedFlaw(1, message, mark, is_above=True)
    end = next((n for n, line in enumerate(head.lines, 1) if not line.strip()), len(head.lines))
    message = f"The front matter has no end: a line {code_span(mark)} should stand here."
    return FencedFlaw(end, message, mark, is_above=True)


def _changed_fields(
    change: Change, template: Template, day: date, base: Draft
) -> Iterator[FencedFlaw]:
    """The fields that said what the template makes of them, and do no longer."""
    number = str(number_in(base.text, template) or "")
    for name, line in template.header.items():
        before, now = base.front_matter.get(name), change.head.front_matter.get(name)
        if before is None or now is None or now[0] not in change.added_set:
            continue
        if template.draft.front_matter[name][1] in EMPTY:
            continue
        right = template.filled(line, number, day)
        if base.line(before[0]).rstrip() == right:
            message = f"This line of the front matter should be {code_span(right)}."
            yield FencedFlaw(now[0], message, right, is_reworded=True)


def _other_days(head: Draft, template: Template, day: date) -> Iterator[FencedFlaw]:
    """The fields that the template fills with the day, and that name another one."""
    for name, line in template.header.items():
        if template.placeholders.day not in line or name not in head.front_matter:
            continue
        number, value = head.front_matter[name]
        if DATE.search(value) and day.isoformat() not in value:
            message = f"The file is named for {code_span(day.isoformat())}."
            yield FencedFlaw(number, message, is_question=True)
