"""GitHub's rate limits: how fast to write, and how long to wait after exceeding one.

An app that presses on while it is limited may be banned.
"""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from ghapp.ports.errors import TransientError

PATIENCE: Final = 30.0  # seconds that a request may wait inside a job; longer is the engine's

_SHORTEST_WAIT = 1.0
_SHORTEST_GUESS = 60.0  # GitHub docs: without a header wait at least a minute, then exponentially
_LONGEST_GUESS = 3600.0
_BURST = 15  # GitHub docs: at most 80 requests a minute that create content
_SECONDS_PER_WRITE = 1.0  # GitHub docs: many writes at least one second apart
_LIMIT_TEXT = re.compile(rb"rate limit|abuse detection|submitted too quickly", re.IGNORECASE)


class Answer(NamedTuple):
    """An HTTP response, whole; its header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock and the sleep function, handed in so that tests need not wait."""

    time: Callable[[], float] = time.time  # seconds since 1970, as in GitHub's headers
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def is_limit(answer: Answer) -> bool:
    """Whether an answer reports a rate limit and not a missing permission.

    GitHub docs, "Exceeding the rate limit": the primary limit is a 403 or 429 with
    `x-ratelimit-remaining: 0`; a secondary one a 403 or 429 with a message, perhaps `retry-after`.
    Creating content too fast is told as a 422.
    """
    if answer.status == 429:
        return True
    if answer.status == 403:
        told = "retry-after" in answer.headers
        return told or _is_used_up(answer.headers) or bool(_LIMIT_TEXT.search(answer.body))
    return answer.status == 422 and b"submitted too quickly" in answer.body


def told_wait(headers: Mapping[str, str], now: float) -> float | None:
    """How many seconds GitHub asks to wait; None when it does not say.

    GitHub docs: `retry-after` comes first, then `x-ratelimit-reset` if nothing remains.
    """
    seconds = _number(headers.get("retry-after"))
    if seconds is None and _is_used_up(headers):
        reset = _number(headers.get("x-ratelimit-reset"))
        seconds = None if reset is None else reset - now
    return None if seconds is None else max(seconds, _SHORTEST_WAIT)


def told_remaining(headers: Mapping[str, str], before: int | None) -> int | None:
    """How many requests are left in this hour; as before when GitHub does not say."""
    remaining = _number(headers.get("x-ratelimit-remaining"))
    return before if remaining is None else int(remaining)


def _is_used_up(headers: Mapping[str, str]) -> bool:
    return headers.get("x-ratelimit-remaining", "").strip() == "0"


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class Silence:
    """Until when nothing may be sent for an installation, because GitHub said so."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._until = -math.inf
        self._guesses: Counter[bool] = Counter()  # in a row; reads and writes have other limits

    def note(self, answer: Answer, *, is_write: bool) -> bool:
        """Learn from an answer whether to be silent; True when the request was turned away."""
        if not is_limit(answer):
            self._guesses.pop(is_write, None)
            return False
        now = self._timing.time()
        wait = told_wait(answer.headers, now)
        if wait is None:
            wait = self._guess(now, is_write=is_write)
        self._until = max(self._until, now + wait)
        return True

    def _guess(self, now: float, *, is_write: bool) -> float:
        if now >= self._until:  # requests turned away together count once
            self._guesses[is_write] += 1
        return min(_SHORTEST_GUESS * 2.0 ** (self._guesses[is_write] - 1), _LONGEST_GUESS)

    @property
    def left(self) -> float:
        """Seconds until sending is allowed; 0 when it is."""
        return max(self._until - self._timing.time(), 0.0)

    async def end(self) -> None:
        """Wait until sending is allowed again.

        Raises:
            TransientError: that is too long to wait for inside a job.

        """
        patience = PATIENCE
        while (left := self.left) > 0:
            if left > patience:
                raise TransientError(
                    f"GitHub asks to wait {left:.0f} s (rate limit)", retry_after=left
                )
            patience -= left
            await self._timing.sleep(left)


class WritePace:
    """Keeps writes of an installation apart when they are many; a few go out at once."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._allowance = float(_BURST)
        self._seen = timing.time()

    async def turn(self) -> None:
        """Wait until the next write may go out."""
        self._refill()
        if self._allowance < 1:
            await self._timing.sleep((1 - self._allowance) * _SECONDS_PER_WRITE)
            self._refill()
        self._allowance = max(self._allowance - 1, 0.0)

    def _refill(self) -> None:
        now = self._timing.time()
        gained = max(now - self._seen, 0.0) / _SECONDS_PER_WRITE
        self._allowance = min(self._allowance + gained, float(_BURST))
        self._seen = now
