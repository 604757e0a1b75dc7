import asyncio
import logging
import signal
import sys
import textwrap
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from ghapp.engine import AlreadyRunning, Engine, NotStored, Outcome, Pace, ownership, schedules
from ghapp.engine.messages import from_json, to_json
from ghapp.engine.process import client_of
from ghapp.ports.errors import TransientError
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    PullChanged,
    RepositoryAdded,
    RepositoryRemoved,
    Rerun,
    ScheduleDue,
)
from ghapp.ports.jobs import OpenSchedule
from ghapp.store import open_database
from tests.databases import KINDS, new_database

SHA = "a" * 40
EVERY_KIND = [
    PullChanged(1, "owner/news", 7, SHA, "pull_request.opened"),
    BranchPushed(1, "owner/news"),
    RepositoryAdded(1, "owner/news", is_new=True, since="2026-01-07T06:00:00+00:00"),
    RepositoryRemoved(1, "owner/news"),
    ButtonPressed(1, "owner/news", SHA, "fix", "somebody"),
    Rerun(1, "owner/news", SHA),
    ScheduleDue(1, "owner/news"),
]
QUICK = Pace(poll=0.02, attempts=2, delays=(0,))


def changed(number=7, head=SHA):
    return PullChanged(1, "owner/news", number, head, "push")


def pressed(identifier):
    return ButtonPressed(1, "owner/news", SHA, identifier, "somebody")


class Desk:
    """Handles events: notes them, waits where a test closed it, fails as often as told."""

    def __init__(self):
        self.handled = []
        self.begun = asyncio.Semaphore(0)
        self.open = asyncio.Event()
        self.open.set()
        self.failures = []
        self.at_once = 0
        self.most_at_once = 0

    async def handle(self, event, key):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.begun.release()
            await self.open.wait()
            if self.failures:
                raise self.failures.pop(0)
            self.handled.append((key, event))
        finally:
            self.at_once -= 1

    @property
    def keys(self):
        return [key for key, _ in self.handled]


@pytest.fixture(autouse=True)
def _short_seconds(monkeypatch):
    """Dbos looks once a second for jobs that are to be tried again; here more often."""
    monkeypatch.setattr("dbos._workflow_commands._BACKGROUND_JOBS_INTERVAL_SEC", 0.05)


@pytest.fixture
async def desk():
    return Desk()


