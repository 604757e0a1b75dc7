"""Recovery: no job is lost or done twice when the process stops or is killed."""

from __future__ import annotations

import asyncio
import signal
import sys
import textwrap

from tests.engine.desk import Desk, changed, pressed


async def let_go(desk: Desk) -> None:
    """The job that waits may end."""
    desk.open.set()


async def test_a_job_that_runs_when_the_engine_stops_may_finish(start, stop, desk):
    """A stop waits for running jobs as long as it was told."""
    engine = await start()
    desk.open.clear()
    await engine.enqueue("delivery", changed())
    await desk.begun.acquire()
    async with asyncio.TaskGroup() as together:
        together.create_task(stop(engine, grace=10))
        together.create_task(let_go(desk))

    assert desk.keys == ["delivery"]


async def test_a_job_that_has_just_ended_is_not_begun_anew(start, stop, desk):
    """A stop in the very moment at which a job ends does not make it run twice."""
    desk.open.clear()
    engine = await start()
    await engine.enqueue("delivery", pressed("fix"))
    await desk.begun.acquire()
    desk.open.set()
    await desk.ended.acquire()
    await stop(engine, grace=10)

    engine = await start()
    await engine.idle()

    assert desk.keys == ["delivery"]


async def test_a_job_that_does_not_finish_is_begun_anew_after_a_restart(start, stop, desk):
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
        from ghapp.database import open_database

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
