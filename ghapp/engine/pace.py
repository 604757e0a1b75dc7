"""The pace of the queue: how often it is polled, and the retry policy of failed jobs."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from ghapp.ports.errors import TransientError


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, and how often to try; tests and the demo take less time."""

    poll: float = 0.4  # seconds; what it costs at rest and how long a job waits hang on it
    attempts: int = 8
    # Three hours in all, in seconds.
    delays: tuple[float, ...] = (10, 30, 90, 270, 810, 2430, 7290)
    longest_job: float = 900
    haste: float = 1  # what a feature's own delays are multiplied by

    def delay(self, attempt: int, key: str, error: Exception) -> float:
        """How long to wait after a failed attempt (counted from 0)."""
        asked = error.retry_after if isinstance(error, TransientError) else None
        seconds = self.delays[min(attempt, len(self.delays) - 1)] if asked is None else asked
        # Jobs that one limit stopped together do not all come back at one moment.
        return seconds * (1 + 0.1 * zlib.crc32(key.encode()) / 2**32)
