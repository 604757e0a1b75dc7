"""The app is killed at any write of a command and started again: all ends as if it was not."""

import itertools
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ghapp.demo.running import APP_ID, UNHURRIED
from ghapp.features.approvals import Approval
from ghapp.features.closing import ClosingMemory
from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.features.heads import note_head
from ghapp.features.rollup_state import RollupState
from ghapp.features.settings_issue import follow_settings
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.handling import handle
from ghapp.ports.events import ClosingDue, CommentWritten, Event, OnboardingDue, PullChanged
from tests.in_memory import MemoryStore
from tests.stories.test_commands import BAD, settings

WRITES = frozenset(
    {"react", "create_comment", "edit_comment", "close_pull", "commit", "update_branch"}
    | {"add_labels", "remove_label", "create_label", "write_check", "create_review"}
    | {"create_branch", "move_branch", "create_pull", "edit_pull", "merge_pull", "begin_check"}
    | {"create_issue", "edit_issue", "close_issue"}
    | {"remember", "forget"}
)


CLOSED_ONE = "Newsletters"
LONG_AGO = "2020-01-01T00:00:00+00:00"
SETTINGS = f"""
[[closed]]
section = "{CLOSED_ONE}"
close_after = 1
[replies]
spam = "No."
"""


class Killed(BaseException):
    """The process ends here."""


class Mortal:
    """A repository or a store, whose process is killed between two writes."""

    def __init__(self, inner, moments) -> None:
        self._inner = inner
        self._moments = moments

    def __getattr__(self, name: str):
        found = getattr(self._inner, name)
        if name not in WRITES:
            return found

        async def write(*arguments, **named):
            next(self._moments)
            return await found(*arguments, **named)

        return write


def moments(last: int):
    """Moments of a life that ends after so many."""
    yield from range(last)
    raise Killed


class Lives:
    """The app's commands, in as many processes as it takes, each on the same store."""

    def __init__(self, newsletter, github, store) -> None:
        self._newsletter = newsletter
        self._github = github
        self._store = store
        self.waiting: dict[str, object] = {}
        self.handled: set[str] = set()

    async def run(self, event: Event, lifetime) -> None:
        """Handle an event, and what that puts into the queue."""
        self.waiting.setdefault("first", event)
        while self.waiting:
            key, present = next(iter(self.waiting.items()))
            await self._handle(present, lifetime)
            del self.waiting[key]
            self.handled.add(key)

    async def _handle(self, event, lifetime) -> None:
        context = await self._context(event.repository, lifetime)
        await handle(context, event)

    async def forget_rollup(self) -> None:
        """The week begins anew."""
        name = self._newsletter.repository.full_name
        await self._store.forget(RollupState, name, 0)
        for number in await self._store.recall_all(Approval, name):
            await self._store.forget(Approval, name, number)

    async def remember_told(self, pull, told: str) -> None:
        """The author of a pull request was told then that the section is closed."""
        name = self._newsletter.repository.full_name
        memory = await self._store.recall(ClosingMemory, name, pull.number)
        await self._store.remember(replace(memory, told=told), name, pull.number)

    async def enqueue(self, key: str, event, delay: float = 0) -> None:
        """The queue, which outlives the process."""
        if key not in self.handled:
            self.waiting.setdefault(key, event)

    async def follow_settings(self, lifetime) -> None:
        """The default branch was pushed."""
        name = self._newsletter.repository.full_name
        await follow_settings(await self._context(name, lifetime))

    async def reconcile(self, event: PullChanged) -> None:
        """The app looks at a pull request."""
        await handle(await self._context(event.repository, itertools.count()), event)

    async def note(self, pull) -> None:
        """The app hears of the pull request."""
        context = await self._context(self._newsletter.repository.full_name, itertools.count())
        await note_head(context, pull.number, pull.pull.head_sha, pull.pull.state.updated_at)

    async def _context(self, name: str, lifetime) -> JobContext:
        repository = await self._github.repository(self._newsletter.installation, name)
        alive = Mortal(repository, lifetime), Mortal(self._store, lifetime)
        now = datetime.now(UTC)
        place = self._newsletter.installation, ""
        return JobContext(*alive, self, now, *place, DefaultBranch().read)


@pytest.fixture
async def lives(newsletter, private_key):
    await settings(newsletter, SETTINGS)
    newsletter.app.sandbox.hold_deliveries()  # the app itself hears of nothing
    key, url = AppKey(APP_ID, private_key), newsletter.app.sandbox.api_url
    github = GitHubApp(key, api_url=url, timing=UNHURRIED)
    yield Lives(newsletter, github, MemoryStore())  # which outlives each life
    await github.close()


async def commented(newsletter, lives, text: str):
    """A pull request of which the app heard, and a comment on it of which it hears now."""
    lives.waiting.clear()
    lives.handled.clear()
    pull = await newsletter.change(
        {newsletter.sample.draft: newsletter.draft_text.replace("* ", f"{BAD}\n* ", 1)},
        settle=False,
    )
    await lives.note(pull)
    comment = await pull.comment("editor", text, settle=False)
    place = newsletter.installation, newsletter.repository.full_name, pull.number
    at = comment.created_at.isoformat()
    return pull, CommentWritten(*place, comment.id, "editor", text, at)


def seen(newsletter, pull) -> tuple:
    """What people see of a pull request in the end."""
    head = pull.pull.read(newsletter.sample.draft)
    short = pull.pull.head_sha[:7]
    replies = [reply.replace(short, "HEAD") for reply in pull.replies]
    return pull.pull.open, pull.labels, replies, pull.reactions, head


