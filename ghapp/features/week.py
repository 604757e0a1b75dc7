"""The week, kept for the editors' board: the draft of the default branch and what it lacks."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass
from typing import ClassVar

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.senders import forget_senders
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.header import numbers_of
from ghapp.ports.store import Memory
from ghapp.review.unfinished import Unfinished, unfinished


@dataclass(frozen=True, slots=True)
class Week(Memory):
    """The current draft as it stands on the default branch, with what the board says of it."""

    kind: ClassVar[str] = "week"
    is_of_what_was_read: ClassVar[bool] = True

    is_read: bool = False  # whether the app has looked at the default branch at all
    paused: bool = False
    branch: str = ""
    path: str = ""  # of the draft; "" while there is none
    day: str = ""  # that it is dated (ISO 8601)
    title: str = ""  # its header's; written by whoever opened the draft
    number: str = ""
    text: str = ""
    problem: str = ""  # why the draft cannot be read
    template: str = ""
    section_prefix: str = ""  # what a section's label begins with
    timezone: str = "UTC"
    closed: tuple[str, ...] = ()  # what the headings of closed sections are compared by
    missing: tuple[tuple[str, str], ...] = ()  # a section's title, and a sentence
    empty: tuple[str, ...] = ()  # titles


async def keep_week(context: JobContext) -> None:
    """Remember the current draft as it is now."""
    snapshot = await context.snapshot()
    before = await context.recall(Week)
    week = await _week(context, snapshot)
    if before.path and week.path != before.path:
        await forget_senders(context)
    await context.remember(week)


async def _week(context: JobContext, snapshot: Snapshot) -> Week:
    around, settings = snapshot.around, snapshot.settings
    path = around.layout.current_draft(snapshot.paths)
    day = around.layout.day_of_draft(path) if path else None
    text, problem, lacks = "", "", Unfinished()
    if path:
        try:
            text = text_of(await context.repository.blob(snapshot.paths[path]))
        except Unreadable as error:
            problem = str(error)
        lacks = await to_thread(unfinished, path, text, around)
    draft, closed = Draft(text), settings.closed_sections
    return Week(
        is_read=True,
        paused=settings.paused,
        branch=snapshot.branch,
        path=path or "",
        day=day.isoformat() if day else "",
        title=draft.title,
        number=next(filter(None, numbers_of(draft)), ""),
        text=text,
        problem=problem,
        template=around.template.text if around.template else "",
        section_prefix=settings.labels.section_prefix,
        timezone=settings.schedule.timezone,
        closed=tuple(one.key for one in closed if not (one.since and day and day < one.since)),
        missing=lacks.missing,
        empty=lacks.empty,
    )
