"""GitHub did it, but the app never heard so: what it does next is right all the same."""

from datetime import timedelta

import pytest

from ghapp.demo.sample import with_item
from ghapp.ports.events import RepositoryAdded

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"
KNOWN = "* [Walking](https://www.gait.example/walk/)"  # the draft has that page


async def test_a_label_that_the_app_took_off_was_not_taken_off_by_a_person(newsletter):
    """When the answer to taking a label off gets lost, the label can come back later."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.fail_next("DELETE", r"/labels/", 502, after=True)
    text = with_item(newsletter.draft_text, "Official", GOOD)
    await pull.pull.push({newsletter.sample.draft: text})
    await newsletter.app.settled(delayed=True)
    assert pull.labels == {"section: Official"}

    await pull.push(GOOD)
    assert pull.labels == {"section: Research"}


async def test_a_label_that_could_not_be_taken_off_goes_later(newsletter):
    """When GitHub fails at taking a label off, it is still known as the app's own."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.fail_next("DELETE", r"/labels/", 502)
    text = with_item(newsletter.draft_text, "Official", GOOD)
    await pull.pull.push({newsletter.sample.draft: text})
    await newsletter.app.settled(delayed=True)
    assert pull.labels == {"section: Official"}


async def test_a_report_whose_answer_got_lost_follows_the_next_push(newsletter):
    """The author corrects the line before the app tries again: the report turns green."""
    sandbox = newsletter.app.sandbox
    sandbox.fail_next("POST", r"/issues/\d+/comments", 502, after=True)
    sandbox.hold_deliveries()
    pull = await newsletter.submit("Research", KNOWN, settle=False)
    pull.section = "Research"
    sandbox.release_deliveries()
    await newsletter.app.settled()
    await pull.push(GOOD)
    await newsletter.app.settled(delayed=True)
    assert len(pull.app_comments) == 1
    assert "All is well" in pull.report


async def test_a_refusal_whose_answer_got_lost_is_said_once(newsletter):
    """That the branch cannot be written is one comment, however often it is tried."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=False)
    newsletter.app.sandbox.fail_next("POST", r"/issues/\d+/comments", 502, after=True)
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled(delayed=True)
    assert sum("may not write to the branch" in body for body in pull.app_comments) == 1


async def test_a_draft_that_cannot_be_opened_holds_up_nothing(newsletter):
    """Where the app may not make branches, open pull requests are looked at all the same."""
    pull = await newsletter.submit("Research", GOOD)
    sandbox = newsletter.app.sandbox
    sandbox.fail_next("POST", r"/git/refs", 403, body={"message": "Not accessible"})
    before = len(sandbox.requests)
    await newsletter.publish()
    seen = [call.path for call in sandbox.requests[before:]]
    assert any(path.endswith(f"/pulls/{pull.number}") for path in seen)


async def test_a_first_start_that_failed_is_still_the_first(newsletter, app, clock):
    """Pull requests from before the app came are not spoken to when the start is tried again."""
    sandbox = app.sandbox
    repository = await sandbox.create_repository("crabs/older", newsletter.sample.files)
    older = type(newsletter)(app, repository, newsletter.sample)
    pull = await older.submit("Research", BAD)
    clock.advance(60)
    sandbox.hold_deliveries()
    installation = await repository.install_app()
    sandbox.release_deliveries([])
    sandbox.fail_next("GET", r"/crabs/older/pulls", 500)
    await app.engine.enqueue("start", RepositoryAdded(installation.id, "crabs/older", False))
    await app.settled(delayed=True)
    assert pull.labels == {"section: Research", "needs fixes"}
    assert pull.app_comments == []


async def test_a_rival_whose_end_was_missed_is_forgotten(newsletter):
    """A pull request closed while nobody told the app is no rival after the next push."""
    sandbox = newsletter.app.sandbox
    first = await newsletter.submit("Research", GOOD)
    sandbox.hold_deliveries()
    await first.pull.close(by="editor")
    sandbox.release_deliveries([])
    await newsletter.push({"README.md": "changed"})
    second = await newsletter.submit("Research", GOOD, author="gopher")
    assert second.app_comments == []


@pytest.mark.parametrize("days", [1, 7])
async def test_lines_that_are_alike_are_all_corrected(newsletter, days):
    """An event on two dates has one title, twice: each line gets its suggestion."""
    day = newsletter.sample.day
    events = "".join(
        f"* {when} | Virtual (Porto, PT) | [Low Tide](https://low.example)\n"
        "    * [Hello](https://low.example/1)\n"
        for when in (day, day + timedelta(days=days))
    )
    text = newsletter.draft_text.replace("### Virtual\n\n", f"### Virtual\n\n{events}")
    pull = await newsletter.change({newsletter.sample.draft: text})
    assert sum("[**Hello**]" in body for body in pull.suggestions) == 2
