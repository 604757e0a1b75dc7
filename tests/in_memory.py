"""An engine and a store without a database, for stories that are not about durability.

The tests of the engine and of the store are held by these too.
"""

from __future__ import annotations

import asyncio
import heapq
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ghapp.engine import Pace
from ghapp.engine.inbox import Request
from ghapp.engine.jobs import JobRunner, Observe
from ghapp.engine.messages import lane, to_json
from ghapp.engine.process import JOBS_AT_ONCE
from ghapp.engine.runs import Run
from ghapp.environment import Environment
from ghapp.ports.events import Event
from ghapp.ports.jobs import Handle, OpenSchedule
from ghapp.ports.store import M, Memory
from ghapp.server.keeping import Duty, Keeping
from ghapp.store import from_json
from ghapp.store import to_json as to_row


async def in_memory(_environment: Environment, duty: Duty) -> Keeping:
    """Keep all in this process, and lose it with the process."""
    engine = MemoryEngine(duty.handle, pace=duty.pace, observe=duty.observe)
    return Keeping(MemoryStore(), engine, lambda: None)


class MemoryStore:
    """The port `Store`; its rows are the same JSON."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, int], str] = {}

    async def recall(self, kind: type[M], repository: str, number: int) -> M:
        text = self._rows.get((kind.kind, repository, number))
        return kind() if text is None else from_json(kind, text)

    async def recall_all(self, kind: type[M], repository: str) -> Mapping[int, M]:
        found = sorted(key for key in self._rows if key[:2] == (kind.kind, repository))
        return {key[2]: from_json(kind, self._rows[key]) for key in found}

    async def recall_everywhere(self, kind: type[M]) -> Mapping[str, M]:
        found = sorted(key for key in self._rows if (key[0], key[2]) == (kind.kind, 0))
        return {key[1]: from_json(kind, self._rows[key]) for key in found}

    async def recall_together(
        self, repository: str, kinds: Sequence[type[Memory]]
    ) -> Sequence[tuple[int, Memory]]:
        found = [
            (number, one)
            for kind in kinds
            for number, one in (await self.recall_all(kind, repository)).items()
        ]
        return sorted(found, key=lambda pair: pair[0])

    async def remember(self, memory: Memory, repository: str, number: int) -> None:
        self._rows[memory.kind, repository, number] = to_row(memory)

    async def forget(self, kind: type[Memory], repository: str, number: int) -> None:
        self._rows.pop((kind.kind, repository, number), None)

    async def forget_all(
        self, repository: str, number: int, but: Collection[type[Memory]] = ()
    ) -> None:
        kept = {kind.kind for kind in but}
        gone = [key for key in self._rows if key[1:] == (repository, number) and key[0] not in kept]
        for key in gone:
            del self._rows[key]


@dataclass
class Moments:
    """What `Runs` counts, without a table."""

    last: int = 0
    began: dict[str, int] = field(default_factory=dict)

    async def begin(self, lane: str) -> Run:
        return Run(lane, self.last, self.began.get(lane, 0))

    async def finish(self, run: Run) -> None:
        self.began[run.lane] = run.began


class MemoryEngine:
    """The engine's rules of order, skipping and retrying, with a queue for each lane."""

    def __init__(self, handle: Handle, *, pace: Pace, observe: Observe | None = None) -> None:
        self._pace = pace
        self._moments = Moments()
        self._ids: set[str] = set()
        self._lanes: dict[str, list[tuple[int, int, str]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(JOBS_AT_ONCE)
        self._busy = 0  # queued or running
        self._delayed = 0
        self._changed = asyncio.Condition()
        self.schedules: dict[str, OpenSchedule] = {}
        self._jobs = JobRunner(
            handle,
            self._moments,  # type: ignore[arg-type]
            self,  # type: ignore[arg-type]
            pace,
            forget=self._forget,
            observe=observe or (lambda _kind, _outcome, _seconds: None),
        )

    async def start(self) -> None:
        return None

    async def stop(self, grace: float = 20) -> None:
        if grace and self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def enqueue(self, key: str, event: Event, delay: float = 0) -> None:
        seconds = delay * self._pace.haste or None
        await self.put(Request(key, key, lane(event), to_json(event), delay=seconds))

    async def put(self, request: Request) -> None:
        """Queue a request, unless one of its id ever was."""
        self._moments.last += 1
        if request.id in self._ids:
            return
        self._ids.add(request.id)
        moment = self._moments.last
        job = {name: asdict(request)[name] for name in ("key", "event", "attempt", "received")}
        job["received"] = job["received"] or moment
        if request.delay is None:
            self._queue(request.lane, moment, job)
        else:
            self._delayed += 1
            self._go(self._later(request.lane, moment, job, request.delay))

    async def keep_schedule(self, schedule: OpenSchedule) -> None:
        self.schedules[schedule.repository] = schedule

    async def forget_schedule(self, installation: int, repository: str) -> None:
        kept = self.schedules.get(repository)
        if kept is not None and kept.installation == installation:
            del self.schedules[repository]

    async def taken(self, keys: Sequence[str]) -> frozenset[str]:
        return self._ids & frozenset(keys)

    async def waiting(self) -> int:
        return self._delayed + sum(map(len, self._lanes.values()))

    async def ping(self) -> None:
        return None

    async def idle(self, *, delayed: bool = False) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: not self._busy and not (delayed and self._delayed))

    def _queue(self, lane: str, moment: int, job: Mapping[str, Any]) -> None:
        self._busy += 1
        is_new = lane not in self._lanes
        heapq.heappush(self._lanes.setdefault(lane, []), (job["received"], moment, json.dumps(job)))
        if is_new:
            self._go(self._work(lane))

    async def _work(self, lane: str) -> None:
        """Run the jobs of one lane, one after the other, until there is none."""
        waiting = self._lanes[lane]
        while waiting:
            async with self._at_once:
                *_, job = heapq.heappop(waiting)
                await self._jobs.run(json.loads(job))
            if not waiting:
                del self._lanes[lane]  # what comes now begins anew
            self._busy -= 1
            async with self._changed:
                self._changed.notify_all()

    async def _later(self, lane: str, moment: int, job: Mapping[str, Any], delay: float) -> None:
        await asyncio.sleep(delay)
        self._delayed -= 1
        self._queue(lane, moment, job)

    async def _forget(self, key: str) -> None:
        self._ids.discard(key)

    def _go(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
