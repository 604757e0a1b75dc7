"""What the open pull requests submit: whoever proposes a page a second time learns of the first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory
from ghapp.rules.context import Other


@dataclass(frozen=True, slots=True)
class Submitted(Memory):
    """The pages that an open pull request submits, as canonical addresses."""

    kind: ClassVar[str] = "submitted"
    is_of_what_was_read: ClassVar[bool] = True

    author: str = ""
    addresses: frozenset[str] = frozenset()


async def submitted_before(context: JobContext, number: int) -> tuple[Other, ...]:
    """What pull requests opened before this one submit, oldest first."""
    remembered = await context.recall_all(Submitted)
    return tuple(
        Other(earlier, one.author, one.addresses)
        for earlier, one in remembered.items()
        if earlier < number
    )


async def remember_submitted(context: JobContext, number: int, submitted: Submitted) -> None:
    """Remember what a pull request submits, or forget it if that is nothing."""
    if submitted.addresses:
        await context.remember(submitted, number)
    else:
        await context.forget(Submitted, number)


async def forget_submitted(context: JobContext, numbers: Collection[int]) -> None:
    """Forget what pull requests submitted, once they are closed."""
    for number in numbers:
        await context.forget(Submitted, number)
