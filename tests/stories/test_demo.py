"""The demo is a promise: what it shows must be what the app does."""

import subprocess

import pytest

from ghapp.demo import history, rolling, show
from ghapp.demo.running import Options
from ghapp.demo.setting_up import setting_up
from ghapp.demo.walk import WrongTurn
from tests.databases import new_file
from tests.stories.conftest import QUICK


async def test_the_sample_week_goes_as_it_should(app, capsys):
    """Every kind of problem is found, and nothing else, and the next draft is opened."""
    assert await show.play_sample(app)
    said = capsys.readouterr().out
    assert "unexpected" not in said
    assert "#14, #15, #16, #2 show as merged" in said


async def test_the_demo_begins_with_the_set_up(tmp_path, private_key, capsys):
    """The App is registered through its pages, and at work before the first pull request."""
    new_file(tmp_path)
    async with setting_up(tmp_path, Options(key=private_key, pace=QUICK)) as both:
        app = await show.set_up(both)
        assert app.sandbox.repository(show.WEEKLY).has_app
    assert "registered the App for crabs" in capsys.readouterr().out


async def test_a_set_up_that_goes_wrong_is_told(tmp_path, private_key):
    """The demo says which page it came to instead."""
    (tmp_path / "ghapp.env").mkdir()
    async with setting_up(tmp_path, Options(key=private_key)) as both:
        with pytest.raises(WrongTurn, match="came to /setup/register"):
            await show.set_up(both)


async def test_a_rollup_that_goes_wrong_is_told(app, capsys, monkeypatch):
    """The demo does not praise what did not happen."""
    monkeypatch.setattr(rolling, "LATER", "* nobody submitted this")
    assert not await show.play_sample(app)
    assert "<-- unexpected" in capsys.readouterr().out


async def test_a_real_clone_can_be_played(app, tmp_path, newsletter):
    """The last merged pull requests of a clone are opened again and looked at."""
    clone = tmp_path / "clone"
    git = ["git", "-c", "user.name=f", "-c", "user.email=f@crabs.example", "-C", str(clone)]

    def run(*arguments: str) -> None:
        subprocess.run([*git, *arguments], check=True, capture_output=True)

    clone.mkdir()
    run("init", "-q", "-b", "main")
    for name, content in newsletter.sample.files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_bytes(content)
    run("add", "-A")
    run("commit", "-q", "-m", "Begin")
    run("switch", "-q", "-c", "link")
    draft = clone / newsletter.sample.draft
    heading = "### Research\n"
    draft.write_text(draft.read_text().replace(heading, f"{heading}- [A](https://a.example/1)\n"))
    run("commit", "-q", "-am", "Add a link")
    run("switch", "-q", "main")
    run("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from ferris/link", "link")

    said: list[str] = []
    assert await history.play(app, clone, said.append)
    assert "section: Research: bullet" in said[-1]
