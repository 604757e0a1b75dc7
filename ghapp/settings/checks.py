"""What the declaration of a setting cannot say in a pattern: dates, cron, time zones."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


def is_cron(text: str) -> bool:
    """Whether a text is a valid five-field cron expression."""
    from ghapp.settings.cron import is_cron

    return is_cron(text)


def is_timezone(name: str) -> bool:
    """Whether a time zone has this name."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def timezones() -> Collection[str]:
    """The names of all time zones."""
    from zoneinfo import available_timezones

    return available_timezones()


def is_date_or_empty(text: str) -> bool:
    """Whether a text is a date like 2026-08-19, or nothing at all."""
    from datetime import date

    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
