"""What the features remember between two deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PullFacts:
    """What the app must remember of one pull request between two looks at it."""

    intended_labels: frozenset[str] = frozenset()  # about to be put on when the app last stopped
    our_labels: frozenset[str] = frozenset()  # on the pull request because the app put them on
    refused_labels: frozenset[str] = frozenset()  # a person took them off
    report: int | None = None  # id of the report comment
    report_digest: str = ""  # of its text as last written
    check_head: str = ""  # the head that the last check run was (or was about to be) written on
    check_digest: str = ""  # its digest; empty while it is not known to be written
    muted_head: str = ""  # open before the app came: no comment while this is the head
    suggested: frozenset[str] = frozenset()  # digests of the suggestions made
    unplaced: frozenset[str] = frozenset()  # digests of those that GitHub would not place


@dataclass(frozen=True, slots=True)
class Submitted:
    """What an open pull request submits: pages by canonical address."""

    number: int
    author: str
    addresses: frozenset[str]


class Store(Protocol):
    """The few facts kept between deliveries."""

    async def pull_facts(self, repository: str, number: int) -> PullFacts:
        """What is remembered of a pull request; the empty facts if nothing is."""

    async def keep_pull_facts(self, repository: str, number: int, facts: PullFacts) -> None:
        """Remember these facts instead, durably when this returns."""

    async def submitted(self, repository: str) -> Sequence[Submitted]:
        """What the open pull requests of a repository submit, oldest first."""

    async def keep_submitted(self, repository: str, submitted: Submitted) -> None:
        """Remember what a pull request submits; without addresses, forget it."""

    async def last_good_settings(self, repository: str) -> str | None:
        """The text of the last settings file without errors."""

    async def keep_settings(self, repository: str, text: str) -> None:
        """Remember the text of a settings file without errors."""
