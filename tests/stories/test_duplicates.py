"""A page that two people found: the second learns of the first."""


async def test_a_page_in_another_open_pull_request_is_named(newsletter):
    """The later of two pull requests with one page names the earlier, which stays silent."""
    first = await newsletter.submit("Research", "* [Paper](https://paper.example/1)")
    second = await newsletter.submit(
        "Miscellaneous", "* [The paper](http://www.paper.example/1/)", author="gopher"
    )
    assert first.app_comments == []
    assert f"#{first.number}" in second.report
    assert "duplicate-link" in second.reported_rules


async def test_a_pull_request_that_was_closed_is_no_rival(newsletter):
    """When the first is closed without being merged, the second is free to go."""
    first = await newsletter.submit("Research", "* [Paper](https://paper.example/1)")
    await first.pull.close(by="editor")
    await newsletter.app.settled()
    second = await newsletter.submit("Research", "* [Paper](https://paper.example/1)")
    assert second.app_comments == []


CLOSED = """
[[closed]]
section = "Project/Tooling Updates"
message = "This section is written by the editors."
"""


async def test_a_closed_section_says_so_to_contributors_only(newsletter):
    """A contributor is told what the settings say; an editor may add to the section."""
    settings = newsletter.repository.read("main", ".github/ghapp.toml").decode()
    await newsletter.push({".github/ghapp.toml": settings + CLOSED})
    section, item = "Project/Tooling Updates", "* [Burrow](https://burrow.example/blog/2.0)"
    contributor = await newsletter.submit(section, item)
    assert "This section is written by the editors." in contributor.report
    await contributor.pull.close(by="editor")
    editor = await newsletter.submit(section, item, author="editor", from_fork=False)
    assert editor.app_comments == []
