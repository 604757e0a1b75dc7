"""`ghapp demo`: plays a week of the newsletter, tells what the app did and where its pages are."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from ghapp.demo import history
from ghapp.demo.acting import perform
from ghapp.demo.play import acts
from ghapp.demo.rolling import Rolling
from ghapp.demo.running import Options, Running, running
from ghapp.demo.sample import Sample, sample
from ghapp.demo.setting_up import SettingUp, setting_up
from ghapp.demo.walk import WrongTurn, walk
from ghapp.engine import Pace
from ghapp.server.serve import CannotListen

QUICK = Pace(poll=0.05, haste=0.1)
WEEKLY = "crabs/weekly"
PORTS = Options(app_port=8080, sandbox_port=8081, pace=QUICK, grace=5)


class DemoProblem(Exception):
    """Why the demo cannot run, in one line."""


def demo(repository: Path | None, *, once: bool) -> int:
    """Run the demo until Ctrl-C, or `once`; the exit code says whether all went as it should."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        return asyncio.run(_demo(repository, once=once))
    except (CannotListen, OSError) as error:
        if isinstance(error, CannotListen) or error.errno == errno.EADDRINUSE:
            ports = f"{PORTS.app_port} and {PORTS.sandbox_port}"
            raise DemoProblem(f"The demo needs the ports {ports}, and one is in use.") from error
        raise
    except WrongTurn as error:
        _say(f"\nThe set-up went wrong: {error}")
        return 1


async def _demo(repository: Path | None, *, once: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="ghapp-demo-") as folder:
        if repository is None:
            async with setting_up(Path(folder), PORTS) as both:
                app = await set_up(both)
                return await _shown(app, await play_sample(app), once=once)
        async with running(Path(folder), PORTS) as app:
            return await _shown(app, await history.play(app, repository, _say), once=once)


async def _shown(app: Running, is_good: bool, *, once: bool) -> int:
    if not once:
        _say(f"\nLook around: {app.sandbox.url}\nThe board: {app.app_url}\nCtrl-C ends it.")
        await _until_interrupted()
    return 0 if is_good else 1


async def _until_interrupted() -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()


async def set_up(both: SettingUp) -> Running:
    """Set the server up, with the App installed on the sample newsletter."""
    files = sample(datetime.now(UTC).date()).files
    repository = await both.sandbox.create_repository(WEEKLY, files)
    return await walk(both, repository, _say)


async def play_sample(app: Running) -> bool:
    """Play the week on the sample newsletter; whether the app did all that it should."""
    newsletter = sample(datetime.now(UTC).date())
    try:
        repository = app.sandbox.repository(WEEKLY)
    except LookupError:  # there was no set-up before
        repository = await app.sandbox.create_repository(WEEKLY, newsletter.files)
    repository.set_permission("editor", "write")
    await repository.install_app()
    await app.settled()
    _say(f"Crab Weekly, draft of {newsletter.day}, at {app.sandbox.url}/crabs/weekly/pulls\n")
    outcomes = [await perform(app, repository, act, _say) for act in acts(newsletter)]
    rolled_up = await Rolling(app, repository, newsletter, _say).play(outcomes)
    opened = await _publish(app, newsletter)
    bad = [outcome for outcome in outcomes if not outcome.is_expected]
    if bad:
        _say("\nNot as it should be: " + ", ".join(f"#{one.pull.number}" for one in bad))
    return not bad and rolled_up and opened


async def _publish(app: Running, newsletter: Sample) -> bool:
    """An edition is published, in a repository where nobody has work open."""
    repository = await app.sandbox.create_repository("crabs/monthly", newsletter.files)
    await repository.install_app()
    edition = newsletter.draft.replace("draft/", "content/")
    text = newsletter.files[newsletter.draft]
    await repository.push("main", {newsletter.draft: None, edition: text}, message="Publish")
    await app.settled()
    pulls = [pull for pull in repository.pulls if pull.title.startswith("Draft ")]
    for pull in pulls:
        where = f"{app.sandbox.url}/crabs/monthly/pull/{pull.number}"
        published = f"{newsletter.day} is published in a second newsletter"
        _say(f"\n  {published}, so the app opened {pull.title}: {where}")
    return len(pulls) == 1


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
