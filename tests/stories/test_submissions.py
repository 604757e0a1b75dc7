"""What contributors see when they open a pull request."""

import pytest

from ghapp.demo.sample import with_item

pytestmark = pytest.mark.on_databases


async def test_a_clean_submission_meets_silence(newsletter):
    """A good submission gets its section's label and a green check, and no comment."""
    pull = await newsletter.submit("Research", "* [Claws](https://claws.example/paper)")

    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"
    assert pull.app_comments == []
    assert pull.suggestions == []


async def test_a_replaced_duplicate_clears_the_report(newsletter):
    """An author who replaces a duplicate sees the same comment turn green, not a second one."""
    pull = await newsletter.submit("Research", "* [Walking](https://www.gait.example/walk/)")
    assert pull.reported_rules == ["duplicate-link"]
    assert pull.labels == {"section: Research", "needs fixes"}

    await pull.push("* [Paper](https://a.example/)")

    assert pull.reported_rules == []
    assert len(pull.app_comments) == 1
    assert "All is well" in pull.report
    assert pull.labels == {"section: Research"}


@pytest.mark.parametrize("branch", ["main", "master"])
async def test_a_fork_whose_branch_is_called_like_ours_is_like_any_other(newsletter, branch):
    """Many contributors work on the `main` of their fork: it is checked, and ours is left alone."""
    ours = newsletter.draft_text
    pull = await newsletter.submit(
        "Research", "- [Claws](https://claws.example/paper)", branch=branch, from_fork=True
    )
    assert pull.reported_rules == ["bullet"]
    assert pull.labels == {"section: Research", "needs fixes"}

    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled()
    assert "* [Claws]" in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.labels == {"section: Research"}

    await pull.push("* [Claws and jaws](https://claws.example/paper)")
    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"
    assert newsletter.draft_text == ours


async def test_the_newest_head_is_judged_however_the_deliveries_come(newsletter):
    """Late, doubled and reversed deliveries end with one report on the present head."""
    sandbox = newsletter.app.sandbox
    sandbox.hold_deliveries()
    known = "* [Walking](https://www.gait.example/walk/)"
    pull = await newsletter.submit("Research", known, settle=False)
    text = with_item(newsletter.draft_text, "Miscellaneous", known)
    await pull.pull.push({newsletter.sample.draft: text})
    count = len(sandbox.held_deliveries)
    sandbox.release_deliveries([*range(count - 1, -1, -1), *range(count)])
    await newsletter.app.settled()

    assert len([run for run in pull.checks if run.head_sha == pull.pull.head_sha]) == 1
    assert pull.app_comments == [pull.report]
    assert pull.pull.head_sha[:7] in pull.report
