"""The next week's draft, opened when the edition before it is out."""

from datetime import timedelta

from ghapp.demo.sample import LAYOUT


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
