"""What goes wrong in other people's hands, and what they are told."""

import subprocess
import time

import pytest

from ghapp.demo.sample import with_item

GOOD = "* [Paper](https://a.example/)"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Nothing stands in this file."),
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
    files = {f"tools/{n:04}.txt": "Tool" for n in range(2999)}
    text = with_item(newsletter.draft_text, "Research", GOOD)
    pull = await newsletter.change({**files, newsletter.sample.draft: text})
    assert pull.labels == {"tooling", "section: Research"}


@pytest.mark.parametrize(
    "settings",
    [
        f"[duplicates]\neditions = {'9' * 5000}",
        f"paused = {'[' * 5000}",
        '[schedule]\nopen = "99 6 * * thu"',
        '[draft]\nfilename = "{date}-{number}.md"',
        "[rules]\n" + "\n".join(f"rule-{n} = 1" for n in range(50_000)),
    ],
    ids=["digits", "brackets", "cron", "braces", "keys"],
)
async def test_settings_that_are_a_trap_are_named_too(newsletter, settings):
    """Whatever a stranger writes into the settings, the check says that it cannot be used."""
    pull = await newsletter.change({".github/ghapp.toml": settings})
    assert pull.check.conclusion == "failure"
    assert pull.reported_rules[0] == "settings"


@pytest.mark.parametrize("name", ["settings", "variable"])
async def test_a_pause_holds_whatever_else_is_wrong(newsletter, name):
    """Neither a broken settings file nor another variable with an error wakes the app up."""
    newsletter.repository.set_variable("GHAPP_PAUSED", "true")
    if name == "settings":
        await newsletter.push({".github/ghapp.toml": "broken = "})
    else:
        newsletter.repository.set_variable("GHAPP_DUPLICATES_EDITIONS", "many")
    pull = await newsletter.submit("Research", "- [Paper](https://a.example/)")
    assert (pull.labels, pull.checks, pull.app_comments) == (set(), [], [])


async def test_a_change_of_hundreds_of_editions_costs_no_thousand_requests(newsletter):
    """The draft is looked at before the editions, and the check says that not all were."""
    editions = {f"content/20{n // 12:02}-{n % 12 + 1:02}-01-x.md": "Old" for n in range(130)}
    await newsletter.push(editions)
    sandbox = newsletter.app.sandbox
    before = len(sandbox.requests)
    text = with_item(newsletter.draft_text, "Research", GOOD)
    files = {path: f"Number {n}" for n, path in enumerate(editions)}
    pull = await newsletter.change({**files, newsletter.sample.draft: text})
    read = [call for call in sandbox.requests[before:] if "/git/blobs/" in call.path]
    assert len(read) <= 200
    assert "section: Research" in pull.labels
    assert "not all were read" in pull.check.summary


async def test_hundreds_of_bad_lines_are_judged_in_a_moment(newsletter):
    """A draft run through a formatter has a correction on every line."""
    items = "\n".join(f"-  [Page {n}](https://pages.example/{n}?utm_source=x)" for n in range(1000))
    start = time.process_time()
    pull = await newsletter.submit("Research", items)
    assert time.process_time() - start < 10
    assert "more, marked in the check" in pull.report


async def test_a_draft_that_became_a_submodule_is_named(app, newsletter, tmp_path):
    """A draft replaced by a link to another repository fails the check, and nothing else stops."""
    clone = tmp_path / "clone"

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=f", "-c", "user.email=f@crabs.example"]
        command = ["git", *who, "-C", str(clone), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    clone.mkdir()
    git("init", "-q", "-b", "main")
    for name, content in newsletter.sample.files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_bytes(content)
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    git("rm", "-q", "--cached", newsletter.sample.draft)
    link = f"160000,{git('rev-parse', 'HEAD')},{newsletter.sample.draft}"
    git("update-index", "--add", "--cacheinfo", link)
    tree = git("write-tree")
    head = git("commit-tree", "-p", "HEAD", "-m", "Link", tree)
    git("branch", "link", head)
    repository = await app.sandbox.create_repository("crabs/cloned", from_clone=clone)
    await repository.install_app()
    await app.settled()
    pull = await repository.open_pull(
        author="mallory", title="A link", branch="b", files={}, start=head
    )
    await app.settled()
    assert [run.conclusion for run in pull.check_runs] == ["failure"]
    assert "cannot be read as a file" in pull.comments[0].body


async def test_a_new_edition_that_is_none_is_still_looked_at(newsletter):
    """A page without a heading, under a name full of surprises, costs nobody the check."""
    text = with_item(newsletter.draft_text, "Research", "- [Paper](https://a.example/)")
    page = "content/2020-01-01-é #`1? @everyone.md"
    pull = await newsletter.change({page: "* [x](", newsletter.sample.draft: text})
    assert pull.labels == {"section: Research", "published edition", "needs fixes"}
    assert "bullet" in pull.reported_rules


@pytest.mark.parametrize("new_name", [None, "draft/2099-01-01-crab-weekly.md"])
async def test_a_draft_that_is_taken_away_is_missed(newsletter, new_name):
    """A contributor who deletes or renames the draft takes everybody's submissions along."""
    files = {newsletter.sample.draft: None}
    if new_name:
        files[new_name] = newsletter.draft_text
    pull = await newsletter.change(files)
    assert pull.check.conclusion == "failure"
    assert "takes away the draft" in pull.report


async def test_publishing_takes_the_draft_away(newsletter):
    """It stands among the editions then."""
    draft = newsletter.sample.draft
    edition = draft.replace("draft/", "content/")
    pull = await newsletter.change({draft: None, edition: newsletter.draft_text})
    assert pull.reported_rules
    assert "draft-gone" not in pull.reported_rules
    assert "draft-gone" not in pull.report
