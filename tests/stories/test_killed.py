"""The app is killed at any write of a command and started again: all ends as if it was not."""

import itertools
from datetime import UTC, datetime

import pytest

from ghapp.commands.dispatch import comment_written
from ghapp.demo.running import APP_ID, UNHURRIED
from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.features.heads import note_head
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.ports.events import CommentWritten
from ghapp.store import SqlStore, open_database
from tests.stories.test_commands import BAD, settings

WRITES = frozenset(
    {"react", "create_comment", "edit_comment", "close_pull", "commit", "update_branch"}
    | {"add_labels", "remove_label", "create_label", "write_check", "create_review"}
    | {"remember", "forget"}
)


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

    async def run(self, event: CommentWritten, lifetime) -> None:
        await comment_written(await self._context(event.repository, lifetime), event)

    async def note(self, pull) -> None:
        """The app hears of the pull request."""
        context = await self._context(self._newsletter.repository.full_name, itertools.count())
        await note_head(context, pull.number, pull.pull.head_sha, pull.pull.state.updated_at)

    async def _context(self, name: str, lifetime) -> JobContext:
        repository = await self._github.repository(self._newsletter.installation, name)
        alive = Mortal(repository, lifetime), Mortal(self._store, lifetime)
        now = datetime.now(UTC)
        return JobContext(*alive, self._newsletter.app.engine, now, "", DefaultBranch().read)


@pytest.fixture
async def lives(newsletter, app_key, tmp_path):
    await settings(newsletter, '[replies]\nspam = "No."\n')
    newsletter.app.sandbox.hold_deliveries()  # the app itself hears of nothing
    key, url = AppKey(APP_ID, app_key), newsletter.app.sandbox.api_url
    github = GitHubApp(key, api_url=url, timing=UNHURRIED)
    database = open_database(f"sqlite:///{tmp_path / 'lives.db'}")
    store = SqlStore(database)
    await store.prepare()
    yield Lives(newsletter, github, store)
    await github.close()
    database.dispose()


async def commented(newsletter, lives, text: str):
    """A pull request of which the app heard, and a comment on it of which it hears now."""
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
