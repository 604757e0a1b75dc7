"""Who sent what stands in the draft: known of the pull requests that the app saw being merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory


@dataclass(frozen=True, slots=True)
class Sender(Memory):
    """A pull request that was merged: its author, and the pages that it submitted."""

    kind: ClassVar[str] = "sender"
    is_of_what_was_read: ClassVar[bool] = True

    author: str = ""
    addresses: frozenset[str] = frozenset()


async def remember_sender(context: JobContext, number: int, sender: Sender) -> None:
    """Remember who sent the pages of a pull request that was merged."""
    if sender.addresses:
        await context.remember(sender, number)


async def forget_senders(context: JobContext) -> None:
    """Forget who sent what, once the draft is another one."""
    for number in await context.recall_all(Sender):
        await context.forget(Sender, number)


def by_page(senders: Mapping[int, Sender]) -> dict[str, tuple[int, str]]:
    """Who sent each page, by canonical address: the number of the pull request and its author."""
    found: dict[str, tuple[int, str]] = {}
    for number, sender in senders.items():
        for address in sender.addresses:
            found.setdefault(address, (number, sender.author))
    return found