@pytest.mark.parametrize(
    "text",
    [
        "/approve",
        "/close spam",
        "/close nothing",
        "/fix\n/approve\n/help",
        "/approve\n/close spam\n/fix",
        "/aprove",
    ],
)
async def test_a_command_ends_the_same_wherever_the_app_was_killed(newsletter, lives, text):
    """Nothing is done twice and nothing is left out, whichever write was the last."""
    pull, event = await commented(newsletter, lives, text)
    await lives.run(event, itertools.count())
    expected = seen(newsletter, pull)

    for last in itertools.count():
        pull, event = await commented(newsletter, lives, text)
        try:
            await lives.run(event, moments(last))
        except Killed:
            await lives.run(event, itertools.count())
            assert seen(newsletter, pull) == expected, f"killed at moment {last}"
        else:
            break
    assert last > 3


async def test_one_issue_tells_of_the_settings_wherever_the_app_was_killed(newsletter, lives):
    """Never a second issue, and never a second word when all is mended."""
    good = newsletter.repository.read("main", ".github/ghapp.toml")
    issues = newsletter.repository.state.issues
    for last in range(5):
        for content in (b"paused = 1", b"paused = 2", good):
            await newsletter.repository.push("main", {".github/ghapp.toml": content})
            with suppress(Killed):
                await lives.follow_settings(moments(last))
            await lives.follow_settings(itertools.count())
        (issue,) = newsletter.repository.issues
        assert (issue.open, len(issue.comments)) == (False, 1), f"killed at moment {last}"
        assert "not `2`" in issue.body
        issues.clear()


async def test_one_onboarding_pull_request_wherever_the_app_was_killed(newsletter, lives):
    """Never a second one, and none again after the first was closed."""
    await newsletter.repository.push("main", {".github/ghapp.toml": None})
    due = OnboardingDue(newsletter.installation, newsletter.repository.full_name)
    issues = newsletter.repository.state.issues
    for last in itertools.count():
        lives.handled.clear()
        with suppress(Killed):
            await lives.run(due, moments(last))
        whole = not lives.waiting
        await lives.run(due, itertools.count())
        lives.handled.clear()
        await lives.run(due, itertools.count())
        (pull,) = newsletter.repository.pulls
        assert pull.state.head_ref == "ghapp/onboarding", f"killed at moment {last}"
        if whole:
            break
        issues.clear()
        await newsletter.repository.set_branch("ghapp/onboarding", None)
    assert last > 2


async def at_one_place(newsletter, lives, text: str):
    """Two that conflict, one of them merged, and a comment on the other."""
    pull, event = await commented(newsletter, lives, text)
    other = newsletter.draft_text.replace("* ", "* [Other](https://other.example/)\n* ", 1)
    await newsletter.repository.push("main", {newsletter.sample.draft: other})
    return pull, event


@pytest.mark.parametrize("text", ["/merge", "/approve\n/rollup"])
async def test_a_merge_ends_the_same_wherever_the_app_was_killed(newsletter, lives, text):
    """Never two pull requests of the app, never a link lost or doubled, and one answer."""
    start = newsletter.repository.branches["main"]

    async def outcome(pull):
        own = [p for p in newsletter.repository.pulls if p.state.head_ref.startswith("ghapp/")]
        texts = [
            p.read(newsletter.sample.draft).count(b"https://a.example/") for p in own if p.open
        ]
        count = newsletter.draft_text.count("https://a.example/")
        branches = {name for name in newsletter.repository.branches if name.startswith("ghapp/")}
        found = pull.pull.merged, len(pull.replies), pull.reactions, count, texts, branches
        for one in own:  # the next life begins without them
            if one.open:
                await one.close(by="editor")
        for name in branches:
            await newsletter.repository.set_branch(name, None)
        await newsletter.repository.set_branch("main", start)
        await lives.forget_rollup()
        return found

    pull, event = await at_one_place(newsletter, lives, text)
    await lives.run(event, itertools.count())
    expected = await outcome(pull)

    for last in itertools.count():
        pull, event = await at_one_place(newsletter, lives, text)
        try:
            await lives.run(event, moments(last))
        except Killed:
            await lives.run(event, itertools.count())
            assert await outcome(pull) == expected, f"killed at moment {last}"
        else:
            break
    assert last > 8


async def told_long_ago(newsletter, lives):
    """A pull request in a closed section whose time is over, and the event that comes then."""
    lives.waiting.clear()
    lives.handled.clear()
    pull = await newsletter.submit(CLOSED_ONE, "* [A](https://a.example/)", settle=False)
    place = newsletter.installation, newsletter.repository.full_name, pull.number
    opened = PullChanged(*place, pull.pull.head_sha, "pull_request.opened")
    await lives.reconcile(opened)
    await lives.remember_told(pull, LONG_AGO)
    return pull, ClosingDue(*place)


async def test_a_closing_ends_the_same_wherever_the_app_was_killed(newsletter, lives):
    """Closed with one comment, and not again once an editor has reopened it."""
    pull, event = await told_long_ago(newsletter, lives)
    life = itertools.count()
    await lives.run(event, life)
    whole = next(life)

    for last in range(whole - 5, whole):  # what comes before is the same each time
        pull, event = await told_long_ago(newsletter, lives)
        with pytest.raises(Killed):
            await lives.run(event, moments(last))
        await lives.run(event, itertools.count())
        assert (pull.pull.open, len(pull.app_comments)) == (False, 2), f"killed at moment {last}"
        lives.handled.clear()
        await pull.pull.reopen(by="editor")
        await lives.run(event, itertools.count())
        await lives.remember_told(pull, LONG_AGO)
        lives.handled.clear()
        await lives.run(event, itertools.count())
        assert (pull.pull.open, len(pull.app_comments)) == (True, 2), f"killed at moment {last}"
