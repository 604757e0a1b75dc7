"""`ghapp replay`: what the app would have done."""

import json

import pytest

from ghapp.cli.main import main
from ghapp.demo.sample import with_item


def merged(clone, number: int, section: str, item: str) -> None:
    """A pull request that adds an item, opened and merged with a merge commit."""
    merged_draft(clone, number, with_item(clone.text(clone.sample.draft), section, item))


def merged_draft(clone, number: int, text: str) -> None:
    """A pull request that writes the draft anew, opened and merged with a merge commit."""
    clone.git("switch", "-q", "-c", f"patch-{number}")
    clone.commit({clone.sample.draft: text}, "Add")
    clone.git("switch", "-q", "main")
    subject = f"Merge pull request #{number} from ferris/patch-{number}"
    clone.git("merge", "-q", "--no-ff", "-m", subject, f"patch-{number}")


def rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_merges_and_squashes_are_found_in_history(clone, capsys):
    """First-parent merges and squashes are replayed in order, with labels and problems."""
    merged(clone, 7, "Research", "- [A](https://a.example/1)")
    text = with_item(clone.text(clone.sample.draft), "Official", "* [B](https://b.example/1)")
    clone.commit({clone.sample.draft: text}, "Add b (#8)")
    assert main(["replay", str(clone.path), "--format", "jsonl"]) == 0
    first, second = rows(capsys)
    assert (first["pull"], first["labels"]) == (7, ["needs fixes", "section: Research"])
    assert [problem["rule"] for problem in first["problems"]] == ["bullet"]
    assert (second["pull"], second["labels"]) == (8, ["section: Official"])


def test_pairs_count_from_the_merge_base(clone, tmp_path, capsys):
    """What the base gained meanwhile is not the pull request's doing."""
    merged(clone, 7, "Research", "* [A](https://a.example/1)")
    clone.git("switch", "-q", "-c", "late", "HEAD~1")
    text = with_item(clone.text(clone.sample.draft), "Official", "* [B](https://b.example/1)")
    head = clone.commit({clone.sample.draft: text}, "Late")
    pairs = tmp_path / "pairs"
    pairs.write_text(f"9 main {head}\n")
    assert main(["replay", str(clone.path), "--pairs", str(pairs), "--format", "jsonl"]) == 0
    (row,) = rows(capsys)
    assert (row["pull"], row["labels"], row["head"]) == (9, ["section: Official"], head)


def test_a_malformed_pair_is_named(clone, tmp_path, capsys):
    """A line that is not NUMBER BASE HEAD is told with its number."""
    pairs = tmp_path / "pairs"
    pairs.write_text("9 main\n")
    assert main(["replay", str(clone.path), "--pairs", str(pairs)]) == 2
    assert "line 1: write NUMBER BASE HEAD" in capsys.readouterr().err


def test_the_table_counts_by_rule_and_section(clone, capsys):
    """The text form is a table for maintainers who consider a rule."""
    merged(clone, 7, "Research", "- [A](https://a.example/1)\n- [B](https://b.example/1)")
    merged(clone, 8, "Official", "- [C](https://c.example/1) ")
    assert main(["replay", str(clone.path)]) == 0
    assert (
        capsys.readouterr().out
        == """\
2 pull requests, 4 problems

bullet: 3 in 2 pull requests
     2  warning  Research
                 #7: - [A](https://a.example/1)
     1  warning  Official
                 #8: - [C](https://c.example/1)

trailing-space: 1 in 1 pull request
     1  notice   Official
                 #8: - [C](https://c.example/1)
"""
    )


def test_the_table_tells_severities_apart(clone, capsys):
    """A rule that speaks at warning and, where it is taste, at notice has a row for each."""
    merged(clone, 7, "Official", "* [A](https://www.meetup.com/es-ES/a/)")
    merged(clone, 8, "Research", "* [B](https://www.meetup.com/es-ES/b/)")
    merged(clone, 9, "Research", "* [C](https://www.meetup.com/es-ES/c/)")
    merged(clone, 10, "Research", "* [D](https://old.reddit.com/r/rust/1)")
    assert main(["replay", str(clone.path)]) == 0
    assert (
        capsys.readouterr().out
        == """\
4 pull requests, 4 problems

canonical-host: 4 in 4 pull requests
     1  warning  Research
                 #10: * [D](https://old.reddit.com/r/rust/1)
     2  notice   Research
                 #8: * [B](https://www.meetup.com/es-ES/b/)
                 #9: * [C](https://www.meetup.com/es-ES/c/)
     1  notice   Official
                 #7: * [A](https://www.meetup.com/es-ES/a/)
"""
    )


