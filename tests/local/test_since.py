"""`ghapp check --since`: what a branch changes, as the app would judge its pull request."""

import json

import pytest

from ghapp.cli.main import main
from ghapp.demo.sample import with_item

BAD = "- [Paper](https://a.example/paper)"
OLD = "- [Older](https://a.example/older)"
SETTINGS = ".github/ghapp.toml"


@pytest.fixture
def work(clone, monkeypatch):
    """A work tree whose draft has an older problem, which is nobody's here."""
    draft = clone.sample.draft
    clone.commit({draft: with_item(clone.text(draft), "Miscellaneous", OLD)}, "Older")
    monkeypatch.chdir(clone.path)
    return clone


def found(capsys, *arguments: str) -> list[tuple[str, str]]:
    """The files and rules of the problems since the last commit."""
    main(["check", "--since", "HEAD", "--format", "json", *arguments])
    return [(one["path"], one["rule"]) for one in json.loads(capsys.readouterr().out)]


def test_only_what_changed_is_judged(work, capsys):
    """What stood there before is passed over, also in a file that is named."""
    draft = work.sample.draft
    assert found(capsys) == []

    work.write({draft: with_item(work.text(draft), "Research", BAD)})

    assert found(capsys) == [(draft, "bullet")]
    assert found(capsys, draft) == [(draft, "bullet")]
    assert found(capsys, "draft/DRAFT_TEMPLATE") == []


def test_what_others_did_meanwhile_is_not_counted(work, capsys):
    """A branch is judged from where it left: later work on the other one is none of its own."""
    draft = work.sample.draft
    work.git("checkout", "-q", "-b", "mine")
    work.git("checkout", "-q", "main")
    work.commit({draft: None, "README.md": "Later.\n"}, "Later")
    work.git("checkout", "-q", "mine")
    work.commit({draft: with_item(work.text(draft), "Research", BAD)}, "Mine")

    main(["check", "--since", "main", "--format", "json"])

    assert [one["rule"] for one in json.loads(capsys.readouterr().out)] == ["bullet"]


def test_nobody_decides_by_what_they_are_judged(work, capsys):
    """Settings are those of the commit that is compared with."""
    draft = work.sample.draft
    rule_off = work.text(SETTINGS) + '\n[rules]\nbullet = "off"\n'
    work.write({draft: with_item(work.text(draft), "Research", BAD), SETTINGS: rule_off})

    assert found(capsys) == [(draft, "bullet")]


@pytest.mark.parametrize("named", [False, True])
def test_a_new_edition_is_judged_as_one_that_is_being_published(work, capsys, named):
    """It is when it is added, and when it is named though git does not know it yet."""
    new = "content/2026-08-26-crab-weekly.md"
    work.write({new: work.text(work.sample.draft)})
    if not named:
        work.git("add", new)

    assert set(found(capsys, *([new] if named else []))) >= {(new, "empty-section")}


def test_a_draft_that_is_gone_is_told(work, capsys):
    """Who deletes the draft hears of it, and nothing breaks."""
    work.write({work.sample.draft: None})

    assert found(capsys) == [(work.sample.draft, "draft-gone")]


def test_a_link_is_not_followed(work, capsys, tmp_path):
    """A draft that is a link to somebody's file shows nothing of that file."""
    secret = tmp_path / "secret"
    shown = "* [Secret](https://secret.example/?utm_source=x)"
    secret.write_text(with_item(work.text(work.sample.draft), "Research", shown))
    draft = work.path / work.sample.draft
    draft.unlink()
    draft.symlink_to(secret)

    main(["check", "--since", "HEAD"])

    assert "secret.example" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "has no commit nothing"),
        (["HEAD", "draft/none.md"], "draft/none.md is no file."),
    ],
)
def test_what_is_not_there_is_one_line(work, capsys, arguments, said):
    """A wrong name is told, with exit code 2."""
    assert main(["check", "--since", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_outside_of_git_there_is_nothing_to_compare_with(tmp_path, monkeypatch, capsys):
    """It says so."""
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--since", "HEAD"]) == 2
    assert "no git work tree" in capsys.readouterr().err
