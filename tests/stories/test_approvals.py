"""Approval: an editor's yes to one head."""

import pytest

from ghapp.features.approvals import Approval, standing_approval

GOOD = "* [Paper](https://a.example/)"
OTHER = "* [Other](https://b.example/)"
BAD = "- [Paper](https://a.example/?utm_source=x)"


async def test_an_editor_approves_by_command(newsletter):
    """The label shows it; the next push ends it."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/approve")
    assert "approved" in pull.labels
    assert (pull.reactions, pull.replies) == ([["+1"]], [])

    await pull.push(OTHER)
    assert "approved" not in pull.labels


async def test_an_editor_approves_by_review(newsletter):
    """GitHub's own approving review does the same, without a word of the app."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.review("editor")
    assert "approved" in pull.labels
    assert pull.app_comments == []

    await pull.push(OTHER)
    assert "approved" not in pull.labels


async def test_an_approval_does_not_come_back(newsletter):
    """Who pushes the approved head again after another one has to ask again."""
    pull = await newsletter.submit("Research", GOOD)
    approved = pull.pull.head_sha
    await pull.comment("editor", "/approve")
    newsletter.app.sandbox.hold_deliveries()
    newsletter.clock.advance(2)
    await pull.pull.push({newsletter.sample.draft: "# Empty"})
    newsletter.clock.advance(2)
    await pull.pull.set_head(approved)
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert pull.pull.head_sha == approved
    assert "approved" not in pull.labels


async def test_what_is_to_be_corrected_can_be_approved(newsletter):
    """An editor knows better than a rule."""
    pull = await newsletter.submit("Research", BAD)
    await pull.comment("editor", "/approve")
    assert pull.labels == {"section: Research", "needs fixes", "approved"}


async def test_editors_approve_their_own_by_command(newsletter):
    """GitHub has no approving review of one's own pull request; the command is for that."""
    pull = await newsletter.submit("Research", GOOD, author="editor")
    await pull.comment("editor", "/approve")
    assert "approved" in pull.labels


@pytest.mark.parametrize("login", ["ferris", "mallory"])
async def test_nobody_else_approves(newsletter, login):
    """Neither the author nor a stranger."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment(login, "/approve")
    assert pull.replies == ["`/approve` is for editors, who may write to this repository."]
    assert "approved" not in pull.labels


async def test_a_strangers_review_means_nothing(newsletter):
    """It neither approves nor takes an approval away."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.review("mallory")
    assert "approved" not in pull.labels

    await pull.comment("editor", "/approve")
    await pull.review("mallory", "REQUEST_CHANGES")
    assert "approved" in pull.labels


async def test_the_last_of_commands_and_reviews_decides(newsletter):
    """Approved, taken back, approved, objected to, and approved again."""
    newsletter.repository.set_permission("other", "maintain")
    pull = await newsletter.submit("Research", GOOD)
    seen = []
    await pull.review("editor")
    seen.append("approved" in pull.labels)
    await pull.comment("other", "/unapprove")
    seen.append("approved" in pull.labels)
    await pull.comment("other", "/approve")
    seen.append("approved" in pull.labels)
    await pull.review("editor", "REQUEST_CHANGES")
    seen.append("approved" in pull.labels)
    await pull.review("other")
    seen.append("approved" in pull.labels)
    assert seen == [True, False, True, False, True]


async def test_dismissing_the_review_ends_the_approval(newsletter):
    """But only that of this review: a later command stands."""
    pull = await newsletter.submit("Research", GOOD)
    review = await pull.review("editor")
    await pull.pull.dismiss_review(review, by="editor", message="No")
    await newsletter.app.settled()
    assert "approved" not in pull.labels

    review = await pull.review("editor")
    await pull.comment("editor", "/approve")
    await pull.pull.dismiss_review(review, by="editor", message="No")
    await newsletter.app.settled()
    assert "approved" in pull.labels


async def test_a_review_whose_dismissal_is_heard_of_first(newsletter):
    """What is dismissed approves nothing, in whatever order one hears of it."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    review = await pull.pull.review("editor", "", "APPROVE")
    await pull.pull.dismiss_review(review, by="editor", message="No")
    newsletter.app.sandbox.release_deliveries([1, 0])
    await newsletter.app.settled()
    assert "approved" not in pull.labels


async def test_commands_that_come_out_of_order(newsletter):
    """The last one by GitHub's clock decides."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    await pull.comment("editor", "/approve", settle=False)
    await pull.comment("editor", "/unapprove", settle=False)
    newsletter.app.sandbox.release_deliveries([1, 0])
    await newsletter.app.settled()
    assert "approved" not in pull.labels


