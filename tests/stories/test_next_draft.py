"""The next week's draft, opened when the edition before it is out."""

from datetime import timedelta

from ghapp.demo.sample import LAYOUT
from ghapp.ports.events import ScheduleDue


def draft_pulls(newsletter):
    return [p for p in newsletter.repository.pulls if p.title.startswith("Draft ")]


async def test_publishing_opens_the_next_draft(newsletter):
    """When an editor publishes, one pull request adds the next draft with the events kept."""
    await newsletter.publish()
    (pull,) = draft_pulls(newsletter)
    path = LAYOUT.draft_path(newsletter.sample.day + timedelta(days=7))
    text = pull.read(path).decode()
    assert "Number: 101" in text
    assert "Fish Market Rust" in text
    assert "A new tide table" not in text


async def test_another_push_opens_no_second_one(newsletter):
    """Pushes after the publication find the pull request that is there."""
    await newsletter.publish()
    await newsletter.push({"README.md": "changed"})
    assert len(draft_pulls(newsletter)) == 1


async def test_a_closed_one_is_not_opened_again(newsletter):
    """An editor who closes the app's pull request is not asked again."""
    await newsletter.publish()
    (pull,) = draft_pulls(newsletter)
    await pull.close(by="editor")
    await newsletter.push({"README.md": "changed"})
    assert len(draft_pulls(newsletter)) == 1
    assert not draft_pulls(newsletter)[0].open


async def test_a_draft_that_is_there_is_left_alone(newsletter):
    """While the present draft is not published, nothing is due."""
    await newsletter.push({"README.md": "changed"})
    assert draft_pulls(newsletter) == []


async def test_the_apps_own_pull_request_is_not_criticised(newsletter):
    """The new draft carries no section labels and a green check."""
    await newsletter.publish()
    (pull,) = draft_pulls(newsletter)
    assert pull.labels == set()
    assert [run.conclusion for run in pull.check_runs] == ["success"]
    assert pull.comments == []


async def test_the_schedule_finds_what_a_push_did_not_bring(newsletter):
    """A draft that was due while the app was paused is opened when the time comes to look."""
    newsletter.repository.set_variable("GHAPP_PAUSED", "true")
    await newsletter.publish()
    assert draft_pulls(newsletter) == []

    newsletter.repository.set_variable("GHAPP_PAUSED", None)
    due = ScheduleDue(newsletter.installation, newsletter.repository.full_name)
    for key in ("first machine", "second machine"):
        await newsletter.app.engine.enqueue(key, due)
    await newsletter.app.settled()
    assert len(draft_pulls(newsletter)) == 1


async def test_a_branch_left_without_its_pull_request_is_taken_up(newsletter):
    """When the app stopped between making the branch and opening the pull request, it goes on."""
    newsletter.app.sandbox.fail_next("POST", r"/pulls$", 502)
    newsletter.app.sandbox.hold_deliveries()
    edition = newsletter.sample.draft.replace("draft/", "content/")
    await newsletter.repository.push(
        "main", {newsletter.sample.draft: None, edition: newsletter.draft_text}
    )
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled(delayed=True)
    assert len(draft_pulls(newsletter)) == 1


async def test_a_stray_draft_does_not_stop_the_next_one(newsletter):
    """A draft that somebody dated wrongly is not what the numbers are counted from."""
    stray = LAYOUT.draft_path(newsletter.sample.day + timedelta(days=1))
    await newsletter.push({stray: "Good morning, and welcome.\n"})
    await newsletter.publish()
    (pull,) = draft_pulls(newsletter)
    assert pull.title.startswith("Draft 101")
