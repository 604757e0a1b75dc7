"""The next week's draft: which one is due, its text, and the pull request that opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ghapp.newsletter.calendar import WEEK, Layout
from ghapp.newsletter.conventions import TWIR_PLACEHOLDERS, Placeholders
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.edition_text import first_text, number_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.template import EVENTS_WINDOW, Template

EARLIEST, LATEST = date.min + WEEK, date.max - EVENTS_WINDOW
LONGEST_NUMBER = 9  # digits
LONGEST_WEEK = 10  # days from one edition to the next where it appears every week


@dataclass(frozen=True, slots=True)
class NextDraft:
    """A draft to be added: where, and its exact text."""

    path: str
    day: date
    number: int | None  # None where the template has no place for one
    text: str


class NoNextDraft(Exception):
    """Why no draft can be made, in words for the person who asked."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a draft is made from: its day, the template and the edition a week before."""

    day: date
    path: str
    template: str  # path
    previous: str | None  # path of the edition a week before
    newest: str | None  # path of the newest edition, for counting on where a week is missing

    @property
    def files(self) -> set[str]:
        """The paths of everything that it is made from."""
        return {path for path in (self.template, self.previous, self.newest) if path is not None}


def ingredients(paths: Mapping[str, str], layout: Layout, day: date | None) -> Ingredients:
    """Work out what is needed for the draft of a day, or else for the one that is due.

    Raises:
        NoNextDraft: there is no template, or no edition to count on from.

    """
    if layout.template not in paths:
        raise NoNextDraft(f"There is no template: {layout.template} is missing.")
    if day is None and (apart := layout.days_between_editions(paths)) and min(apart) > LONGEST_WEEK:
        raise NoNextDraft(
            f"The last editions are {min(apart)} to {max(apart)} days apart, and drafts are made"
            " from week to week: give a date."
        )
    wanted = day or layout.due(paths)
    if wanted is not None and not EARLIEST <= wanted <= LATEST:
        raise NoNextDraft(f"No draft can be dated {wanted}.")
    if wanted is None:
        raise NoNextDraft(
            f"{_no_edition(paths, layout)}, so nothing says which draft is due: give a date."
        )
    before: dict[date, str] = {}
    for day_of in (layout.day_of_draft, layout.day_of_edition):
        for path in paths:
            written = day_of(path)
            if written is not None and written < wanted:
                before[written] = path
    newest = before[max(before)] if before else None
    return Ingredients(
        wanted, layout.draft_path(wanted), layout.template, before.get(wanted - WEEK), newest
    )


def _no_edition(paths: Iterable[str], layout: Layout) -> str:
    """Why no edition is known."""
    files = sum(path.startswith(f"{layout.editions}/") for path in paths)
    if not files or layout.drafts == layout.editions:
        return f"No edition stands in {layout.editions}/ yet"
    return f"No file in {layout.editions}/ has a date such as 2026-08-26 in its name"


def make_draft(
    needed: Ingredients,
    contents: Mapping[str, bytes],
    layout: Layout,
    placeholders: Placeholders = TWIR_PLACEHOLDERS,
) -> NextDraft:
    """Make the draft's text from its ingredients.

    Args:
        needed: what it is made from.
        contents: the bytes of each of `needed.files`, by path.
        layout: where the newsletter keeps its files.
        placeholders: of the template.

    Raises:
        NoNextDraft: the template or the edition before cannot be read.

    """
    texts = {path: _text(contents[path], path) for path in needed.files}
    previous = texts[needed.previous] if needed.previous is not None else None
    template = Template(texts[needed.template], placeholders)
    is_numbered = placeholders.number in template.text
    number = _number(needed, texts, layout, template) if is_numbered else None
    text = first_text(template, number, needed.day, previous)
    return NextDraft(needed.path, needed.day, number, text)


def _text(content: bytes, path: str) -> str:
    try:
        return text_of(content)
    except Unreadable as error:
        raise NoNextDraft(f"{path}: {error}") from error


def _number(
    needed: Ingredients, texts: Mapping[str, str], layout: Layout, template: Template
) -> int:
    """One more than the edition before; one more for each week between them.

    The edition a week before is asked first: what is newer has a wrong date, and a wrong number.
    """
    before = needed.previous or needed.newest
    if before is None:
        return 1
    field = Draft(texts[before]).front_matter.get("Number")
    if field is not None and field[1].isdecimal() and len(field[1]) <= LONGEST_NUMBER:
        number = int(field[1])
    elif field is not None or (found := number_in(texts[before], template)) is None:
        raise NoNextDraft(f"{before} has no number to count on from.")
    else:
        number = found
    day = layout.day_of_draft(before) or layout.day_of_edition(before)
    weeks = round((needed.day - day) / WEEK) if day else 1
    return number + max(weeks, 1)
