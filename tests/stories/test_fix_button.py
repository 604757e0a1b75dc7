"""The button `Apply fixes` of the check run."""

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"


async def test_the_button_commits_every_fix_to_the_branch(newsletter):
    """An editor presses the button, and the pull request's branch has the corrected line."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled()
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert "All is well" in pull.report
    assert pull.labels == {"section: Research"}


async def test_a_branch_that_cannot_be_written_is_said_so(newsletter):
    """When the author does not let maintainers push, the app says what to do instead."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=False)
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled()
    assert BAD in pull.pull.read(newsletter.sample.draft).decode()
    assert "may not write to the branch" in pull.app_comments[-1]
