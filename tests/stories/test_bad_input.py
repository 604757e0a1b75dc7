"""What goes wrong in other people's hands, and what they are told."""

import pytest

from ghapp.demo.sample import with_item

GOOD = "* [Paper](https://a.example/)"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "heading"),
        (b"\0\1\2", "binary"),
        (b"caf\xe9 au lait", "not UTF-8"),
    ],
    ids=["empty", "binary", "latin-1"],
)
async def test_a_draft_that_is_no_draft_is_named(newsletter, content, message):
    """An author who uploads something else is told what is wrong with the file."""
    pull = await newsletter.change({newsletter.sample.draft: content})
    assert pull.check.conclusion == "failure"
    assert message in pull.report


async def test_windows_line_ends_are_named_once(newsletter):
    """A file saved with CRLF is reported as that, and its text is checked as usual."""
    text = with_item(newsletter.draft_text, "Research", GOOD).replace("\n", "\r\n")
    pull = await newsletter.change({newsletter.sample.draft: text.encode()})
    assert pull.reported_rules == ["line-ends"]
    assert pull.labels == {"section: Research", "needs fixes"}


async def test_a_large_draft_is_checked(newsletter):
    """A draft of 300 KB is checked like any other."""
    items = "\n".join(f"* [Page {n}](https://pages.example/{n})" for n in range(8000))
    assert len(items) > 300_000
    pull = await newsletter.submit("Research", items)
    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"


async def test_settings_with_errors_are_reported_where_they_are_made(newsletter):
    """A pull request that breaks the settings learns of it; the last good ones stay in force."""
    broken = '[draft]\nfilname = "x"\n'
    pull = await newsletter.change({".github/ghapp.toml": broken})
    assert pull.check.conclusion == "failure"
    assert "filname" in pull.report
    assert "Did you mean `filename`" in pull.report

    await newsletter.push({".github/ghapp.toml": broken})
    later = await newsletter.submit("Research", GOOD)
    assert later.labels == {"section: Research"}


async def test_a_paused_app_does_nothing(newsletter):
    """A repository variable pauses the app without a commit."""
    newsletter.repository.set_variable("GHAPP_PAUSED", "true")
    pull = await newsletter.submit("Research", "- [Paper](https://a.example/)")
    assert pull.labels == set()
    assert pull.checks == []
    assert pull.app_comments == []


async def test_a_repository_without_a_template_still_gets_its_checks(newsletter):
    """Without a template no section is known, and everything else goes on."""
    await newsletter.push({"draft/DRAFT_TEMPLATE": None})
    pull = await newsletter.submit("Research", "- [Paper](https://a.example/)")
    assert pull.labels == {"needs fixes"}
    assert pull.reported_rules == ["bullet"]


async def test_a_deleted_fork_does_not_stop_the_app(newsletter):
    """A pull request whose fork is gone is still looked at when the template changes."""
    pull = await newsletter.submit("Research", GOOD, from_fork=True)
    await pull.pull.delete_head_repository()
    await newsletter.push({"draft/DRAFT_TEMPLATE": newsletter.draft_text})
    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"


async def test_a_pull_request_with_thousands_of_files_is_looked_at(newsletter):
    """3,000 files and a draft: the draft is found and the rest is tooling."""
    files = {f"tools/{n:04}.txt": f"{n}" for n in range(2999)}
    text = with_item(newsletter.draft_text, "Research", GOOD)
    pull = await newsletter.change({**files, newsletter.sample.draft: text})
    assert pull.labels == {"tooling", "section: Research"}
