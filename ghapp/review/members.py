"""Many pull requests merged one after the other, each onto what those before it made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.review.assessment import Assessment
from ghapp.review.files import FileBeforeAndAfter
from ghapp.review.merging import merge_files
from ghapp.review.surroundings import Surroundings
from ghapp.rules.problem import Severity

Content = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Member:
    """A head that is to be merged, and what the app thinks of it."""

    head: str  # commit SHA
    files: tuple[FileBeforeAndAfter, ...]  # as they count: corrected and carried over
    assessment: Assessment
    name: str  # what to call it: `#12`, or the beginning of its SHA


@dataclass(slots=True)
class Tree:
    """The files of the newsletter while heads are merged into them."""

    read: Content  # the file of the tip
    changed: dict[str, bytes | None] = field(default_factory=dict)

    def now(self, path: str) -> bytes | None:
        """The bytes of a file as it is by now; None: it is not there."""
        return self.changed[path] if path in self.changed else self.read(path)

    def take(self, member: Member, around: Surroundings) -> None:
        """Merge a head; raises CannotMerge, and then nothing has changed."""
        self.changed |= merge_files(member.files, self.now, around)


def notes_on(members: list[Member]) -> Iterator[str]:
    """What whoever asks for many heads at once may want to decide upon, in words."""
    proposed: dict[str, str] = {}
    for member in members:
        errors = member.assessment.count(Severity.ERROR)
        if errors:
            rules = sorted(
                {
                    problem.rule
                    for file in member.assessment.files
                    for problem in file.problems
                    if problem.severity is Severity.ERROR
                }
            )
            yield f"{member.name} has {counted(errors, 'error')}: {', '.join(rules)}."
        for page in sorted(member.assessment.submitted):
            if page in proposed:
                other = proposed[page]
                yield f"{member.name} proposes the same page as {other}: {code_span(page)}."
            else:
                proposed[page] = member.name
