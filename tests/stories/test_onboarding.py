"""The app is new: one pull request adds the settings file and shows what it would have said."""

import asyncio
from dataclasses import replace

import pytest

from ghapp.demo.running import Options, running
from ghapp.demo.sample import sample
from ghapp.local.clone import Clone
from ghapp.local.replay import ReplayOptions, assess_merge, history
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.ports.events import RepositoryAdded
from ghapp.review.tally import by_rule, pulls_of, remarks
from ghapp.settings.example import example
from ghapp.settings.tree import SETTINGS_PATH, Settings
from tests.in_memory import in_memory
from tests.stories.conftest import QUICK, Clock, Newsletter, today


def by_default():
    """The sample newsletter, its files called as the defaults have it, without a settings file."""
    made = sample(today())
    files = {
        path.replace("crab-weekly", "this-week-in-rust"): content
        for path, content in made.files.items()
        if path != SETTINGS_PATH
    }
    return replace(made, files=files, draft=made.draft.replace("crab-weekly", "this-week-in-rust"))


async def prospect(app, clock) -> Newsletter:
    """A newsletter where the app is not installed yet."""
    around = by_default()
    repository = await app.sandbox.create_repository("crabs/weekly", around.files)
    repository.set_permission("editor", "write")
    return Newsletter(app, repository, around, clock=clock)


@pytest.fixture
async def uninitiated(app, clock) -> Newsletter:
    return await prospect(app, clock)


async def install(newsletter) -> None:
    newsletter.clock.advance(60)
    installation = await newsletter.repository.install_app()
    newsletter.installation = installation.id
    await newsletter.app.settled()


def onboarding(newsletter):
    return [p for p in newsletter.repository.pulls if p.state.head_ref == "ghapp/onboarding"]


async def merged(newsletter, section: str, item: str, method: str = "merge"):
    pull = await newsletter.submit(section, item, settle=False)
    await pull.pull.merge(by="editor", method=method)
    return pull


def rows_of_replay(newsletter, folder) -> set[str]:
    """What the command line counts on a clone, as the beginnings of rows."""
    found = []
    with Clone(newsletter.repository.state.git.on_disk()) as clone:
        around = ClonedSurroundings(clone, Settings())
        for merge in history(clone, ReplayOptions()):
            found += remarks(
                merge.number, assess_merge(clone, around, merge), around.at(merge.base)
            )
    return {
        f"{rule}) | {ones[0].severity.word} | {len(ones)} | {pulls_of(ones)} |"
        for rule, ones in by_rule(found)
    }


async def test_a_new_installation_shows_what_it_would_have_said(uninitiated, tmp_path):
    """One pull request with the file and the evidence, the same as on the command line."""
    first = await merged(uninitiated, "Research", "- [A](https://a.example/1)")
    await merged(uninitiated, "Research", "* [B](https://b.example/1) ", "squash")
    await merged(uninitiated, "Official", "* [C](https://c.example/1)")
    refused = await uninitiated.submit("Official", "- [D](https://d.example/1)", settle=False)
    await refused.pull.close(by="editor")
    waiting = await uninitiated.submit("Official", "- [E](https://e.example/1)", settle=False)
    text = uninitiated.draft_text.replace("- [A]", "* [A]")
    edition = uninitiated.sample.draft.replace("draft/", "content/")
    await uninitiated.repository.push("main", {edition: text})

    await install(uninitiated)

    (pull,) = onboarding(uninitiated)
    assert pull.read(SETTINGS_PATH).decode() == example()
    assert (pull.labels, pull.comments, pull.reviews) == (set(), [], [])
    assert [run.conclusion for run in pull.check_runs] == ["success"]
    rows = [line for line in pull.body.split("\n") if line.startswith("| [`")]
    expected = rows_of_replay(uninitiated, tmp_path)
    for row in expected:
        assert any(row in line for line in rows), row
    assert len(rows) == len(expected) == 2
    assert any("bullet" in row and row.endswith("| 1 | 1 | 1 | 1 | 0 |") for row in rows)
    assert any("trailing-space" in row and row.endswith("| 1 | 1 | 1 | 0 | 1 |") for row in rows)
    assert "last 3 pull requests that were merged" in pull.body
    assert "**On 1 of them the app would have said nothing**, on 1 nothing but" in pull.body
    assert "+ * [A](https://a.example/1)" in pull.body
    assert first.app_comments == refused.app_comments == waiting.app_comments == []
    assert (waiting.labels, waiting.suggestions) == ({"section: Official", "needs fixes"}, [])


async def test_who_closes_it_is_never_asked_again(uninitiated):
    """Not when the app is taken away and comes back, and not without its branch."""
    await install(uninitiated)
    (pull,) = onboarding(uninitiated)
    await pull.close(by="editor")
    await uninitiated.app.settled()
    assert "ghapp/onboarding" not in uninitiated.repository.branches

    await uninitiated.repository.uninstall_app()
    await uninitiated.app.settled()
    await install(uninitiated)
    assert onboarding(uninitiated) == [pull]


async def test_its_branch_goes_when_it_is_merged(uninitiated):
    """What the file then says is in force, and nothing is opened any more."""
    await install(uninitiated)
    (pull,) = onboarding(uninitiated)
    await pull.merge(by="editor")
    await uninitiated.app.settled()
    assert uninitiated.repository.read("main", SETTINGS_PATH) is not None
    assert "ghapp/onboarding" not in uninitiated.repository.branches


