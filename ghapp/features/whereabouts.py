"""Where a submission is: which edition it waits for and when that appears, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ghapp.features.context import JobContext
from ghapp.features.judging import JudgedPull
from ghapp.features.merge_words import inside_sentence
from ghapp.features.welcome import is_welcomed
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.edition_text import number_in
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.review.carrying import CarriedOver, published_since
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings

WELCOME = "Welcome, and thank you: "
MOVED = (
    "It is moved at the merge, as somebody asked: `/merge` or a rollup does that, while GitHub's"
    " own button would not."
)
NO_DRAFT = ", and waits for the next draft, which is not there yet."
LATE = ": `/retarget` moves it to the current draft."


@dataclass(frozen=True, slots=True)
class AwaitedEdition:
    """An edition that is not published yet."""

    day: date
    draft: str  # its path
    number: int | None = None  # None where it has none

    def described(self, noun: str, today: date) -> str:
        """Which one it is and when it appears, or should have: it changes once, when it is late."""
        number = "" if self.number is None else f" (number {self.number})"
        planned = f"{self.day:%A}, {self.day.day} {self.day:%B}"
        when = f"appears on {planned}"
        if today > self.day:
            when = f"was due on {planned} and is not published yet"
        return f"the {noun} of {self.day.isoformat()}{number}, which {when}"


def awaited_edition(
    files: Sequence[FileBeforeAndAfter], around: Surroundings
) -> AwaitedEdition | None:
    """The edition that files wait for, as they count; None where that is none, or several."""
    layout = around.layout
    drafts = [file for file in files if layout.kind(file.path) is FileKind.DRAFT]
    if len(drafts) != 1 or drafts[0].status is not FileStatus.MODIFIED:
        return None
    (draft,) = drafts
    if draft.path not in around.context.paths:
        return None
    day = layout.day_of_draft(draft.path)
    return AwaitedEdition(day, draft.path, _number(draft, around)) if day is not None else None


def _number(draft: FileBeforeAndAfter, around: Surroundings) -> int | None:
    """The number as the default branch has it, whatever somebody proposes to make of it."""
    if draft.base is None or around.template is None:
        return None
    try:
        return number_in(text_of(draft.base), around.template)
    except Unreadable:
        return None


def whereabouts(
    carried: CarriedOver, around: Surroundings, today: date, *, is_clean: bool
) -> list[str]:
    """What to say of where a pull request is; nothing of one that has to be corrected first.

    What happens to it at a merge that GitHub's own button does not do is said in any case.
    """
    edition = awaited_edition(carried.files, around)
    if carried.editions and edition is not None:
        return [
            f"{_made_for(carried.editions)}, and waits in {code_span(edition.draft)} for"
            f" {edition.described('one', today)}: `/merge` or a rollup brings it there, while"
            " GitHub's own button would change the published edition."
        ]
    late = published_since(carried.files, around.context.paths, around)
    if late:
        made_for = _made_for(
            [day for file in late if (day := around.layout.day_of_draft(file.path))]
        )
        return [made_for + (NO_DRAFT if around.settings.merge.carry_over else LATE)]
    sentences = [MOVED] if carried.moved else []
    if is_clean and edition is not None:
        sentences.insert(0, f"This pull request waits for {edition.described('edition', today)}.")
    return sentences


def _made_for(days: Iterable[date]) -> str:
    named = ", ".join(day.isoformat() for day in days)
    return f"It was made for the edition of {named}, which is published"


async def say_where(context: JobContext, judged: JudgedPull) -> list[str]:
    """Say where a pull request is, with a welcome where its author is new here."""
    is_clean = not judged.assessment.needs_fixes and not judged.conflicts
    around = (await context.snapshot()).around
    said = whereabouts(judged.carried, around, context.now.date(), is_clean=is_clean)
    if said and is_clean and await is_welcomed(context, judged.pull):
        said[0] = WELCOME + inside_sentence(said[0])
    return said
