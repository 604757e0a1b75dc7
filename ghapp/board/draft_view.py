"""The draft as the board shows it: its sections, with their submissions as the site shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.board.harmless import LONGEST, HarmlessMarkdown
from ghapp.features.week import Week
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.submissions import Submission, submissions
from ghapp.newsletter.template import Template

MOST_IN_SECTION = 40
MOST_CHARACTERS = 90_000  # of all submissions, in HTML: with pull requests a page has 200 KiB


@dataclass(frozen=True, slots=True)
class ShownSubmission:
    """One submission."""

    html: str
    page: str  # that it is about, by canonical address; "" without one


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A heading of the draft, with what is submitted below it."""

    title: str
    key: str  # what headings are compared by
    label: str  # what labels of the template's section call it
    shown: tuple[ShownSubmission, ...]
    more: int  # how many are not shown


def shown_sections(week: Week, renderer: HarmlessMarkdown) -> tuple[ShownSection, ...]:
    """The sections of the draft in order, also those with nothing in them.

    The work grows with the draft, so call it in a thread.
    """
    draft = Draft(week.text)
    template = Template(week.template) if week.template else None
    by_line: dict[int, list[Submission]] = {}
    for one in submissions(draft, template):
        heading = draft.heading_above(one.line)
        by_line.setdefault(heading.line if heading else 0, []).append(one)
    return tuple(_sections(draft, template, by_line, renderer))


def _sections(
    draft: Draft,
    template: Template | None,
    by_line: dict[int, list[Submission]],
    renderer: HarmlessMarkdown,
) -> Iterator[ShownSection]:
    definitions = "\n".join(draft.line(one.line) for one in draft.definitions)[:LONGEST]
    parent, room = "", MOST_CHARACTERS
    for heading in draft.headings:
        of_template = template.section(heading) if template else None
        parent = of_template.title if of_template else parent
        found = by_line.get(heading.line, [])
        shown = []
        for one in found[:MOST_IN_SECTION]:
            html = renderer.html(one.text, definitions) if room > 0 else ""
            room -= len(html) + 100 if html else 0
            if room > 0:
                shown.append(ShownSubmission(html, _page(one)))
        title = _title(heading, of_template, parent)
        yield ShownSection(title, heading.key, parent, tuple(shown), len(found) - len(shown))


def _title(heading: Heading, of_template: Heading | None, parent: str) -> str:
    """A heading that the template has not, such as a region's, goes by the one above it too."""
    if of_template is not None or not parent:
        return heading.title
    return f"{parent}: {heading.title}"


def _page(one: Submission) -> str:
    """The page that a submission is about: an event begins with its group and ends with itself."""
    return (one.addresses[-1] if one.date else one.addresses[0]) if one.addresses else ""
