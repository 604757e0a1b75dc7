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
changed and looked at: 2 drafts, 0 other files, 3 lines
settings: those of each base commit

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
changed and looked at: 4 drafts, 0 other files, 4 lines
settings: those of each base commit

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
changed and looked at: 1 draft, 0 other files, 2 lines
settings: those of each base commit

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


def looked_at(clone, capsys, *arguments: str) -> list[str]:
    """The lines above the table: what was looked at, under which settings."""
    assert main(["replay", str(clone.path), *arguments]) == 0
    return capsys.readouterr().out.split("\n\n")[0].splitlines()[1:]


def test_settings_to_be_tried_hold_for_all_commits(clone, tmp_path, capsys):
    """A maintainer sees what other settings would have done, before they are committed."""
    merged(clone, 7, "Research", "- [A](https://a.example/1)")
    own = clone.text(".github/ghapp.toml")
    tried = tmp_path / "tried.toml"
    tried.write_text(own + '[rules]\nbullet = "off"\n')
    assert main(["replay", str(clone.path)]) == 0
    assert "1 pull request, 1 problem\n" in capsys.readouterr().out
    assert main(["replay", str(clone.path), "--settings", str(tried)]) == 0
    out = capsys.readouterr().out
    assert "1 pull request, 0 problems\n" in out
    assert f"settings: those in {tried}\n" in out


def test_settings_that_are_not_committed_yet_are_those_of_the_work_tree(clone, capsys):
    """Where no commit has any, a new file in the work tree is what is being tried."""
    history = clone.path.parent / "bare-history"
    history.mkdir()
    clone.path = history
    clone.git("init", "-q", "-b", "main")
    files = {name: text for name, text in clone.sample.files.items() if ".github" not in name}
    clone.commit(files, "Begin")
    item = with_item(clone.text(clone.sample.draft), "Research", "- [A](https://a.example/1)")
    clone.commit({clone.sample.draft: item}, "Add a (#7)")
    nothing = looked_at(clone, capsys)
    assert nothing[1] == "settings: the defaults, as there is no .github/ghapp.toml"
    clone.write({".github/ghapp.toml": clone.sample.files[".github/ghapp.toml"]})
    assert looked_at(clone, capsys) == [
        "changed and looked at: 1 draft, 0 other files, 1 line",
        "settings: those in the work tree, as no commit has a .github/ghapp.toml",
    ]


def test_settings_with_errors_are_told(clone, tmp_path, capsys):
    """A file that cannot be used is one line that names it."""
    tried = tmp_path / "tried.toml"
    tried.write_text("[draft]\ndirectoy = 1\n")
    assert main(["replay", str(clone.path), "--settings", str(tried)]) == 2
    assert capsys.readouterr().err.startswith(f"ghapp: {tried}:2: ")


def test_where_nothing_was_read_no_problems_mean_nothing(clone, tmp_path, capsys):
    """Drafts that lie elsewhere than the settings say are told from good ones."""
    merged(clone, 7, "Research", "- [A](https://a.example/1)")
    tried = tmp_path / "tried.toml"
    tried.write_text('[draft]\ndirectory = "posts"\n')
    lines = looked_at(clone, capsys, "--settings", str(tried))
    assert lines[0] == "changed and looked at: 0 drafts, 0 other files, 0 lines"
    assert lines[-1] == (
        "Nothing was judged: no pull request changes a draft,"
        " which would be posts/{date}-this-week-in-rust.md."
    )


def test_drafts_and_editions_in_one_folder(clone, tmp_path, capsys, monkeypatch):
    """What was ahead when it was proposed is a draft, what was behind is published."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-08-24T12:00:00Z")
    text = "## Updates from Rust Community\n\n### Research\n\n* [A](https://a.example/1)\n"
    old, new = (f"posts/{day}-this-week-in-rust.md" for day in ("2026-08-19", "2026-08-26"))
    clone.commit({old: text, new: text.replace("/1", "/2")}, "Begin")
    for number, path in ((7, old), (8, new)):
        clone.commit({path: clone.text(path) + "* [B](https://b.example/)\n"}, f"Add (#{number})")
    tried = tmp_path / "tried.toml"
    tried.write_text('[draft]\ndirectory = "posts"\npublished = "posts"\n')
    form = ["--format", "jsonl"]
    assert main(["replay", str(clone.path), "--settings", str(tried), *form]) == 0
    found = {row["pull"]: row for row in rows(capsys)}
    assert found[7]["labels"] == ["needs fixes", "published edition"]
    assert [problem["rule"] for problem in found[7]["problems"]] == ["wrong-file"]
    assert (found[8]["labels"], found[8]["problems"]) == (["section: Research"], [])