@pytest.fixture(params=KINDS)
def url(request, tmp_path):
    with new_database(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def database(url):
    opened = open_database(url)
    yield opened
    opened.dispose()


@pytest.fixture
async def start(database, desk):
    running = []

    async def start_engine(**options):
        engine = Engine(database, desk.handle, **{"pace": QUICK, **options})
        await engine.start()
        running.append(engine)
        return engine

    yield start_engine
    desk.open.set()
    for engine in running:
        if not getattr(engine, "stopped_by_test", False):
            await engine.stop(0)


async def stop(engine, grace=0.0):
    engine.stopped_by_test = True
    await engine.stop(grace)


@pytest.fixture
async def engine(start):
    return await start()


async def test_every_kind_of_event_is_handled_with_its_key(engine, desk):
    """Whatever happens on GitHub reaches the app as it was, under the delivery's id."""
    for number, event in enumerate(EVERY_KIND):
        await engine.enqueue(f"delivery-{number}", event)
    await engine.idle()

    expected = {(f"delivery-{number}", event) for number, event in enumerate(EVERY_KIND)}
    assert set(desk.handled) == expected


async def test_a_repeated_delivery_is_handled_once(engine, desk):
    """GitHub may send a delivery twice, also after it was handled."""
    await asyncio.gather(*(engine.enqueue("delivery", pressed("fix")) for _ in range(3)))
    await engine.idle()
    await engine.enqueue("delivery", pressed("fix"))
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_a_pull_request_has_one_job_at_a_time(engine, desk):
    """Two jobs of one pull request never overlap; those of another one do not wait for them."""
    desk.open.clear()
    await engine.enqueue("first", pressed("fix"))
    await engine.enqueue("second", pressed("fix"))
    await engine.enqueue("elsewhere", changed(8))
    await desk.begun.acquire()
    await desk.begun.acquire()
    assert desk.at_once == 2
    desk.open.set()
    await engine.idle()

    assert desk.most_at_once == 2
    assert set(desk.keys) == {"first", "second", "elsewhere"}


async def test_what_stands_in_one_lane_is_handled_in_the_order_of_its_arrival(engine, desk):
    """Buttons of one check are obeyed in the order in which they were pressed."""
    desk.open.clear()
    names = [f"button-{number}" for number in range(12)]
    await asyncio.gather(*(engine.enqueue(name, pressed(name)) for name in names))
    desk.open.set()
    await engine.idle()

    assert desk.keys == names


async def test_a_burst_of_pushes_costs_two_looks(engine, desk):
    """What arrives during a look is covered by one more look, which sees the newest head."""
    desk.open.clear()
    await engine.enqueue("push-0", changed(head="0" * 40))
    await desk.begun.acquire()
    for number in range(1, 10):
        await engine.enqueue(f"push-{number}", changed(head=str(number) * 40))
    desk.open.set()
    await engine.idle()

    assert desk.keys == ["push-0", "push-1"]


async def test_a_change_after_a_finished_look_is_looked_at(engine, desk):
    """A look covers nothing that is received after it began."""
    for number in range(3):
        await engine.enqueue(f"push-{number}", changed(head=str(number) * 40))
        await engine.idle()

    assert desk.keys == ["push-0", "push-1", "push-2"]


async def test_a_look_that_failed_covers_nothing(start, desk):
    """Changes that waited behind a failed look are looked at."""
    engine = await start(pace=Pace(poll=0.02, delays=(3600,)))
    desk.failures.append(ValueError("broken"))
    desk.open.clear()
    await engine.enqueue("push-0", changed())
    await desk.begun.acquire()
    await engine.enqueue("push-1", changed())
    desk.open.set()
    await engine.idle()

    assert desk.keys == ["push-1"]


async def test_only_news_about_a_pull_request_is_ever_skipped(engine, desk):
    """Buttons, re-runs, schedules, pushes and installations are all handled, however many."""
    desk.open.clear()
    others = [event for event in EVERY_KIND if not isinstance(event, PullChanged)]
    await asyncio.gather(
        *(
            engine.enqueue(f"{type(event).__name__}-{number}", event)
            for event in others
            for number in range(3)
        )
    )
    desk.open.set()
    await engine.idle()

    assert Counter(event for _, event in desk.handled) == dict.fromkeys(others, 3)


async def test_a_failed_job_is_tried_again_under_its_key(start, desk):
    """After a passing failure the same event is handled later, and nobody waits for it."""
    outcomes = []
    engine = await start(observe=lambda kind, outcome, _seconds: outcomes.append((kind, outcome)))
    desk.failures.append(TransientError("GitHub is away"))
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert desk.handled == [("delivery", changed())]
    assert outcomes == [("PullChanged", Outcome.RETRIED), ("PullChanged", Outcome.DONE)]


async def test_a_job_that_waits_to_be_tried_again_does_not_block_its_lane(start, desk):
    """The next event of the same pull request is handled while an earlier one waits."""
    engine = await start(pace=Pace(poll=0.02, delays=(3600,)))
    desk.failures.append(TransientError("GitHub is away"))
    await engine.enqueue("first", pressed("first"))
    await engine.idle()
    await engine.enqueue("second", pressed("second"))
    await engine.idle()

    assert desk.keys == ["second"]


async def test_after_the_last_attempt_the_operator_is_told(start, desk, caplog):
    """An event that fails every time is given up with an error in the log that names it."""
    outcomes = []
    engine = await start(observe=lambda _kind, outcome, _seconds: outcomes.append(outcome))
    desk.failures = [ValueError("broken"), ValueError("broken again")]
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert outcomes == [Outcome.RETRIED, Outcome.GIVEN_UP]
    [error] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "broken again" in error.getMessage()
    assert (vars(error)["delivery"], vars(error)["number"]) == ("delivery", 7)


async def test_a_redelivery_of_what_was_given_up_is_handled(start, desk):
    """Somebody who repairs the cause and redelivers gets all attempts anew."""
    engine = await start()
    desk.failures = [ValueError("broken"), ValueError("broken"), ValueError("still")]
    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)
    assert desk.keys == []

    await engine.enqueue("delivery", changed())
    await engine.idle(delayed=True)

    assert desk.keys == ["delivery"]


async def test_a_job_that_never_ends_is_ended(start, desk):
    """A handler that hangs does not hold its pull request for ever."""
    engine = await start(pace=Pace(poll=0.02, attempts=1, longest_job=0.1))
    desk.open.clear()
    await engine.enqueue("hangs", changed())
    await engine.idle()

    assert desk.at_once == 0


async def test_a_job_that_runs_when_the_engine_stops_may_finish(start, desk):
    """A stop waits for running jobs as long as it was told."""
    engine = await start()
    desk.open.clear()
    await engine.enqueue("delivery", changed())
    await desk.begun.acquire()
    stopping = asyncio.create_task(stop(engine, grace=10))
    await asyncio.sleep(0)
    desk.open.set()
    await stopping

    assert desk.keys == ["delivery"]


