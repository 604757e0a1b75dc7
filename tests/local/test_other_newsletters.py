"""The command line on a newsletter of another kind: quiet, with a few lines of settings."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from ghapp.cli.main import main
from tests import kelp
from tests.local.conftest import LocalClone

# A Wednesday that lies ahead of whoever runs the tests.
DAY = date(2099, 12, 30)


@pytest.fixture
def letter(tmp_path) -> LocalClone:
    made = LocalClone(tmp_path / "letter", SimpleNamespace())
    made.path.mkdir()
    made.git("init", "-q", "-b", "main")
    made.commit(kelp.repository(DAY), "Begin")
    return made


def test_drafts_and_editions_are_quiet(letter, capsys):
    """Dashes, sentences with links, headings of one issue, meetups that stay: nothing is wrong."""
    for weeks in range(3):
        path = letter.path / kelp.path_of(DAY - timedelta(days=7 * weeks))
        assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_correction_writes_the_dash(letter, capsys):
    """`--fix` makes the item one like the others."""
    path = letter.path / kelp.path_of(DAY)
    good = path.read_text()
    path.write_text(good.replace("- [Growing", "* [Growing"))
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_text() == good


def test_the_next_draft_is_made_with_its_own_placeholders(letter, capsys):
    """Number, dates and the list of meetups come from the issue before."""
    following = DAY + timedelta(days=7)
    assert main(["next", str(letter.path), "--date", following.isoformat()]) == 0
    path, _, text = capsys.readouterr().out.partition("\n")
    assert path == kelp.path_of(following)
    assert text == (
        kelp.TEMPLATE.replace("{{number}}", "44")
        .replace("{{date}}", following.isoformat())
        .replace("{{until}}", (following + timedelta(days=28)).isoformat())
        .replace("{{meetups}}", kelp.MEETUPS)
    )


def test_its_history_is_quiet(letter, capsys):
    """Pull requests with items and with sentences have their section, and no problem."""
    path = kelp.path_of(DAY)
    for number, heading, text in (
        (
            7,
            "## Reading\n\n",
            "We read [a lot](https://lot.example/), and this is the best of it.\n\n",
        ),
        (8, "## Watching\n\n", "- [video] [Waves](https://www.youtube.com/watch?v=waves)\n"),
    ):
        now = letter.text(path).replace(heading, heading + text)
        letter.commit({path: now}, f"Add (#{number})")
    assert main(["replay", str(letter.path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 pull requests, 0 problems",
        "changed and looked at: 2 drafts, 0 other files, 3 lines",
        "settings: those of each base commit",
    ]
