"""What is long closed is forgotten, and works all the same when somebody reopens it."""

import pytest

from ghapp.commands.progress import Handled
from ghapp.features.approvals import Approval
from ghapp.features.check_run import CheckMemory
from ghapp.features.forgetting import KEPT, ClosedSince
from ghapp.features.heads import Heads
from ghapp.ports.events import ScheduleDue
from tests.stories.test_reports import KNOWN

KINDS = (Heads, Approval, Handled, CheckMemory, ClosedSince, *KEPT)
LONG_AGO = ClosedSince("2020-01-01T00:00:00+00:00")


@pytest.fixture
def kinds_of(newsletter):
    """What is remembered of a pull request."""
    name = newsletter.repository.full_name

    async def found(number: int) -> set[str]:
        store = newsletter.app.store
        return {one.kind for one in KINDS if await store.recall(one, name, number) != one()}

    return found


async def schedule_comes(newsletter, key: str) -> None:
    due = ScheduleDue(newsletter.installation, newsletter.repository.full_name)
    await newsletter.app.engine.enqueue(key, due)
    await newsletter.app.settled()


async def test_what_is_long_closed_is_forgotten(newsletter, kinds_of):
    """Not at once; and reopened, it has one report, its labels, and takes commands."""
    pull = await newsletter.submit("Research", KNOWN)
    await pull.comment("editor", "/approve")
    await pull.pull.close(by="editor")
    await newsletter.app.settled()
    before = await kinds_of(pull.number)
    await schedule_comes(newsletter, "soon")
    assert await kinds_of(pull.number) == before > {"heads", "approval", "handled comments"}

    name = newsletter.repository.full_name
    await newsletter.app.store.remember(LONG_AGO, name, pull.number)
    await schedule_comes(newsletter, "after three months")
    assert await kinds_of(pull.number) <= {kind.kind for kind in KEPT}

    await pull.pull.reopen(by="editor")
    await newsletter.app.settled()
    await pull.comment("editor", "/approve")

    assert pull.labels == {"section: Research", "needs fixes", "approved"}
    assert "duplicate-link" in pull.report
    assert pull.reactions == [["+1"], ["+1"]]
    assert "closed since" not in await kinds_of(pull.number)


async def test_what_was_closed_without_our_hearing_of_it(newsletter, kinds_of):
    """The time counts from when the app finds it among the open ones no more."""
    pull = await newsletter.submit("Research", KNOWN)
    newsletter.app.sandbox.hold_deliveries()
    await pull.pull.close(by="editor")
    assert "closed since" not in await kinds_of(pull.number)

    due = ScheduleDue(newsletter.installation, newsletter.repository.full_name)
    await newsletter.app.engine.enqueue("thursday", due)
    await newsletter.app.engine.idle()

    assert "closed since" in await kinds_of(pull.number)
    newsletter.app.sandbox.release_deliveries()
