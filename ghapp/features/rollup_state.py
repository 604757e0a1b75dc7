"""What is remembered of the rollup: what the app wrote last, for whom, and who was taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from ghapp.ports.store import Memory

Pair = tuple[int, str]  # a pull request's number, with its head, a page, or its approval's moment


@dataclass(frozen=True, slots=True)
class RollupState(Memory):
    """The rollup of a repository; its rows are kept under number 0."""

    kind: ClassVar[str] = "rollup"

    pull: int = 0  # its number; 0 while there is none
    commit: str = ""  # what the app has put on its branch last
    writing: str = ""  # what the app is about to put there
    digest: str = ""  # of what that is made of
    tip: str = ""  # the commit of the default branch that it stands on
    # Files by path, as the members alone make them of that; None: deleted.
    merged: tuple[tuple[str, str | None], ...] = ()
    told: str = ""  # digest of its title and text
    pages: tuple[Pair, ...] = ()  # that the members propose, by canonical address
    members: tuple[Pair, ...] = ()  # those in it, with their heads
    taken_out: tuple[Pair, ...] = ()  # until an approval later than the one named
    landed: tuple[Pair, ...] = ()  # by a squash: their text is in the draft already

    def without(self, number: int, approved: str) -> RollupState:
        """The same with a pull request taken out, until somebody approves it again."""
        others = tuple(pair for pair in self.taken_out if pair[0] != number)
        return replace(self, taken_out=(*others, (number, approved)))

    def is_out(self, number: int, approved: str) -> bool:
        """Whether a pull request was taken out, and not approved since."""
        return any(out == number and approved <= moment for out, moment in self.taken_out)
