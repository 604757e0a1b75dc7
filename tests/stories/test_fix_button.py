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


async def test_the_commit_names_only_the_rules_that_it_applies(newsletter):
    """A notice on the line is left as it is, and the message does not claim otherwise."""
    pull = await newsletter.submit("Research", "- [Paper](https://a.example/1) ", from_fork=False)
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled()
    message = newsletter.repository.message(pull.pull.head_sha)
    assert message == "Apply 1 correction\n\nRules: bullet"