async def test_a_push_between_the_comment_and_its_reading(newsletter):
    """The editor approved what stood there, and is told what came since."""
    pull = await newsletter.submit("Research", GOOD)
    old = pull.pull.head_sha
    newsletter.app.sandbox.hold_deliveries()
    await pull.comment("editor", "/approve", settle=False)
    newsletter.clock.advance(2)
    new = await pull.pull.push({newsletter.sample.draft: "# Empty"})
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert pull.replies == [
        f"Not approved: `{new[:7]}` was pushed after you commented on `{old[:7]}`. Look at it, then"
        f" comment `/approve {new[:7]}`."
    ]
    assert pull.reactions == [["confused"]]
    assert "approved" not in pull.labels


async def test_a_push_just_before_the_comment(newsletter):
    """What one push skipped is known all the same: the comment speaks of the newest head."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    for text in ("# One", "# Two", "# Three"):
        newsletter.clock.advance(2)
        await pull.pull.push({newsletter.sample.draft: text})
    await pull.comment("editor", "/approve", settle=False)
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert pull.reactions == [["+1"]]
    assert "approved" in pull.labels


async def test_a_review_of_an_earlier_head(newsletter):
    """A review approves the commit that it names, while that is the head."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    await pull.pull.review("editor", "", "APPROVE")
    newsletter.clock.advance(2)
    await pull.pull.push({newsletter.sample.draft: "# Empty"})
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert "approved" not in pull.labels


async def test_a_head_named_outright(newsletter):
    """`/approve SHA` approves that head and no other, whenever the comment was written."""
    pull = await newsletter.submit("Research", GOOD)
    head = pull.pull.head_sha
    await pull.comment("editor", "/approve 1234567")
    await pull.comment("editor", "/approve please")
    assert "approved" not in pull.labels
    assert f"the head is `{head[:7]}`, not `1234567`" in pull.replies[0]
    assert "`please` is no commit" in pull.replies[1]

    await pull.comment("editor", f"/approve {head[:7].upper()}")
    assert pull.reactions == [["confused"], ["confused"], ["+1"]]
    assert "approved" in pull.labels


async def test_a_comment_in_the_second_of_the_push(newsletter):
    """Equal moments count as after: which head was seen is not known, and the editor says it."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.clock.stop()
    newsletter.app.sandbox.hold_deliveries()
    await pull.pull.push({newsletter.sample.draft: "# Empty"})
    await pull.pull.comment("editor", "/approve")
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert "approved" not in pull.labels
    assert f"comment `/approve {pull.pull.head_sha[:7]}`" in pull.replies[0]


async def test_a_pull_request_older_than_the_app(newsletter):
    """Its head is known from when the app first read it."""
    repository = await newsletter.app.sandbox.create_repository(
        "crabs/older", newsletter.sample.files
    )
    repository.set_permission("editor", "write")
    older = type(newsletter)(newsletter.app, repository, newsletter.sample, clock=newsletter.clock)
    pull = await older.submit("Research", GOOD)
    newsletter.clock.advance(2)
    await repository.install_app()
    await newsletter.app.settled()
    await pull.comment("editor", "/approve")
    assert "approved" in pull.labels


async def test_a_head_that_nobody_told_of(newsletter):
    """Where its delivery got lost, the editor is asked to name it."""
    newsletter.app.sandbox.hold_deliveries()
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.release_deliveries([])
    await pull.comment("editor", "/approve")
    head = pull.pull.head_sha[:7]
    assert pull.replies == [
        "Not approved: I do not know which head you saw when you wrote this. Now it is"
        f" `{head}`. Look at it, then comment `/approve {head}`."
    ]
    await pull.comment("editor", f"/approve {head}")
    assert "approved" in pull.labels


async def test_the_label_shows_what_the_app_knows(newsletter):
    """Who sets it by hand changes nothing, and who takes it off gets it back."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.pull.add_label("editor", "approved")
    await newsletter.app.settled()
    assert "approved" not in pull.labels

    await pull.comment("editor", "/approve")
    await pull.pull.remove_label("editor", "approved")
    await newsletter.app.settled()
    assert "approved" in pull.labels


async def test_the_right_is_asked_for_when_the_command_is_read(newsletter):
    """An editor who is none any more approves nothing, by command or by review."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    await pull.comment("editor", "/approve", settle=False)
    await pull.pull.review("editor", "", "APPROVE")
    newsletter.repository.set_permission("editor", "read")
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert "approved" not in pull.labels
    assert pull.reactions == [["confused"]]


def test_an_approval_stands_for_its_head_alone():
    """Another head has none, and what was cleared stands for nothing."""
    approval = Approval("a" * 40, "editor", "comment 1", "2026-01-07T06:00:00+00:00")
    assert standing_approval(approval, "a" * 40) == approval
    assert standing_approval(approval, "b" * 40) is None
    assert standing_approval(Approval(), "") is None
