"""Who may set the server up: the first to come with the one-time token that stands in the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from hmac import compare_digest
from secrets import token_urlsafe

from ghapp.github.registration import Registered
from ghapp.server.setup.choice import Choice

SECONDS_INSIDE = 3600  # GitHub docs: the flow has to be completed within one hour


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An App that was registered, and what became of its credentials."""

    app: Registered
    file_problem: str = ""  # why they are not in the env file; empty: they are


@dataclass(slots=True)
class Visit:
    """The set-up as one browser goes through it."""

    cookie: str = field(repr=False)
    state: str = field(repr=False)  # goes to GitHub and back, and proves that we sent the browser
    ends: float
    choice: Choice | None = None
    is_without_file: bool = False  # the person will keep the credentials by hand
    outcome: TakenOver | None = field(default=None, repr=False)  # until it was shown
    was_shown: bool = False
    exchanging: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether the App is registered, and its credentials are here."""
        return self.outcome is not None or self.was_shown


class KeptOut(Enum):
    """Why somebody is not let in."""

    UNINVITED = "uninvited"  # neither a right token nor a cookie
    TAKEN = "taken"  # the token is right, and another browser came with it first
    ENDED = "ended"  # the hour is over, and a new token is in the log


class Door:
    """Lets one browser in, and a new one with a new token when its hour is over."""

    def __init__(self, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic):
        """`tell` is given each token, for the log."""
        self._tell = tell
        self._clock = clock
        self._token = ""
        self._used = ""
        self._visit: Visit | None = None

    def open(self) -> None:
        """Make a token, and tell it."""
        self._token = token_urlsafe(32)
        self._tell(self._token)

    def enter(self, token: str) -> Visit | KeptOut:
        """Let somebody in who has the token."""
        self._end_old_visit()
        if _is_same(token, self._token):
            self._used, self._token = self._token, ""
            ends = self._clock() + SECONDS_INSIDE
            self._visit = Visit(token_urlsafe(32), token_urlsafe(32), ends)
            return self._visit
        if _is_same(token, self._used):
            return KeptOut.TAKEN if self._visit else KeptOut.ENDED
        return KeptOut.UNINVITED

    def visit(self, cookie: str) -> Visit | KeptOut:
        """The visit of the browser that has this cookie."""
        had_one = self._visit is not None
        self._end_old_visit()
        if self._visit is not None and _is_same(cookie, self._visit.cookie):
            return self._visit
        has_ended = had_one and self._visit is None
        return KeptOut.ENDED if cookie and has_ended else KeptOut.UNINVITED

    def prolong(self, visit: Visit, seconds: float) -> None:
        """Let a visit end so many seconds from now at the earliest."""
        visit.ends = max(visit.ends, self._clock() + seconds)

    def _end_old_visit(self) -> None:
        if self._visit is not None and self._clock() >= self._visit.ends:
            self._visit = None
            self.open()


def is_own_state(visit: Visit, state: str) -> bool:
    """Whether GitHub sends back the browser that was sent there in this visit."""
    return _is_same(state, visit.state)


def _is_same(given: str, known: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing; an empty one never is."""
    # A header's bytes that are not UTF-8 are surrogates in its text.
    return bool(known) and compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())
