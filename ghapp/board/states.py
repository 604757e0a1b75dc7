"""How a pull request stands, in the few words that an editor looks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ghapp.features.waiting import Waiting
from ghapp.newsletter.counting import counted

DUPLICATES = frozenset({"duplicate-link", "duplicate-event"})
WRONG_FILE = "wrong-file"
CLOSED = "closed-section"
NAMED = DUPLICATES | {WRONG_FILE, CLOSED}  # rules with a word of their own


@dataclass(frozen=True, slots=True)
class State:
    """One word or a few, and the tone in which they are shown."""

    words: str
    tone: str  # "good", "bad" or "wait"


READY = State("ready", "good")


def states(pull: Waiting, *, is_approved: bool) -> tuple[State, ...]:
    """All that is to be said of a pull request; at least one."""
    said = {
        State("conflict", "bad"): pull.has_conflict,
        State("duplicate", "bad"): bool(pull.rules & DUPLICATES),
        State("wrong file", "bad"): WRONG_FILE in pull.rules,
        State("closed section", "bad"): CLOSED in pull.rules,
        State("needs fixes", "bad"): bool(pull.rules - NAMED),
        State("draft", "wait"): pull.is_draft,
        State("waits for an edition", "wait"): pull.is_late,
        State("is moved at the merge", "wait"): pull.is_moved,
        State("approved", "good"): is_approved,
    }
    found = [state for state, holds in said.items() if holds]
    if found:
        return tuple(found)
    if not pull.sections:
        return (State("for an editor", "wait"),)
    return (READY,)


def age(since: datetime, now: datetime) -> str:
    """How long ago it was opened, roughly."""
    passed = max(now - since, timedelta())
    if passed < timedelta(minutes=1):
        return "just opened"
    if passed < timedelta(hours=1):
        return f"{counted(passed.seconds // 60, 'minute')} old"
    if passed < timedelta(days=2):
        return f"{counted(int(passed.total_seconds()) // 3600, 'hour')} old"
    return f"{counted(passed.days, 'day')} old"
