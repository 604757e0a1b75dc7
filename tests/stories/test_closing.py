"""Closed sections: their message is the report, and what stays there is closed in time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ghapp.demo.sample import with_item
from ghapp.features.closing import ClosingMemory
from ghapp.ports.events import ClosingDue
from tests.stories.test_commands import BAD, lose_permission, settings
from tests.stories.test_merging import ONE, TWO

MESSAGE = "Announce it in the forum, please."
CLOSED = f'[[closed]]\nsection = "Project/Tooling Updates"\nmessage = "{MESSAGE}"\n'
CLOSES = f"{CLOSED}close_after = 48\n"
SECTION = "Project/Tooling Updates"


@pytest.fixture
def store(app):
    return app.store


@pytest.fixture
def hours_pass(newsletter, store):
    """Hours pass since the author was told, and the event comes that was asked for."""

    async def passed(pull, hours: float) -> None:
        name = newsletter.repository.full_name
        memory = await store.recall(ClosingMemory, name, pull.number)
        if memory.told:
            told = datetime.fromisoformat(memory.told) - timedelta(hours=hours)
            await store.remember(replace(memory, told=told.isoformat()), name, pull.number)
        event = ClosingDue(newsletter.installation, name, pull.number)
        await newsletter.app.engine.enqueue(f"{hours} hours later", event)
        await newsletter.app.settled()

    return passed


async def test_the_message_is_the_report_and_all(newsletter):
    """It is said at once and once, however many links there are and whatever else is wrong."""
    await settings(newsletter, CLOSED)

    pull = await newsletter.submit(SECTION, f"{ONE}\n{TWO.replace('*', '-')}")

    assert pull.report.count(MESSAGE) == 1
    assert set(pull.reported_rules) == {"closed-section", "bullet"}
    assert pull.notifications == 1

    await pull.push_file(newsletter.sample.draft, with_item(newsletter.draft_text, "Research", BAD))

    assert "is suggested on its line" in pull.report


async def test_without_close_after_nothing_is_closed(newsletter, hours_pass):
    """Nor is it announced."""
    await settings(newsletter, CLOSED)
    pull = await newsletter.submit(SECTION, ONE)

    await hours_pass(pull, 1000)

    assert pull.pull.open
    assert "close" not in pull.report.replace("closed-section", "")
    assert pull.check.conclusion == "failure"


async def test_what_stays_in_a_closed_section_is_closed(newsletter, hours_pass):
    """Not before its time, which the report names; then with a word on how to go on."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    assert "If this pull request still adds only there on " in pull.report
    await hours_pass(pull, 47)
    assert pull.pull.open
    assert pull.notifications == 1

    await hours_pass(pull, 1)

    assert not pull.pull.open
    said = pull.app_comments[-1]
    assert "`Project/Tooling Updates`, which takes no pull requests" in said
    assert "open a new pull request" in said
    assert "ask an editor here to reopen this one" in said
    assert pull.notifications == 2


async def test_what_an_editor_reopened_stays_open(newsletter, hours_pass):
    """Who reopens what the app closed wants it open."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    await hours_pass(pull, 48)

    await pull.pull.reopen(by="editor")
    await newsletter.app.settled()
    await hours_pass(pull, 100)

    assert pull.pull.open
    assert pull.notifications == 2
    assert "I close it" not in pull.report


async def test_what_an_editor_closed_and_reopened_counts_anew(newsletter, hours_pass):
    """It is not closed at the moment at which it is reopened."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    await hours_pass(pull, 47)
    await pull.pull.close(by="editor")
    await newsletter.app.settled()
    await hours_pass(pull, 10)

    await pull.pull.reopen(by="editor")
    await newsletter.app.settled()

    assert pull.pull.open
    await hours_pass(pull, 48)
    assert not pull.pull.open


async def test_a_link_that_is_moved_keeps_it_open(newsletter, hours_pass):
    """By a kept move, say; what comes back to the closed section counts anew."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE, from_fork=True, maintainer_can_modify=False)
    await hours_pass(pull, 47)
    await pull.comment("editor", "/section Research", settle=False)
    await newsletter.app.settled()
    await hours_pass(pull, 10)
    assert pull.pull.open
    assert "All is well" in pull.report

    await pull.push(TWO)  # which ends the kept move

    assert MESSAGE in pull.report
    await hours_pass(pull, 47)
    assert pull.pull.open
    await hours_pass(pull, 1)
    assert not pull.pull.open


async def test_what_adds_elsewhere_too_is_not_closed(newsletter, hours_pass):
    """Its other links are waited for."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    text = pull.pull.read(newsletter.sample.draft).decode()
    text = text.replace("### Research\n", f"### Research\n\n{TWO}\n")
    await pull.push_file(newsletter.sample.draft, text)

    await hours_pass(pull, 100)

    assert pull.pull.open
    assert MESSAGE in pull.report
    assert "I close it" not in pull.report


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("close_after = 48", "close_after = 0", id="never any more"),
        pytest.param("[draft]", "paused = true\n[draft]", id="paused"),
    ],
)
async def test_the_present_settings_hold(newsletter, hours_pass, before, after):
    """What maintainers change meanwhile keeps it open."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    path = ".github/ghapp.toml"
    text = newsletter.repository.read("main", path).decode()
    await newsletter.push({path: text.replace(before, after)})

    await hours_pass(pull, 100)

    assert pull.pull.open


async def test_an_editors_own_pull_request_is_spared(newsletter, hours_pass):
    """Editors fill the section themselves."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE, author="editor")

    await hours_pass(pull, 100)

    assert pull.pull.open
    assert pull.app_comments == []


async def test_an_approved_one_is_not_closed(newsletter, hours_pass):
    """An editor wants it."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    await pull.review("editor")

    await hours_pass(pull, 100)

    assert pull.pull.open


async def test_without_the_right_to_close_nothing_is_said_of_it(newsletter, hours_pass):
    """A comment that it is closed, or a report that announces it, would not be true."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    assert "I close it" in pull.report
    lose_permission(newsletter, "pull_requests")

    await hours_pass(pull, 100)

    assert pull.pull.open
    assert pull.notifications == 1
    assert "I close it" not in pull.report


async def test_a_pull_request_from_before_the_installation_is_not_closed(
    app, clock, newsletter, hours_pass
):
    """Its author was never told."""
    files = {**newsletter.sample.files}
    files[".github/ghapp.toml"] += CLOSES.encode()
    repository = await app.sandbox.create_repository("crabs/older", files)
    older = type(newsletter)(app, repository, newsletter.sample)
    pull = await older.submit(SECTION, ONE)
    clock.advance(60)
    older.installation = (await repository.install_app()).id
    await app.settled()
    newsletter.repository, newsletter.installation = repository, older.installation

    await hours_pass(pull, 100)

    assert pull.pull.open
    assert pull.app_comments == []


@pytest.mark.parametrize(
    ("method", "path", "after"), [("POST", r"/comments$", True), ("PATCH", r"/pulls/\d+$", False)]
)
async def test_a_closing_that_was_interrupted_ends_as_if_it_was_not(
    newsletter, hours_pass, method, path, after
):
    """Whatever answer of GitHub gets lost: one comment, and closed."""
    await settings(newsletter, CLOSES)
    pull = await newsletter.submit(SECTION, ONE)
    newsletter.app.sandbox.fail_next(method, path, 502, after=after)

    await hours_pass(pull, 48)
    await newsletter.app.settled(delayed=False)
    await hours_pass(pull, 49)

    assert not pull.pull.open
    assert pull.notifications == 2
