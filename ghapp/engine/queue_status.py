"""The state of the queue: how many jobs it holds, and which events are in it."""

from __future__ import annotations

from collections.abc import Sequence

from dbos import DBOSClient

from ghapp.engine.inbox import QUEUE, Inbox
from ghapp.engine.runs import Runs

MOST_COUNTED = 10_000


class QueueStatus:
    """Reads the database, so the jobs of other processes count too.

    The inbox is always asked first: what leaves it in between is then among the jobs.
    """

    def __init__(self, client: DBOSClient, inbox: Inbox, runs: Runs) -> None:
        self._client = client
        self._inbox = inbox
        self._runs = runs

    def is_busy(self, *, delayed: bool) -> bool:
        """Whether anything is queued or running or, with `delayed`, waits for a retry."""
        moment = self._runs.last_moment()
        states = ["ENQUEUED", "PENDING", *(["DELAYED"] if delayed else [])]
        if not self._inbox.is_empty() or self._jobs(status=states, limit=1):
            return True
        # A job that ended in between may have left an event: that has a moment of its own.
        return self._runs.last_moment() != moment

    def waiting(self) -> int:
        """How many jobs are queued or wait for a retry; counted up to some thousands."""
        stored = self._inbox.ids()
        jobs = self._jobs(status=["ENQUEUED", "DELAYED"], queue_name=QUEUE, limit=MOST_COUNTED)
        return len({*stored, *jobs})

    def taken(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys have a stored event, handled or not."""
        if not keys:
            return frozenset()
        stored = set(self._inbox.ids())
        return frozenset(keys) & (stored | set(self._jobs(workflow_ids=list(keys))))

    def _jobs(
        self,
        *,
        workflow_ids: list[str] | None = None,
        status: list[str] | None = None,
        queue_name: str | None = None,
        limit: int | None = None,
    ) -> list[str]:
        jobs = self._client.list_workflows(
            workflow_ids=workflow_ids,
            status=status,
            queue_name=queue_name,
            limit=limit,
            load_input=False,
            load_output=False,
        )
        return [job.workflow_id for job in jobs]
