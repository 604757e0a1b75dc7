"""How long there is until the edition, told as honestly as it can be known."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ghapp.newsletter.counting import counted

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# The site of This Week in Rust shows an edition a median of 29 hours after its day began in UTC.
USUALLY = "Editions usually appear on their day or the one after."


def time_left(day: date, timezone: str, now: datetime) -> str:
    """A sentence on how many hours are left until the day of an edition, or how long it is past.

    Args:
        day: that the edition is dated.
        timezone: in which that day begins.
        now: the present moment.

    """
    begins = datetime.combine(day, time(), ZoneInfo(timezone))
    left = begins - now
    if left > timedelta():
        hours = -(-left // HOUR)
        return f"{counted(hours, 'hour')} until that day begins ({timezone}). {USUALLY}"
    if left > -DAY:
        hours = -(-(left + DAY) // HOUR)
        return f"That is today ({timezone}), with {counted(hours, 'hour')} left. {USUALLY}"
    days = -(left + DAY) // DAY
    passed = counted(days, "day") if days else "less than a day"
    return f"That day ended {passed} ago ({timezone}), and the draft is not published."
