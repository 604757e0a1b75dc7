"""`ghapp settings` in the hands of a maintainer at a terminal."""

import json

import pytest

from ghapp.cli.main import main
from ghapp.settings.example import example
from ghapp.settings.schema import schema


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes) -> str:
        path = tmp_path / "ghapp.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.mark.parametrize("content", ["", example(), "[[closed]]\nsection = 'Research'\n"])
def test_a_file_without_errors_is_silent(file, content, capsys):
    """Nothing to say is exit code 0 and no output."""
    assert main(["settings", file(content)]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[rules]\n\nbulet = 'off'\n", ["3: `rules.bulet` is no rule. Did you mean `bullet`?"]),
        ("paused = true\npaused = true", ["2: `paused` stands here a second time, after line 1."]),
        ("paused =", ["1: This is not TOML"]),
        ("[rulez]\na = 1\nb = 2\n[x]\n", ["1: `rulez` is no setting", "4: `x` is no setting"]),
        (b"a = 1\nb = '\xe9'\n", ["2: This file is not UTF-8: line 2"]),
        (b"paused = \0", ["1: This file is binary"]),
        ("paused = true".encode("utf-16"), ["1: This file is saved as UTF-16."]),
        ("#" * 65_537, ["1: These are more than 64 KiB of settings."]),
    ],
)
def test_each_error_has_its_line(file, content, told, capsys):
    """One line for each error, as compilers write them."""
    path = file(content)
    assert main(["settings", path]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(told)
    assert all(a.startswith(f"{path}:{b}") for a, b in zip(lines, told, strict=True))


def test_as_many_errors_as_fit_in_are_told(file, capsys):
    """A file of 64 KiB that is nothing but errors is answered like any other."""
    assert main(["settings", file("".join(f"k{number}=1\n" for number in range(7_000)))]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 7_000


@pytest.mark.parametrize("arguments", [[], ["x.toml", "--schema"], ["x.toml", "y.toml"]])
def test_it_takes_a_file_or_the_schema(arguments, capsys):
    """Anything else is told with how it is written."""
    with pytest.raises(SystemExit) as ended:
        main(["settings", *arguments])
    assert ended.value.code == 2
    assert "usage: ghapp " in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_exit_code_two(tmp_path, capsys):
    """Its name is all that can be told."""
    assert main(["settings", str(tmp_path / "x.toml")]) == 2
    assert main(["settings", str(tmp_path)]) == 2
    assert "x.toml: No such file" in capsys.readouterr().err


def test_the_schema_is_printed(capsys):
    """For editors that complete and check TOML."""
    assert main(["settings", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_a_closed_section_that_is_none_is_doubtful(clone, capsys):
    """Within the newsletter's work tree, the nearest of the template's sections is named."""
    closed = "[[closed]]\nsection = '{}'\n"
    clone.write({".github/ghapp.toml": closed.format("Research") + closed.format("Reserch")})
    path = str(clone.path / ".github/ghapp.toml")
    assert main(["settings", path]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    told = "warning: The template has no section `Reserch`. Did you mean `Research`?"
    assert err == f"{path}:4: {told}\n"


@pytest.mark.parametrize(
    ("content", "line", "name"),
    [
        ("paused = false\n[draft]\ntemplate = 'drafts/T'\n", 3, "drafts/T"),
        ("paused = false\n[draft]\ndirectory = 'drafts'\n", 2, "draft/DRAFT_TEMPLATE"),
        ("paused = false\n", 1, "draft/DRAFT_TEMPLATE"),
    ],
)
def test_a_template_that_is_none_is_doubtful(clone, capsys, content, line, name):
    """A mistyped path would silence all that needs the template."""
    (clone.path / "draft/DRAFT_TEMPLATE").unlink()
    clone.write({".github/ghapp.toml": content})
    path = str(clone.path / ".github/ghapp.toml")
    assert main(["settings", path]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{path}:{line}: warning: This work tree has no template `{name}`.\n"


def test_another_command_tells_the_line_too(clone, capsys):
    """Whatever needs the settings says where they are wrong."""
    clone.write({".github/ghapp.toml": "paused = false\n[draft]\ndirectry = 'x'\n"})
    assert main(["check", str(clone.path / clone.sample.draft)]) == 2
    assert ".github/ghapp.toml:3: `draft.directry` is no setting." in capsys.readouterr().err


EDITIONS = [f"content/2026-08-{day}.md" for day in ("07", "14", "21")]


@pytest.mark.parametrize(
    ("settings", "files", "told"),
    [
        ("", ["draft/DRAFT_TEMPLATE"], []),
        (
            "[draft]\ntemplate = 'draft/T.md'\n",
            [],
            ["2: warning: This work tree has no template `draft/T.md`."],
        ),
        (
            "[draft]\nfilename = '{date}.rst'\n",
            ["draft/DRAFT_TEMPLATE"],
            ["2: warning: Only Markdown can be checked: drafts called `{date}.rst` are none."],
        ),
        (
            "draft = {published = 'content', filename = '{date}.md'}\n",
            ["draft/DRAFT_TEMPLATE", "content/issue-1.md", "content/a.png"],
            ["1: warning: No file in `content` has a date such as `2026-08-26` in its name:"],
        ),
        (
            "schedule = {weekday = 'monday'}\n",
            ["draft/DRAFT_TEMPLATE", *EDITIONS],
            ["1: warning: The last editions are not dated on a Monday: that of 2026-08-21 is on a"],
        ),
        ("schedule = {weekday = 'friday'}\n", ["draft/DRAFT_TEMPLATE", *EDITIONS], []),
        (
            "[newsletter]\nplaceholders = ['@a', '@b', '@c', '@d']\n",
            ["draft/DRAFT_TEMPLATE"],
            ["2: warning: The template `draft/DRAFT_TEMPLATE` has none of `@a`, `@b`, `@c`, `@d`:"],
        ),
    ],
)
def test_what_fits_nothing_in_the_work_tree_is_doubtful(settings, files, told, tmp_path, capsys):
    """A maintainer learns it before anything is installed, on the line of the setting."""
    (tmp_path / ".git").mkdir()
    for name in (*files, ".github/ghapp.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("$twir_issue_date\n")
    path = tmp_path / ".github/ghapp.toml"
    path.write_text(settings)
    assert main(["settings", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert [
        line.startswith(f"{path}:{start}")
        for line, start in zip(err.splitlines(), told, strict=True)
    ] == [True] * len(told)
    assert len(err.splitlines()) == len(told)