def test_the_table_without_a_template(clone, capsys):
    """Where no template says what a section is, it is the nearest heading, if there is any."""
    clone.commit({"draft/DRAFT_TEMPLATE": None}, "No template")
    text = clone.text(clone.sample.draft)
    text = text.replace("another week", "another\u200b week").replace("* [A new", "- [A new")
    merged_draft(clone, 7, text)
    assert main(["replay", str(clone.path)]) == 0
    assert (
        capsys.readouterr().out
        == """\
1 pull request, 2 problems

bullet: 1 in 1 pull request
     1  warning  Official
                 #7: - [A new tide table](https://tides.example/2)

invisible-character: 1 in 1 pull request
     1  warning  (above the first section)
                 #7: Good morning, and welcome to another\u200b week of *Crab Weekly*.
"""
    )


def test_the_table_shortens_long_lines_and_many_examples(clone, capsys):
    """Three examples of one line each are enough to see what a rule is about."""
    for number in range(4):
        merged(clone, number, "Research", f"- [{number} {'a' * 90}](https://a.example/{number})")
    assert main(["replay", str(clone.path)]) == 0
    out = capsys.readouterr().out
    assert out.count("…") == 3
    assert f"#0: - [0 {'a' * 84}…\n" in out
    assert max(map(len, out.splitlines())) == 111


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x1c", "\x85"])
def test_a_subject_with_an_odd_line_end_is_one_subject(clone, capsys, mark):
    """What Python calls the end of a line is a character like any other to git."""
    text = with_item(clone.text(clone.sample.draft), "Official", "* [B](https://b.example/1)")
    clone.commit({clone.sample.draft: text}, f"Add{mark}b (#8)")
    assert main(["replay", str(clone.path), "--format", "jsonl"]) == 0
    assert [row["pull"] for row in rows(capsys)] == [8]


def test_a_merge_that_is_called_like_its_pull_request_is_found(clone, capsys):
    """Where a repository wants it, GitHub names merge commits by title and number."""
    merged(clone, 7, "Research", "* [A](https://a.example/1)")
    clone.git("commit", "-q", "--amend", "-m", 'Revert "Add (#3)" (#7)')
    head = clone.git("rev-parse", "HEAD^2")
    assert main(["replay", str(clone.path), "--format", "jsonl"]) == 0
    (row,) = rows(capsys)
    assert (row["pull"], row["head"]) == (7, head)


def test_settings_and_templates_that_were_broken_for_a_time(clone, capsys):
    """The last good settings hold, and without a template there are no sections."""
    settings = clone.text(".github/ghapp.toml")
    template = clone.text("draft/DRAFT_TEMPLATE")
    clone.commit({".github/ghapp.toml": "broken ="}, "Break the settings")
    merged(clone, 7, "Research", "* [A](https://a.example/1)")
    clone.commit({".github/ghapp.toml": settings, "draft/DRAFT_TEMPLATE": b"\xff"}, "Worse")
    merged(clone, 8, "Research", "* [B](https://b.example/1)")
    clone.commit({"draft/DRAFT_TEMPLATE": template}, "Mended")
    merged(clone, 9, "Research", "* [C](https://c.example/1)")
    assert main(["replay", str(clone.path), "--format", "jsonl"]) == 0
    labels = [row["labels"] for row in rows(capsys)]
    assert labels[1:] == [[], ["section: Research"]]


def test_a_day_is_the_whole_day(clone, capsys, monkeypatch):
    """--since and --until take the day from its beginning to its end."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-08-24T00:10:00Z")
    merged(clone, 7, "Research", "* [A](https://a.example/1)")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-08-24T23:50:00Z")
    merged(clone, 8, "Research", "* [B](https://b.example/1)")
    day = ["--since", "2026-08-24", "--until", "2026-08-24"]
    assert main(["replay", str(clone.path), *day, "--format", "jsonl"]) == 0
    assert [row["pull"] for row in rows(capsys)] == [7, 8]


def test_pairs_that_are_no_text_are_told(clone, tmp_path, capsys):
    """A file of other bytes is one line, not a traceback."""
    pairs = tmp_path / "pairs"
    pairs.write_bytes(b"\x80\x81\n")
    assert main(["replay", str(clone.path), "--pairs", str(pairs)]) == 2
    assert "line 1: write NUMBER BASE HEAD" in capsys.readouterr().err
