"""The check run `newsletter`, written on each head whose result is another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.features.deeds import note_deed
from ghapp.ports.checks import CHECK_NAME, CheckResult
from ghapp.ports.store import Memory
from ghapp.ports.values import PullRequest


@dataclass(frozen=True, slots=True)
class CheckMemory(Memory):
    """The check run last written on a head of a pull request."""

    kind: ClassVar[str] = "check run"

    head: str = ""
    digest: str = ""  # empty while it is not known to be written


async def write_check_run(
    context: JobContext, pull: PullRequest, result: CheckResult, reason: str
) -> None:
    """Write the check run unless this head has the same one.

    A person who asked for another run is waiting for one: GitHub shows the check as queued until
    it is written again.
    """
    head, repository = pull.head.sha, context.repository
    memory = await context.recall(CheckMemory, pull.number)
    written = CheckMemory(head, result.digest)
    if reason != "rerun":
        known = memory.digest if memory.head == head else None
        if not known and (memory.head == head or reason != "pull_request.opened"):
            # Written before the app stopped, or when this was the head before: GitHub knows.
            known = await repository.check_digest(head, CHECK_NAME)
        if known == result.digest:
            await context.remember(written, pull.number)
            return
    await context.remember(CheckMemory(head), pull.number)
    await repository.write_check(head, result)
    await context.remember(written, pull.number)
    await note_deed(context, pull.number, f"Checked {head[:7]}: {result.title}.")
