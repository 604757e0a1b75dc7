"""What can be typed: in any order, with help, and with the version for who reports a bug."""

import json

import pytest

from ghapp import __version__
from ghapp.cli.main import main


@pytest.fixture
def draft(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "draft.md"
    path.write_text(
        "## Updates from Rust Community\n\n### Research\n\n- [P](https://a.example/p)\n"
    )
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "DRAFT", "--format", "json"],
        ["check", "--format", "json", "DRAFT"],
        ["check", "--format=json", "DRAFT"],
        ["check", "--format", "json", "--", "DRAFT"],
    ],
)
def test_options_stand_where_one_likes(draft, arguments, capsys):
    """Whoever reads the words, they mean the same."""
    assert main([str(draft) if word == "DRAFT" else word for word in arguments]) == 1
    assert [problem["rule"] for problem in json.loads(capsys.readouterr().out)] == ["bullet"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["chek"], ["check"], ["check", "x", "--format", "xml"], ["check", "x", "--base"]],
)
def test_what_cannot_be_meant_is_exit_code_two(arguments, capsys):
    """Wrong arguments are told with how it is written."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ghapp ")


def test_the_version_is_told(capsys):
    """One line, for a report."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"ghapp {__version__}\n"


def test_an_environment_that_is_incomplete_is_one_line(monkeypatch, capsys):
    """An operator who forgot a credential learns which one."""
    for name in ("GITHUB_WEBHOOK_SECRET", "GITHUB_PRIVATE_KEY", "GITHUB_PRIVATE_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GITHUB_APP_ID", "7")
    assert main(["serve"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("ghapp: GITHUB_WEBHOOK_SECRET")
    assert error.count("\n") == 1
