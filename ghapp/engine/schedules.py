"""The schedules: each repository's next draft, and the nightly deletion of finished jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import ClientScheduleInput, DBOSClient
from dbos import error as dbos_error

from ghapp.engine.inbox import Request
from ghapp.engine.messages import lane, to_json
from ghapp.ports.events import ScheduleDue
from ghapp.ports.jobs import OpenSchedule

TICK = "tick"
TIDY = "tidy"
DAYS_KEPT = 7  # GitHub redelivers for 3 days, and a finished job is what recognises a repetition
MOST_IN_ONE_DELETION = 500


class BadSchedule(ValueError):
    """A schedule that is invalid; the text says why."""


def apply(client: DBOSClient, schedule: OpenSchedule) -> None:
    """Set a repository's schedule, in place of its former one."""
    context = {"installation": schedule.installation, "repository": schedule.repository}
    wanted: ClientScheduleInput = {
        "schedule_name": _name(schedule.repository),
        "workflow_name": TICK,
        "schedule": schedule.cron,
        "context": context,
        "automatic_backfill": True,
        "cron_timezone": schedule.timezone,
    }
    try:
        client.apply_schedules([wanted])
    except dbos_error.DBOSException as error:
        raise BadSchedule(str(error)) from error


def remove(client: DBOSClient, installation: int, repository: str) -> None:
    """Remove a repository's schedule, unless a later installation has set it."""
    found = client.get_schedule(_name(repository))
    # News that the app was taken away can come late, when it was installed again.
    if found is not None and found["context"]["installation"] == installation:
        client.delete_schedule(_name(repository))


def tick(scheduled: str, context: Mapping[str, Any]) -> Request:
    """Enqueue what is due, under a key that is the same on every machine and in every replay."""
    event = ScheduleDue(context["installation"], context["repository"])
    key = f"schedule.{event.repository}.{scheduled}"
    return Request(id=key, key=key, lane=lane(event), event=to_json(event))


def tidy_daily(client: DBOSClient) -> None:
    """Have finished jobs deleted every night; a night that nobody worked is made up for."""
    nightly: ClientScheduleInput = {
        "schedule_name": "tidy",
        "workflow_name": TIDY,
        "schedule": "17 3 * * *",
        "context": None,
        "automatic_backfill": True,
        "cron_timezone": "UTC",
    }
    client.apply_schedules([nightly])


async def tidy(client: DBOSClient, now: datetime) -> int:
    """Delete what finished more than a week ago, and count it."""
    before = (now.astimezone(UTC) - timedelta(days=DAYS_KEPT)).isoformat()
    deleted = 0
    while ids := await asyncio.to_thread(_finished, client, before):
        await asyncio.to_thread(client.delete_workflows, ids)
        deleted += len(ids)
    return deleted


def _finished(client: DBOSClient, before: str) -> list[str]:
    finished = client.list_workflows(
        completed_before=before,
        limit=MOST_IN_ONE_DELETION,
        load_input=False,
        load_output=False,
    )
    return [job.workflow_id for job in finished]


def _name(repository: str) -> str:
    return f"open {repository}"
