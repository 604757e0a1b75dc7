"""The open pull requests, kept for the editors' board: what waits there, and in which state."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.judging import JudgedPull
from ghapp.features.own_pulls import is_own
from ghapp.ports.store import Memory
from ghapp.rules.problem import Severity

MOST_SUBMISSIONS = 5
LONGEST = 1000  # characters of one


@dataclass(frozen=True, slots=True)
class Waiting(Memory):
    """An open pull request as it was last judged."""

    kind: ClassVar[str] = "waiting"
    is_of_what_was_read: ClassVar[bool] = True

    title: str = ""  # written by a stranger
    author: str = ""
    created: str = ""  # ISO 8601
    head: str = ""
    is_draft: bool = False
    is_ours: bool = False
    sections: tuple[str, ...] = ()  # as their labels call them
    rules: frozenset[str] = frozenset()  # with problems at warning or above
    has_conflict: bool = False
    is_late: bool = False  # made for an edition that is published, it waits for the next one
    is_moved: bool = False  # at the merge, as somebody asked
    submissions: tuple[str, ...] = ()  # what it adds, in Markdown
    more: int = 0  # how many submissions it adds besides


async def keep_waiting(context: JobContext, judged: JudgedPull) -> None:
    """Remember an open pull request as it was judged just now."""
    prefix = (await context.snapshot()).settings.labels.section_prefix
    own = is_own(judged.pull, context.repository)
    await context.remember(_waiting(judged, prefix, is_ours=own), judged.pull.number)


def _waiting(judged: JudgedPull, prefix: str, *, is_ours: bool) -> Waiting:
    pull, assessment = judged.pull, judged.assessment
    problems = [problem for file in assessment.files for problem in file.problems]
    added = assessment.added
    return Waiting(
        title=pull.title,
        author=pull.author,
        created=pull.created_at.isoformat(),
        head=pull.head.sha,
        is_draft=pull.is_draft,
        is_ours=is_ours,
        sections=tuple(assessment.section_titles(prefix)),
        rules=frozenset(one.rule for one in problems if one.severity >= Severity.WARNING),
        has_conflict=bool(judged.conflicts),
        is_late=bool(judged.carried.editions),
        is_moved=bool(judged.carried.moved) and not judged.carried.editions,
        submissions=tuple(text[:LONGEST] for text in added[:MOST_SUBMISSIONS]),
        more=max(0, len(added) - MOST_SUBMISSIONS),
    )


async def forget_waiting(context: JobContext, numbers: Collection[int]) -> None:
    """Forget pull requests that are closed, or not for the default branch."""
    for number in numbers:
        await context.forget(Waiting, number)
