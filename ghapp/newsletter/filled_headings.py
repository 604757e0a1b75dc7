"""Headings with a placeholder in the template: each draft has its own number or day there."""

from __future__ import annotations

import re

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading, heading_in
from ghapp.newsletter.plain import plain_text, section_key
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.conventions import Placeholders

GAP = "\ue000"  # a private character, which is neither markup nor white space
EDGES = " ,;:.|/()–—-"
ANYTHING = ".{1,80}"  # editors may write a day as they like
FIGURES = r"[\d-]{1,10}"


@record
class FilledHeading:
    """A heading of the template with a placeholder, and what becomes of it in drafts."""

    form: re.Pattern[str]  # of what it is compared by there
    section: Heading  # by the words that stay


def filled_headings(template: Draft, placeholders: Placeholders) -> dict[int, FilledHeading]:
    """The headings of a template that have a placeholder in them, by their lines."""
    return {one.section.line: one for one in _filled(template, placeholders)}


def _filled(template: Draft, placeholders: Placeholders) -> Iterator[FilledHeading]:
    names = sorted(placeholders.all, key=len, reverse=True)
    for heading in template.headings:
        line = template.line(heading.line)
        if not any(name in line for name in names):
            continue
        for name in names:
            line = line.replace(name, GAP)
        text = heading_in(line)[1]
        words = " ".join(plain_text(text).replace(GAP, " ").split()).strip(EDGES)
        gap = ANYTHING if words else FIGURES
        form = re.compile(gap.join(map(re.escape, section_key(text).split(GAP))))
        known = Heading(heading.line, heading.level, words, section_key(words))
        yield FilledHeading(form, known if words else heading)
