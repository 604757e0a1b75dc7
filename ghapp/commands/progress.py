"""How far the commands of each comment have come: after a crash, the app goes on from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.commands.command import Outcome, Refusal, Taken
from ghapp.ports.store import Memory

MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Handled(Memory):
    """The comments on a pull request that were answered: each is, once."""

    kind: ClassVar[str] = "handled comments"

    comments: tuple[int, ...] = ()

    def with_comment(self, comment: int) -> Handled:
        """These and one more; GitHub repeats a delivery for three days at most."""
        return Handled((*self.comments, comment)[-MOST_KEPT:])


@dataclass(frozen=True, slots=True)
class Progress(Memory):
    """How far the commands of one comment have come; its rows are kept by the comment's id."""

    kind: ClassVar[str] = "command progress"

    comment: int = 0
    head: str = ""  # what the next command speaks of; "" where that is not known
    refused: tuple[bool, ...] = ()
    texts: tuple[str, ...] = ()

    def after(self, outcome: Outcome) -> Progress:
        """How far they have come with one command more."""
        made = outcome.head if isinstance(outcome, Taken) else ""
        return Progress(
            self.comment,
            made or self.head,
            (*self.refused, isinstance(outcome, Refusal)),
            (*self.texts, outcome.text),
        )

    @property
    def outcomes(self) -> list[Outcome]:
        """How each command ended."""
        pairs = zip(self.refused, self.texts, strict=True)
        return [Refusal(text) if refused else Taken(text) for refused, text in pairs]