async def test_a_job_that_has_just_ended_is_not_begun_anew(start, desk):
    """A stop in the very moment at which a job ends does not make it run twice."""
    desk.open.clear()
    engine = await start()
    await engine.enqueue("delivery", pressed("fix"))
    await desk.begun.acquire()
    desk.open.set()
    while desk.at_once:  # noqa: ASYNC110 - the very next moment is wanted
        await asyncio.sleep(0)
    await stop(engine, grace=10)

    engine = await start()
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_a_job_that_does_not_finish_is_begun_anew_after_a_restart(start, desk):
    """What a stop interrupts is kept, and so is what was waiting."""
    engine = await start()
    desk.open.clear()
    await engine.enqueue("running", changed(7))
    await desk.begun.acquire()
    await engine.enqueue("waiting", changed(7))
    await stop(engine)
    assert desk.handled == []

    desk.open.set()
    engine = await start()
    await engine.idle()

    assert desk.keys[0] == "running"


async def test_jobs_outlive_a_killed_process(url, start, desk, tmp_path):
    """Of jobs that waited or ran when the process was killed, none is lost."""
    program = textwrap.dedent("""
        import asyncio, sys
        from ghapp.engine import Engine, Pace
        from ghapp.ports.events import ButtonPressed
        from ghapp.store import open_database

        async def handle(event, key):
            if key != "job-0":
                print("begun", flush=True)
                await asyncio.Event().wait()

        async def main():
            engine = Engine(open_database(sys.argv[1]), handle, pace=Pace(poll=0.02))
            await engine.start()
            for number in range(30):
                event = ButtonPressed(1, "owner/news", f"head-{number % 10}", "fix", "somebody")
                await engine.enqueue(f"job-{number}", event)
            print("stored", flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
    """)
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, url, stdout=asyncio.subprocess.PIPE
    )
    lines = [await victim.stdout.readline() for _ in range(11)]
    assert sorted(lines) == [b"begun\n"] * 10 + [b"stored\n"]
    victim.send_signal(signal.SIGKILL)
    await victim.wait()

    engine = await start()
    async with asyncio.timeout(20):
        await engine.idle()

    assert {f"job-{number}" for number in range(1, 30)} <= set(desk.keys)


async def test_an_event_that_the_database_refuses_is_not_acknowledged(engine, desk, database):
    """Whoever sends an event learns that it was not stored, and can send it again."""
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE ghapp_moments RENAME TO elsewhere"))
    with pytest.raises(NotStored):
        await engine.enqueue("delivery", changed())
    with database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO ghapp_moments"))

    await engine.enqueue("delivery", changed())
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_a_schedule_brings_its_event_at_its_times(engine, desk):
    """A repository's schedule is followed, with one key for each time."""
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "* * * * * *"))
    async with asyncio.timeout(10):
        await desk.begun.acquire()
        await desk.begun.acquire()
    await engine.idle()

    assert desk.handled[0][1] == ScheduleDue(1, "owner/news")
    assert len(set(desk.keys)) == len(desk.keys)
    assert all(key.startswith("schedule.owner/news.2") for key in desk.keys)


async def test_one_tick_seen_by_two_machines_is_one_event(engine, desk):
    """The key of a tick hangs on nothing but the repository and the time."""
    context = {"installation": 1, "repository": "owner/news"}
    for _ in range(2):
        key = schedules.tick("2025-01-02T06:00:00.000Z", context).key
        await engine.enqueue(key, ScheduleDue(1, "owner/news"))
    await engine.idle()

    assert desk.keys == ["schedule.owner/news.2025-01-02T06:00:00.000Z"]


async def test_a_repository_has_one_schedule(engine, database):
    """A schedule replaces the repository's former one and can be removed."""
    client = client_of(database)
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "0 6 * * thu"))
    await engine.keep_schedule(OpenSchedule(1, "owner/news", "0 7 * * fri", "Europe/Berlin"))
    await engine.keep_schedule(OpenSchedule(1, "owner/other", "0 6 * * thu"))

    found = {s["schedule_name"]: s for s in client.list_schedules(schedule_name_prefix="open ")}
    assert set(found) == {"open owner/news", "open owner/other"}
    assert found["open owner/news"]["schedule"] == "0 7 * * fri"
    assert found["open owner/news"]["cron_timezone"] == "Europe/Berlin"

    await engine.forget_schedule(1, "owner/news")
    [left] = client.list_schedules(schedule_name_prefix="open ")
    assert left["schedule_name"] == "open owner/other"


