"""The pull requests in a rollup, and those that are approved and not in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ghapp.features.judging import JudgedPull
from ghapp.ports.values import PullRequest
from ghapp.review.files import FileBeforeAndAfter


@dataclass(frozen=True, slots=True)
class RollupMember:
    """A pull request in the rollup."""

    judged: JudgedPull
    files: tuple[FileBeforeAndAfter, ...]  # as they are merged

    section_titles: tuple[str, ...]  # that it adds to, as the template calls them

    @property
    def pull(self) -> PullRequest:
        """The pull request."""
        return self.judged.pull


@dataclass(frozen=True, slots=True)
class LeftOutPull:
    """An approved pull request that is not in the rollup, and why."""

    pull: PullRequest
    reason: str  # a sentence without its end, behind the number


@dataclass(frozen=True, slots=True)
class ApprovedPulls:
    """What is approved at this moment, in the order of arrival."""

    members: list[RollupMember] = field(default_factory=list)
    left_out: list[LeftOutPull] = field(default_factory=list)
    taken_out: list[int] = field(default_factory=list)  # by people, on the rollup

    def copy(self) -> ApprovedPulls:
        """The same, to be changed apart from these."""
        return ApprovedPulls([*self.members], [*self.left_out], [*self.taken_out])

    def take_out(self, number: int) -> None:
        """Note that people took a member out."""
        self.members[:] = [one for one in self.members if one.pull.number != number]
        self.taken_out.append(number)
