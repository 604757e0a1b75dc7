"""A newsletter on the sandbox with the app at work: what every story begins with."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from ghapp.demo.running import Options, Running, running
from ghapp.demo.sample import Sample, sample, with_item
from ghapp.engine import Pace
from ghapp.sandbox import SandboxPull, SandboxRepository
from ghapp.server.keeping import in_database
from tests.databases import new_file
from tests.in_memory import in_memory

# A poll costs 4 ms: more of them would take the time from the story that waits.
QUICK = Pace(poll=0.1, attempts=3, delays=(0.02,), haste=0.01)


def today() -> date:
    """The day as the app has it now: tests may be collected before midnight and run after it."""
    return datetime.now(UTC).date()


@dataclass
class StoryPull:
    """A pull request as its author and the editors see it."""

    newsletter: "Newsletter"
    pull: SandboxPull
    section: str

    @property
    def number(self) -> int:
        return self.pull.number

    @property
    def labels(self) -> set[str]:
        return self.pull.labels

    @property
    def app_comments(self) -> list[str]:
        login = self.newsletter.app.sandbox.app_login
        return [c.body for c in self.pull.comments if c.author.login == login]

    @property
    def report(self) -> str:
        reports = [body for body in self.app_comments if body.startswith("<!-- ghapp:report -->")]
        assert len(reports) <= 1, "two reports"
        return reports[0] if reports else ""

    @property
    def checks(self):
        return [run for run in self.pull.check_runs if run.name == "newsletter"]

    @property
    def check(self):
        return self.checks[-1]

    @property
    def reported_rules(self) -> list[str]:
        return [annotation["title"] for annotation in self.check.annotations]

    @property
    def notifications(self) -> int:
        """How often the author heard of the app: by comments and reviews."""
        login = self.newsletter.app.sandbox.app_login
        return len(self.app_comments) + sum(r.author.login == login for r in self.pull.reviews)

    @property
    def suggestions(self) -> list[str]:
        return [c.body for c in self.pull.review_comments if "```suggestion" in c.body]

    @property
    def replies(self) -> list[str]:
        """What the app answered to comments, without its markers."""
        found = [body for body in self.app_comments if body.startswith("<!-- ghapp:reply ")]
        return [body.partition("\n")[2] for body in found]

    @property
    def reactions(self) -> list[list[str]]:
        """How the app reacted to each comment of a person."""
        login = self.newsletter.app.sandbox.app_login
        people = [c for c in self.pull.comments if c.author.login != login]
        return [[r.content for r in c.reactions if r.user.login == login] for c in people]

    async def comment(self, who: str, text: str, *, settle: bool = True):
        """Somebody comments, some seconds after what happened before."""
        self.newsletter.clock.advance(2)
        made = await self.pull.comment(who, text)
        if settle:
            await self.newsletter.app.settled(delayed=True)
        return made

    async def review(self, who: str, event: str = "APPROVE"):
        """Somebody reviews with GitHub's own buttons."""
        self.newsletter.clock.advance(2)
        made = await self.pull.review(who, "Well.", event)
        await self.newsletter.app.settled()
        return made

    async def push(self, item: str) -> None:
        """The author replaces what the pull request adds."""
        text = with_item(self.newsletter.draft_text, self.section, item)
        await self.push_file(self.newsletter.sample.draft, text)

    async def push_file(self, path: str, text: str | bytes | None) -> None:
        self.newsletter.clock.advance(2)
        await self.pull.push({path: text})
        await self.newsletter.app.settled()


@dataclass
class Newsletter:
    """The newsletter's repository, and what people do there."""

    app: Running
    repository: SandboxRepository
    sample: Sample
    installation: int = 0
    clock: "Clock" = field(default_factory=lambda: Clock())

    @property
    def draft_text(self) -> str:
        return self.repository.read("main", self.sample.draft).decode()

    async def submit(self, section: str, item: str, *, author: str = "ferris", **options):
        """Somebody opens a pull request adding an item to a section of the draft."""
        text = with_item(self.draft_text, section, item)
        pull = await self.change({self.sample.draft: text}, author=author, **options)
        pull.section = section
        return pull

    async def change(self, files, *, author: str = "ferris", settle: bool = True, **options):
        """Somebody opens a pull request that writes these files."""
        branch = options.pop("branch", f"patch-{len(self.repository.pulls) + 1}")
        pull = await self.repository.open_pull(
            author=author, title="A link", branch=branch, files=files, **options
        )
        if settle:
            await self.app.settled()
        return StoryPull(self, pull, "")

    def delete_label(self, name: str) -> None:
        """An editor deletes a label of the repository."""
        del self.repository.state.labels[name.lower()]

    async def publish(self) -> None:
        """An editor publishes the draft: it moves to the editions."""
        edition = self.sample.draft.replace("draft/", "content/")
        await self.push({self.sample.draft: None, edition: self.draft_text})

    async def push(self, files) -> None:
        """An editor pushes to the default branch."""
        await self.repository.push("main", files)
        await self.app.settled()


class Clock:
    """GitHub's clock, which a story can put forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._stopped: datetime | None = None

    def __call__(self) -> datetime:
        return (self._stopped or datetime.now(UTC)) + self._ahead

    def stop(self) -> None:
        """Let no time pass by itself."""
        self._stopped = datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def options(private_key, clock, request) -> Options:
    """How the app is started: what it keeps is in this process, or in a database if asked for."""
    on_database = request.node.get_closest_marker("on_databases")
    keep = in_database if on_database else in_memory
    return Options(key=private_key, pace=QUICK, clock=clock, keep=keep)


@pytest.fixture
async def app(tmp_path, options) -> AsyncIterator[Running]:
    new_file(tmp_path)
    async with running(tmp_path, options) as both:
        yield both


async def installed(app: Running, clock: Clock) -> Newsletter:
    """The sample newsletter, with the app at work on it."""
    around = sample(today())
    repository = await app.sandbox.create_repository("crabs/weekly", around.files)
    repository.set_permission("editor", "write")
    installation = await repository.install_app()
    await app.settled()
    return Newsletter(app, repository, around, installation.id, clock)


@pytest.fixture
async def newsletter(app: Running, clock: Clock) -> Newsletter:
    return await installed(app, clock)
