"""A command: what people write, who may, what it does, and how it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ghapp.features.context import JobContext
from ghapp.ports.values import PullRequest
from ghapp.settings.tree import Settings


class Who(StrEnum):
    """Who may give a command."""

    ANYONE = "anyone"
    AUTHOR = "author, editor"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wrote the comment, and what they may do at this moment."""

    login: str
    is_author: bool
    is_editor: bool

    def is_one_of(self, who: Who) -> bool:
        """Whether a command that is for these people is for this one."""
        if who is Who.EDITOR:
            return self.is_editor
        return who is Who.ANYONE or self.is_author or self.is_editor


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A command as it was given."""

    arguments: str  # what stands behind the name
    pull: PullRequest  # as it is now
    caller: Caller
    head: str | None  # what the comment speaks of; None where that is not known
    comment: int  # its id
    at: str  # when it was written (ISO 8601)
    commands: tuple[Command, ...]  # all there are


@dataclass(frozen=True, slots=True)
class Taken:
    """The command was carried out."""

    text: str = ""  # what there is to say about it, if anything
    head: str = ""  # the head that the command made: the next line of the comment speaks of it


@dataclass(frozen=True, slots=True)
class Refusal:
    """The command was not carried out."""

    text: str  # why, and what to do


@dataclass(frozen=True, slots=True)
class Later:
    """The command is to be tried again after some seconds."""

    seconds: float
    text: str = ""  # what to say meanwhile, where it may take long


Outcome = Taken | Refusal | Later


@dataclass(frozen=True, slots=True)
class Example:
    """How a command is written, and what comes of it."""

    written: str  # "/close paywall"
    outcome: str  # a sentence


@dataclass(frozen=True, slots=True)
class Command:
    """One command; its texts make the help and docs/commands.md."""

    name: str
    usage: str  # "/close REASON"
    who: Who
    summary: str  # a sentence
    example: Example
    run: Callable[[JobContext, CommandCall], Awaitable[Outcome]]
    needs: tuple[str, ...] = ()  # the permissions that the app needs to write with
    in_merge_lane: bool = False  # it merges: one after the other in a repository
    closes: bool = False  # it ends the pull request: where that is closed, it was carried out
    # What may stand behind its name, where the settings say so.
    choices: Callable[[Settings], Sequence[str]] | None = None
