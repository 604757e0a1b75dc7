"""Commands: what people ask for in comments."""

import pytest

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"
SETTINGS = '[replies]\npaywall = "Sorry, only pages that all can read."\nspam = "No."\n'


async def settings(newsletter, text: str) -> None:
    await newsletter.push({".github/ghapp.toml": text})


async def test_help_lists_what_a_person_may_do(newsletter):
    """A stranger is offered less than an editor, and nobody more than there is."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("mallory", "/help")
    await pull.comment("ferris", "/help")
    await pull.comment("editor", "@ghapp help")
    assert pull.reactions == [["+1"], ["+1"], ["+1"]]
    stranger, author, editor = pull.replies
    assert "/recheck" not in stranger
    assert "/fix" in author
    assert "/approve" not in author
    assert "/close REASON" in editor


async def test_fix_commits_the_corrections(newsletter):
    """The author comments `/fix`, and the branch has the corrected line; no reply is needed."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("ferris", "Oh!\n\n/fix")
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.reactions == [["+1"]]
    assert pull.replies == []
    assert pull.labels == {"section: Research"}


async def test_a_stranger_is_refused(newsletter):
    """Whoever is neither author nor editor learns for whom the command is."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("mallory", "/fix")
    assert BAD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.reactions == [["confused"]]
    assert "for who opened this pull request, and for editors" in pull.replies[0]


async def test_close_posts_the_reply_of_that_name(newsletter):
    """An editor closes with the newsletter's own words."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/close paywall")
    assert not pull.pull.open
    assert pull.replies == ["Sorry, only pages that all can read."]
    assert pull.reactions == [["+1"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [("/close paywal", "There are: `/close paywall`"), ("/close", "`/close spam`")],
)
async def test_close_with_another_reason(newsletter, text, told):
    """What replies there are is told, and the pull request stays open."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", text)
    assert pull.pull.open
    assert told in pull.replies[0]
    assert pull.reactions == [["confused"]]


async def test_recheck_writes_the_check_anew(newsletter):
    """As with GitHub's Re-run, the person who asked gets a new check run."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("ferris", "/recheck")
    assert len(pull.checks) == 2
    assert pull.reactions == [["+1"]]