async def test_late_news_of_a_removal_leaves_the_schedule_of_a_later_installation(engine, database):
    """The app was taken away and installed anew: the schedule is the new installation's."""
    await engine.keep_schedule(OpenSchedule(2, "owner/news", "0 6 * * thu"))
    await engine.forget_schedule(1, "owner/news")
    await engine.forget_schedule(1, "owner/never-heard-of")

    assert len(client_of(database).list_schedules(schedule_name_prefix="open ")) == 1


async def test_what_is_stored_is_known(engine, desk):
    """An event is known from the moment it is stored, and after it was handled."""
    desk.open.clear()
    await engine.enqueue("running", pressed("fix"))
    assert await engine.taken(["running", "elsewhere"]) == {"running"}
    await desk.begun.acquire()
    await engine.enqueue("waiting", pressed("fix"))
    assert await engine.taken(["waiting"]) == {"waiting"}
    assert await engine.waiting() == 1
    desk.open.set()
    await engine.idle()

    assert await engine.taken(["running", "waiting"]) == {"running", "waiting"}
    assert await engine.taken([]) == frozenset()
    assert await engine.waiting() == 0


async def test_a_schedule_that_no_clock_can_follow_is_refused(engine):
    """A wrong cron line or time zone is told to whoever sets it."""
    for schedule in [("every day", "UTC"), ("0 6 * * thu", "Nowhere/City")]:
        with pytest.raises(schedules.BadSchedule):
            await engine.keep_schedule(OpenSchedule(1, "owner/news", *schedule))


async def test_finished_jobs_are_forgotten_after_a_week(engine, desk, database):
    """JobQueue are kept as long as GitHub may redeliver, not for ever."""
    client = client_of(database)
    await engine.enqueue("delivery", changed())
    await engine.idle()
    now = datetime.now(UTC)

    assert await schedules.tidy(client, now + timedelta(days=6)) == 0
    assert await schedules.tidy(client, now + timedelta(days=8)) == 1
    assert client.list_workflows() == []


async def test_a_process_has_one_engine(engine, database, desk):
    """A second engine in one process is a mistake that is told at once."""
    with pytest.raises(RuntimeError, match="Another engine"):
        await Engine(database, desk.handle).start()


async def test_two_processes_do_not_share_an_sqlite_file(tmp_path, desk, monkeypatch):
    """A second server on the same file does not start."""
    url = f"sqlite:///{tmp_path}/ghapp.db"
    holder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sqlite3, sys, time\n"
        "lock = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "lock.execute('begin exclusive')\n"
        "print('held', flush=True)\n"
        "time.sleep(60)\n",
        f"{tmp_path}/ghapp.db.lock",
        stdout=asyncio.subprocess.PIPE,
    )
    assert await holder.stdout.readline() == b"held\n"
    monkeypatch.setattr(ownership, "SECONDS_TO_WAIT", 0.1)
    database = open_database(url)
    with pytest.raises(AlreadyRunning):
        await Engine(database, desk.handle, pace=QUICK).start()
    holder.kill()
    await holder.wait()

    engine = Engine(database, desk.handle, pace=QUICK)
    await engine.start()
    await engine.stop(0)
    database.dispose()


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_an_event_is_the_same_after_a_rest_in_the_queue(event):
    """Every kind of event can be written and read, and stays small."""
    assert from_json(to_json(event)) == event


def test_fields_of_a_later_version_are_passed_over():
    """An event with a field that this version does not know is read without it."""
    assert from_json({**to_json(changed()), "invented_later": 1}) == changed()


@pytest.mark.parametrize("document", [{}, {"kind": "Invented"}, {"kind": "PullChanged"}])
def test_an_event_that_this_version_does_not_know_is_no_event(document):
    """What cannot be read is None, not an error that would repeat for ever."""
    assert from_json(document) is None


def test_github_says_when_to_come_back():
    """A wait that GitHub asks for is kept, give or take what keeps jobs from coming all at once."""
    pace = Pace()

    assert 60 <= pace.delay(0, "delivery", TransientError("limit", retry_after=60)) <= 66
    assert pace.delay(0, "one", TransientError("limit", 60)) != pace.delay(
        0, "two", TransientError("limit", 60)
    )


def test_without_a_word_from_github_the_waits_grow():
    """The first attempts come soon, the last after hours."""
    waits = [Pace().delay(attempt, "delivery", ValueError()) for attempt in range(7)]

    assert waits == sorted(waits)
    assert waits[0] < 15
    assert 2 * 3600 < sum(waits) < 5 * 3600
