"""Approval: an editor's yes to one head."""

GOOD = "* [Paper](https://a.example/)"
OTHER = "* [Other](https://b.example/)"


async def test_an_editor_approves_by_command(newsletter):
    """The label shows it; the next push ends it."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/approve")
    assert "approved" in pull.labels
    assert (pull.reactions, pull.replies) == ([["+1"]], [])

    await pull.push(OTHER)
    assert "approved" not in pull.labels


async def test_an_editor_approves_by_review(newsletter):
    """GitHub's own approving review does the same."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.review("editor")
    assert "approved" in pull.labels
