"""Headings that a pull request takes away: which are missed, and what to do about them."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.renamed_headings import above, has_own_text
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.rules.reading import Reading

FEW = 3  # lines


def is_missed(reading: Reading, base: Draft, heading: Heading) -> bool:
    """Whether a heading may not go: with nothing of its own below, it is left out in print."""
    template = reading.context.coming_template
    is_used = template is not None and has_own_text(base, heading, template)
    return is_used or _is_filled(reading, base, heading)


def _is_filled(reading: Reading, base: Draft, heading: Heading) -> bool:
    """Whether somebody wrote over a heading: a line or two are submitted in its place.

    Who does more at once tidies the draft, and leaves an empty section out.
    """
    head, key = reading.change.head, above(base, heading)
    if len(reading.change.removed) > FEW or len(reading.change.added) > FEW:
        return False
    return any(
        number in reading.change.added_set
        for number, line in enumerate(head.lines, 1)
        if "](" in line and reading.section_kinds[number] is SectionKind.SUBMISSIONS
        if (now := head.heading_above(number)) and now.key == key
    )


def put_back(headings: Sequence[Heading]) -> str:
    """What to do about headings that are gone from one place."""
    titles = [code_span(heading.title) for heading in headings]
    if len(titles) == 1:
        return f"The heading of the section {titles[0]} is gone. Put it back, please."
    several = f"{', '.join(titles[:-1])} and {titles[-1]}"
    return f"The headings of the sections {several} are gone. Put them back, please."
