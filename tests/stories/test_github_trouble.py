"""GitHub slow, failing or limiting: nothing is lost and nothing is written twice."""

from tests.stories.conftest import QUICK
from tests.stories.test_commands import settings

KNOWN = "* [Walking](https://www.gait.example/walk/)"  # the draft has that page


async def test_what_failed_is_done_later(newsletter):
    """When GitHub fails while labels are put on, the check is written and the labels follow."""
    newsletter.app.sandbox.fail_next("POST", r"/issues/\d+/labels", 500)
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)", settle=False)
    await newsletter.app.settled(delayed=True)
    assert pull.labels == {"section: Research"}
    assert len(pull.checks) == 1


async def test_a_lost_answer_gives_no_second_comment(newsletter):
    """When the report was written but the answer got lost, it is found and not written again."""
    newsletter.app.sandbox.fail_next("POST", r"/issues/\d+/comments", 502, after=True)
    pull = await newsletter.submit("Research", KNOWN, settle=False)
    await newsletter.app.settled(delayed=True)
    assert len(pull.app_comments) == 1


async def test_a_lost_answer_gives_no_second_check(newsletter):
    """When the check was written but the answer got lost, it is found and not written again."""
    newsletter.app.sandbox.fail_next("POST", r"/check-runs", 502, after=True)
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)", settle=False)
    await newsletter.app.settled(delayed=True)
    assert len(pull.checks) == 1


async def test_suggestions_that_github_cannot_place_stand_in_the_report(newsletter):
    """When GitHub refuses the review, the report shows the corrected lines instead."""
    newsletter.app.sandbox.fail_next("POST", r"/reviews", 422, body={"message": "Unprocessable"})
    pull = await newsletter.submit("Research", "- [A](https://a.example/1)")
    assert pull.suggestions == []
    assert "* [A](https://a.example/1)" in pull.report
    assert "suggested" not in pull.report
    assert pull.notifications == 1


async def test_labels_known_to_exist_are_not_listed_again(newsletter):
    """The repository is asked once which labels it has; a further one is created at once."""
    before = len(newsletter.app.sandbox.requests)
    for number, section in enumerate(("Research", "Official", "Research")):
        await newsletter.submit(section, f"* [A](https://a.example/{number})")
    calls = newsletter.app.sandbox.requests[before:]
    labels = "/repos/crabs/weekly/labels"
    listed = [call for call in calls if call.method == "GET" and labels in call.path]
    created = [call for call in calls if call.method == "POST" and call.path.endswith(labels)]
    assert (len(listed), len(created)) == (1, 2)


async def test_a_clean_pull_request_costs_three_reads_and_two_writes(newsletter):
    """A clean one-link pull request among others is cheap: 304 answers are free."""
    await newsletter.submit("Research", "* [A](https://a.example/1)")  # creates the label
    before = len(newsletter.app.sandbox.requests)
    await newsletter.submit("Research", "* [B](https://b.example/1)", author="gopher")
    calls = [r for r in newsletter.app.sandbox.requests[before:] if r.status != 304]
    reads = [r.path for r in calls if r.method == "GET"]
    writes = [r.path for r in calls if r.method != "GET"]
    assert len(reads) <= 3, reads
    assert len(writes) <= 2, writes


async def test_the_same_delivery_again_writes_nothing(newsletter):
    """A redelivered event finds everything as it should be."""
    pull = await newsletter.submit("Research", f"{KNOWN}\n- [A](https://a.example/1)")
    sandbox = newsletter.app.sandbox
    opened = next(
        d for d in sandbox.deliveries if d.event == "pull_request" and d.action == "opened"
    )
    before = len(sandbox.requests)
    sandbox.redeliver(opened)
    await newsletter.push({"README.md": "another look at everything"})
    writes = [r for r in sandbox.requests[before:] if r.method not in ("GET",)]
    assert [w.path for w in writes if "access_tokens" not in w.path] == []
    assert len(pull.app_comments) == 1


async def test_a_command_that_fails_every_time_is_answered(newsletter):
    """After the last attempt the editor learns that nothing was done, and nothing else is begun."""
    await settings(newsletter, '[replies]\nspam = "No."\n')
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    newsletter.app.sandbox.fail_next("PATCH", r"/pulls/\d+$", 502, times=QUICK.attempts)

    await pull.comment("editor", "/approve\n/close spam\n/unapprove")

    assert pull.pull.open
    assert pull.reactions == [["confused"]]
    (reply,) = pull.replies
    assert reply.startswith("`/close`: Not done: something failed each time that I tried")
    assert "What stands behind it was not begun." in reply
    assert "approved" in pull.labels
    await pull.comment("editor", "/close spam")
    assert not pull.pull.open
