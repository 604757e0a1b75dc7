"""What the values of settings must be beyond their types: dates, folders, cron, time zones."""

from __future__ import annotations

from datetime import date

from ghapp.newsletter.calendar import WEEKDAYS
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.conventions import BULLETS, TWIR_PLACEHOLDERS
from ghapp.newsletter.patterns import pattern
from ghapp.settings.tree import (
    DraftSettings,
    DuplicateSettings,
    NewsletterSettings,
    ScheduleSettings,
    Settings,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ghapp.settings.tree import ClosedSection

LANGUAGE = pattern("[a-z]{2}")
FILENAME = pattern(r"[^{}/]*\{date\}[^{}/]*")


def errors_in(settings: Settings) -> Iterator[str]:
    """The errors that types alone do not show, one line each."""
    yield from _draft_errors(settings.draft)
    yield from _newsletter_errors(settings.newsletter)
    yield from _duplicates_errors(settings.duplicates)
    yield from _schedule_errors(settings.schedule)
    yield from _closed_errors(settings.closed)


def shown(value: object) -> str:
    """A value as it stands in the file, shortened for a message."""
    try:
        text = repr(value) if isinstance(value, str) else str(value)
    except ValueError:  # Python writes no number of more than 4300 digits
        return "a number without end"
    return code_span((text.lower() if isinstance(value, bool) else text)[:60])


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A question after a message, if a known word is close to the one that was written."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""


def in_closed(number: int, error: str) -> str:
    """An error message that names its `[[closed]]` table, counted from 1."""
    return f"In `[[closed]]` number {number}: {error}"


def _draft_errors(draft: DraftSettings) -> Iterator[str]:
    if not FILENAME.fullmatch(draft.filename):
        yield (
            "`draft.filename` takes a file name with `{date}` in it once,"
            f" not {shown(draft.filename)}."
        )
    for name in ("directory", "published", "template"):
        path = getattr(draft, name)
        if not all(part.strip(".") for part in path.split("/")):
            yield (
                f"`draft.{name}` takes a path in the repository, as in"
                f" `{getattr(DraftSettings, name)}`, not {shown(path)}."
            )


def _newsletter_errors(newsletter: NewsletterSettings) -> Iterator[str]:
    if not LANGUAGE.fullmatch(newsletter.language):
        yield (
            "`newsletter.language` takes two small letters, as in `en` or `de`,"
            f" not {shown(newsletter.language)}."
        )
    if newsletter.bullet not in BULLETS:
        words = ", ".join(code_span(bullet) for bullet in BULLETS)
        yield f"`newsletter.bullet` takes one of {words}, not {shown(newsletter.bullet)}."
    texts = newsletter.placeholders
    needed = len(TWIR_PLACEHOLDERS.all)
    if len(texts) != needed or len(set(texts)) != needed or not all(map(str.strip, texts)):
        yield (
            "`newsletter.placeholders` takes four different texts: what the template writes for"
            " the number, the date, the last day of the events, and their list;"
            f" not {shown(list(texts))}."
        )


def _duplicates_errors(duplicates: DuplicateSettings) -> Iterator[str]:
    if duplicates.editions < 0:
        yield "`duplicates.editions` takes a number from 0."


def _schedule_errors(schedule: ScheduleSettings) -> Iterator[str]:
    if schedule.weekday not in WEEKDAYS:
        words = ", ".join(WEEKDAYS)
        yield f"`schedule.weekday` takes one of {words}, not {shown(schedule.weekday)}."
    # The defaults are right, and what tells so is slow to load.
    if schedule.open != ScheduleSettings.open and not _is_cron(schedule.open):
        yield (
            "`schedule.open` takes five cron fields, as in `0 6 * * thu`,"
            f" not {shown(schedule.open)}."
        )
    if schedule.timezone != ScheduleSettings.timezone and not _is_timezone(schedule.timezone):
        yield f"`schedule.timezone` is no time zone: {shown(schedule.timezone)}."


def _closed_errors(closed: tuple[ClosedSection, ...]) -> Iterator[str]:
    for number, section in enumerate(closed, 1):
        if section.since and not _is_date(section.since):
            error = f"`closed.since` takes a date like 2026-08-19, not {shown(section.since)}."
            yield in_closed(number, error)
        if section.close_after < 0:
            yield in_closed(number, "`closed.close_after` takes a number from 0.")


def _is_cron(text: str) -> bool:
    from ghapp.settings.cron import is_cron

    return is_cron(text)


def _is_timezone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
