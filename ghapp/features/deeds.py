"""What the app did lately and what it was refused, kept for the editors' board.

Every deed is a row of its own, for two jobs may do something at the same time; the same job tried
again writes the same row.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from ghapp.features.context import JobContext
from ghapp.ports.store import Memory

MOST_KEPT = 60
LONGEST = 300  # characters


@dataclass(frozen=True, slots=True)
class Deed(Memory):
    """One thing that was done or refused; its number is a digest, so that it is written once."""

    kind: ClassVar[str] = "deed"

    at: str = ""  # ISO 8601, UTC
    pull: int = 0  # the pull request that it was done to; 0 for none
    text: str = ""
    is_refused: bool = False


async def note_deed(context: JobContext, pull: int, text: str, *, is_refused: bool = False) -> None:
    """Keep a deed, and let the oldest go."""
    number = _number(f"{context.key} {pull} {text}")
    if (await context.recall(Deed, number)).text:
        return
    deed = Deed(context.now.isoformat(timespec="seconds"), pull, text[:LONGEST], is_refused)
    await context.remember(deed, number)
    known = sorted((await context.recall_all(Deed)).items(), key=lambda one: (one[1].at, one[0]))
    for old, _ in known[:-MOST_KEPT]:
        await context.forget(Deed, old)


def _number(text: str) -> int:
    """A number for a text, of 63 bits as the database takes them."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8]) >> 1
