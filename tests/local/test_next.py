"""`ghapp next`: the next draft from a clone."""

import subprocess

import pytest

from ghapp.cli.main import main
from ghapp.demo.sample import LAYOUT


def test_the_draft_that_is_due_is_printed(clone, capfdbinary):
    """The path stands on the first line, and then exactly the text."""
    clone.commit({clone.sample.draft: None}, "Lose the draft")
    assert main(["next", str(clone.path)]) == 0
    path, text = capfdbinary.readouterr().out.split(b"\n", 1)
    assert path.decode() == clone.sample.draft
    assert text.startswith(b"Title: Crab Weekly 100\nNumber: 100\nDate: 2026-08-26\n")
    assert b"Fish Market Rust" in text


def test_writing_gives_the_same_bytes(clone, capfdbinary):
    """--write puts exactly what is printed into the work tree, and never over a file."""
    main(["next", str(clone.path), "--date", "2026-09-02"])
    printed = capfdbinary.readouterr().out.split(b"\n", 1)[1]
    assert main(["next", str(clone.path), "--date", "2026-09-02", "--write"]) == 0
    (day,) = [path for path in (clone.path / "draft").iterdir() if "09-02" in path.name]
    assert day.read_bytes() == printed
    assert main(["next", str(clone.path), "--date", "2026-09-02", "--write"]) == 2


def test_a_bare_clone_will_do(clone, tmp_path, capfdbinary):
    """HEAD's tree is read, with or without a work tree."""
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(clone.path), str(bare)], check=True)
    main(["next", str(clone.path), "--date", "2026-09-02"])
    from_tree = capfdbinary.readouterr().out
    assert main(["next", str(bare), "--date", "2026-09-02"]) == 0
    assert capfdbinary.readouterr().out == from_tree


def test_a_missing_template_is_named(clone, capsys):
    """Without a template there is one line saying so."""
    clone.commit({LAYOUT.template: None}, "Lose the template")
    assert main(["next", str(clone.path)]) == 2
    assert "draft/DRAFT_TEMPLATE is missing" in capsys.readouterr().err


def test_a_template_without_placeholders_is_doubtful(clone, capsys):
    """Whoever writes other ones learns which setting has them; the draft is printed as it is."""
    template = clone.text(LAYOUT.template).replace("$twir_", "%")
    clone.commit({LAYOUT.template: template}, "Other placeholders")
    assert main(["next", str(clone.path)]) == 0
    out, err = capsys.readouterr()
    assert out.endswith(f".md\n{template}")
    assert err.startswith("ghapp: draft/DRAFT_TEMPLATE has none of `$twir_issue_number`, `$twir_")
    assert "`newsletter.placeholders` in .github/ghapp.toml" in err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_time_is_told(clone, capsys, day):
    """A date that no newsletter will ever have is one line, not a traceback."""
    assert main(["next", str(clone.path), "--date", day]) == 2
    assert f"No draft can be dated {day}." in capsys.readouterr().err


def test_a_folder_in_the_way_is_told(clone, capsys):
    """Where the draft cannot be written, there is one line saying why."""
    clone.commit({"draft/2026-09-02": "x"}, "A file")
    settings = clone.text(".github/ghapp.toml")
    clone.commit(
        {
            ".github/ghapp.toml": settings + 'directory = "draft/2026-09-02"\n',
            "draft/2026-09-02": "x",
        },
        "Drafts in a file",
    )
    assert main(["next", str(clone.path), "--date", "2026-09-02", "--write"]) == 2
    assert "draft/2026-09-02" in capsys.readouterr().err


def test_an_empty_repository_is_told(tmp_path, capsys):
    """A repository without a commit has no template, no history and no draft."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert main(["next", str(tmp_path)]) == 2
    assert main(["replay", str(tmp_path)]) == 2
    assert "<command>" not in capsys.readouterr().err


def test_settings_are_tried_before_they_are_committed(clone, capsys):
    """A work tree's settings hold while no commit has any."""
    clone.write({".github/ghapp.toml": "[draft]\nfilename = '{date}-crab-weekly.md'\n"})
    assert main(["next", str(clone.path), "--date", "2026-09-02"]) == 0
    assert capsys.readouterr().out.startswith("draft/2026-09-02-crab-weekly.md\n")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2026-05-06", "2026-06-03", "2026-07-01", "2026-08-05"], "28 to 35 days apart"),
        (["one", "two"], "No file in content/ has a date such as 2026-08-26 in its name"),
        ([], "No edition stands in content/ yet"),
    ],
)
def test_what_does_not_appear_every_week_needs_a_date(clone, capsys, days, told):
    """No draft is made up for a newsletter that appears each month, or has no dates in names."""
    old = clone.git("ls-files", "content").split()
    clone.commit({**dict.fromkeys(old), "content/.keep": ""}, "Lose the editions")
    if days:
        clone.commit({f"content/{day}.md": "Number: 1\n" for day in days}, "Others")
    else:
        clone.commit({"content/.keep": None}, "Nothing at all")
    assert main(["next", str(clone.path)]) == 2
    assert told in capsys.readouterr().err
    assert main(["next", str(clone.path), "--date", "2026-09-02"]) == 0


def test_where_the_template_is_can_be_set(clone, capsys):
    """Who has none where This Week in Rust has its own learns which setting says so."""
    clone.commit({LAYOUT.template: None}, "Lose the template")
    main(["next", str(clone.path)])
    assert "`draft.template` in .github/ghapp.toml" in capsys.readouterr().err
