"""`ghapp replay`: what the app would have done."""

import json

from ghapp.cli import main
from ghapp.demo.sample import with_item


def merged(clone, number: int, section: str, item: str) -> None:
    """A pull request opened and merged with a merge commit."""
    clone.git("switch", "-q", "-c", f"patch-{number}")
    clone.commit(
        {clone.sample.draft: with_item(clone.text(clone.sample.draft), section, item)}, "Add"
    )
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


def test_the_table_counts_by_rule(clone, capsys):
    """The text form is a table for maintainers who consider a rule."""
    merged(clone, 7, "Research", "- [A](https://a.example/1)")
    assert main(["replay", str(clone.path)]) == 0
    out = capsys.readouterr().out
    assert "1 pull requests" in out or "1 pull request" in out
    assert "bullet" in out
    assert "#7" in out
