"""The button `Apply fixes` of the check run."""

from ghapp.ports.events import ButtonPressed

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"


async def pressed(newsletter, pull, sender: str) -> None:
    """Somebody presses the button, whoever GitHub showed it to."""
    name, installation = newsletter.repository.full_name, newsletter.installation
    press = ButtonPressed(installation, name, pull.pull.head_sha, "fix", sender)
    await newsletter.app.engine.enqueue(f"press by {sender}", press)
    await newsletter.app.settled()


async def test_the_button_commits_every_fix_to_the_branch(newsletter):
    """An editor presses the button, and the pull request's branch has the corrected line."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    await newsletter.app.settled()
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.check.conclusion == "success"
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


async def test_an_author_may_press_the_button(newsletter):
    """Whoever opened the pull request has it corrected."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pressed(newsletter, pull, "ferris")
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()


async def test_a_strangers_press_does_nothing(newsletter):
    """Neither a commit nor a word for somebody who is neither author nor editor."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=False)
    before = pull.app_comments
    await pressed(newsletter, pull, "mallory")
    assert BAD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.app_comments == before


async def test_the_right_is_asked_for_when_the_fixes_are_made(newsletter):
    """An editor who is none any more when the press arrives gets nothing done."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    newsletter.app.sandbox.hold_deliveries()
    await newsletter.repository.press_button(pull.check, "fix", by="editor")
    newsletter.repository.set_permission("editor", "read")
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert BAD in pull.pull.read(newsletter.sample.draft).decode()
