"""How long a view of the board takes, and what it weighs: a real week with 40 pull requests.

Run it with `python benchmarks/board.py [DRAFT [TEMPLATE]]`; it takes a few seconds. The page comes
over HTTP from an SQLite file, in turns with a page that says nothing, so that a busy machine slows
both. "First" is the first view of a draft, for which all of it is rendered.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web

from ghapp.database import open_database
from ghapp.demo.sample import sample
from ghapp.features.deeds import Deed
from ghapp.features.exposure import SeenPublic
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week
from ghapp.newsletter.template import Template
from ghapp.server import health
from ghapp.server.board import Board
from ghapp.server.exposure import Exposure
from ghapp.server.pages import WebPages
from ghapp.server.shelf import Shelf
from ghapp.store import SqlStore

NAME = "owner/newsletter"
PULLS = 40
VIEWS = 200
FIRST_VIEWS = 10


def week(draft: str, template: str) -> Week:
    """The week of a draft."""
    return Week(
        is_read=True,
        branch="main",
        path="draft/2026-12-02-this-week-in-rust.md",
        day="2026-12-02",
        text=draft,
        template=template,
        section_prefix="section: ",
    )


def waiting(number: int, sections: list[str], now: datetime) -> Waiting:
    """One of many pull requests."""
    text = f"* [What I have learned of **lifetimes** in {number} years](https://b.example/{number})"
    return Waiting(
        title=f"Add what I have learned of lifetimes in {number} years",
        author=f"somebody-{number}",
        created=(now - timedelta(hours=number)).isoformat(),
        head="a" * 40,
        sections=(sections[number % len(sections)],),
        submissions=(text, text),
    )


async def seed(store: SqlStore, draft: str, template: str) -> None:
    """Keep what the app would keep."""
    now = datetime.now(UTC)
    await store.remember(SeenPublic(is_public=True), NAME, 0)
    await store.remember(week(draft, template), NAME, 0)
    sections = [heading.title for heading in Template(template).sections.values()]
    for number in range(1, PULLS + 1):
        await store.remember(waiting(number, sections, now), NAME, number)
        await store.remember(Deed(now.isoformat(), number, "Checked 1234567."), NAME, number)


async def seconds(session: aiohttp.ClientSession, address: str) -> tuple[float, int]:
    """How long one view took, and how many bytes came."""
    begun = time.perf_counter()
    async with session.get(address) as answer:
        assert answer.status == 200, answer.status
        body = await answer.read()
    return time.perf_counter() - begun, len(body)


async def measure(folder: str, draft: str, template: str) -> None:
    """Print the figures."""
    database = open_database(f"sqlite:///{folder}/ghapp.db")
    store = SqlStore(database)
    await store.prepare()
    await seed(store, draft, template)
    exposure, shelf = Exposure(store), Shelf(store)
    await exposure.keep_only({NAME}, "benchmark")
    app = web.Application()
    app.router.add_get("/healthz", health.alive)
    board = Board(WebPages(), shelf, exposure, "https://github.com")
    app.router.add_get("/{owner}/{repo}", board.show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        first = []
        for view in range(FIRST_VIEWS):
            await store.remember(week(f"{draft}\n\n{view}\n", template), NAME, 0)
            first.append((await seconds(session, f"{server}/{NAME}"))[0])
        views, nothing, size, begun = [], [], 0, time.process_time()
        for _ in range(VIEWS):
            taken, size = await seconds(session, f"{server}/{NAME}")
            views.append(taken)
            nothing.append((await seconds(session, f"{server}/healthz"))[0])
        spent = (time.process_time() - begun) / VIEWS
    await runner.cleanup()
    database.dispose()
    print(f"draft {len(draft) // 1024} KB, {PULLS} pull requests, {size / 1024:.0f} KiB of HTML")
    print(f"first view: p50 {statistics.median(first) * 1000:.0f} ms")
    for name, found in (("board", views), ("a page that says nothing", nothing)):
        p99 = statistics.quantiles(found, n=100)[98]
        print(f"{name}: p50 {statistics.median(found) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
    print(f"processor time for one view of both, with the browser's part: {spent * 1000:.0f} ms")
    print(f"ratio: {statistics.median(views) / statistics.median(nothing):.0f}")


def main() -> None:
    """Measure with a draft and a template, or with the sample newsletter's."""
    newsletter = sample(date(2026, 11, 25))
    files = newsletter.files
    texts = [files[newsletter.draft].decode(), files["draft/DRAFT_TEMPLATE"].decode()]
    for index, path in enumerate(sys.argv[1:3]):
        texts[index] = Path(path).read_text()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(folder, *texts))


if __name__ == "__main__":
    main()
