"""The present moment, where nobody puts another in its place."""

from __future__ import annotations

from datetime import UTC, datetime


def wall_clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)