async def test_settings_that_are_changed_on_its_branch_are_checked(uninitiated):
    """It is where a maintainer begins: an error has its mark, and still there is no comment."""
    await install(uninitiated)
    (pull,) = onboarding(uninitiated)
    assert "The settings stay as they are." in pull.check_runs[-1].summary
    await pull.push({SETTINGS_PATH: "paused = 3\n"}, author="editor")
    await uninitiated.app.settled()
    (run,) = pull.check_runs
    assert (run.conclusion, run.annotations[0]["start_line"]) == ("failure", 1)
    assert (pull.labels, pull.comments, pull.reviews) == (set(), [], [])


async def test_an_upgrade_opens_nothing(uninitiated):
    """Where the app finds itself installed, or gets a new permission, it is not new."""
    uninitiated.app.sandbox.hold_deliveries()
    installation = await uninitiated.repository.install_app()
    started = RepositoryAdded(installation.id, "crabs/weekly", is_new=False)
    await uninitiated.app.engine.enqueue("start", started)
    await uninitiated.app.engine.idle()
    assert uninitiated.app.sandbox.requests != []
    assert onboarding(uninitiated) == []


async def test_a_repository_that_is_no_newsletter_is_left_alone(app, caplog):
    """The app is often installed on all repositories of an organisation."""
    caplog.set_level("INFO", logger="ghapp")
    repository = await app.sandbox.create_repository("crabs/tool", {"README.md": b"A tool."})
    await repository.install_app()
    await app.settled()
    assert repository.pulls == []
    assert "seems to be no newsletter" in caplog.text


@pytest.mark.parametrize("missing", ["contents", "pull_requests"])
async def test_without_the_permission_it_says_so_in_the_log(uninitiated, caplog, missing):
    """Nothing else happens, and no merged pull request is read."""
    caplog.set_level("INFO", logger="ghapp")
    await merged(uninitiated, "Research", "- [A](https://a.example/1)")
    uninitiated.app.sandbox.hold_deliveries()
    installation = await uninitiated.repository.install_app()
    installation.permissions[missing] = "read"
    uninitiated.app.sandbox.release_deliveries()
    await uninitiated.app.settled()
    assert onboarding(uninitiated) == []
    assert f"was not granted {missing}: write" in caplog.text
    assert not any("/compare/" in one.path for one in uninitiated.app.sandbox.requests)


async def test_where_it_may_not_be_opened_nothing_stays(uninitiated, caplog):
    """A repository that takes pull requests from collaborators only: a line in the log."""
    uninitiated.app.sandbox.fail_next("POST", r"/pulls$", 403)
    await install(uninitiated)
    assert onboarding(uninitiated) == []
    assert "ghapp/onboarding" not in uninitiated.repository.branches
    assert "the onboarding pull request cannot be opened" in caplog.text


async def test_a_paused_app_opens_nothing(uninitiated):
    """Who pauses it before installing it wants to be left in peace."""
    uninitiated.repository.set_variable("GHAPP_PAUSED", "true")
    await install(uninitiated)
    assert onboarding(uninitiated) == []


async def test_near_the_limit_it_stops_early_and_says_so(uninitiated):
    """What is left of GitHub's limit is for the pull requests that are open."""
    await merged(uninitiated, "Research", "- [A](https://a.example/1)")
    uninitiated.app.sandbox.hold_deliveries()
    installation = await uninitiated.repository.install_app()
    uninitiated.app.sandbox.budget(installation.id).remaining = 900
    uninitiated.app.sandbox.release_deliveries()
    await uninitiated.app.settled()
    (pull,) = onboarding(uninitiated)
    assert "limit of requests" in pull.body


async def test_one_that_github_does_not_show_is_left_out(uninitiated):
    """The others are evidence all the same."""
    await merged(uninitiated, "Research", "- [A](https://a.example/1)")
    await merged(uninitiated, "Research", "* [B](https://b.example/1)")
    uninitiated.app.sandbox.fail_next("GET", r"/compare/", 404)
    await install(uninitiated)
    (pull,) = onboarding(uninitiated)
    assert "The last pull request that was merged" in pull.body
    assert "Left out: 1 pull request, too large or not shown by GitHub." in pull.body


async def test_a_workflow_that_comments_is_named(uninitiated):
    """Where one says the same as the app, nobody has to be told twice."""
    workflow = "on: pull_request\njobs: {lint: {steps: [{run: gh pr comment 1}]}}\n"
    await uninitiated.repository.push("main", {".github/workflows/lint.yml": workflow})
    await install(uninitiated)
    (pull,) = onboarding(uninitiated)
    assert "`.github/workflows/lint.yml` looks as if it commented" in pull.body


async def test_switched_off_or_dry_nothing_is_opened(tmp_path, private_key):
    """`GHAPP_ONBOARDING=off` opens none, and a dry run only reads."""
    for options in (
        Options(key=private_key, pace=QUICK, keep=in_memory, onboarding=False),
        Options(key=private_key, pace=QUICK, keep=in_memory, dry_run=True),
    ):
        folder = tmp_path / str(options.dry_run)
        await asyncio.to_thread(folder.mkdir)
        async with running(folder, options) as app:
            newsletter = await prospect(app, Clock())
            await install(newsletter)
            assert newsletter.repository.pulls == []
            assert list(newsletter.repository.branches) == ["main"]
