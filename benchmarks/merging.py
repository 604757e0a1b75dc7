"""What a merge of drafts costs, beside git's own merge of the same commits, in turns, in one run.

    python benchmarks/merging.py CLONE      a clone of a newsletter's repository, with its history

The largest edition becomes a draft in a repository of its own, and heads add items to it: two of
them are merged, then forty, then a wave of twenty is brought in by `ghapp rollup`. Times drift from
machine to machine and from minute to minute: the ratios are what to look at.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.merging import LocalMerge
from ghapp.local.rollup import RollupOptions, roll_up
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.template import Template
from ghapp.review.merging import merge_versions

ROUNDS = 10
HEADS = 40
WAVE = 20
BUDGET = 1.0  # seconds for the merge of forty heads


def main(clone: Path) -> None:
    """Print all figures for one clone."""
    with Clone(clone) as source, tempfile.TemporaryDirectory() as folder:
        draft, start, heads = repository(source, Path(folder))
        with Clone(Path(folder)) as copy:
            texts = [(copy.file(head, draft) or b"").decode() for head in (start, *heads)]
            template = Template((copy.file(start, "draft/DRAFT_TEMPLATE") or b"").decode())
            print(f"draft of {len(texts[0].encode())} bytes, best of {ROUNDS}")
            best = best_of(
                {
                    "two heads": lambda: fold(draft, template, texts[:3]),
                    "git merge-tree of the same": git_of(Path(folder), heads[:2]),
                    f"{HEADS} heads": lambda: fold(draft, template, texts),
                }
            )
            for name, seconds in best.items():
                print(f"  {name:28} {seconds * 1000:8.1f} ms")
            ratio = best["two heads"] / best["git merge-tree of the same"]
            print(f"  two heads: {ratio:.1f} x git")
            parts(copy, start, heads[:WAVE])
    if best[f"{HEADS} heads"] > BUDGET:
        sys.exit(f"the merge of {HEADS} heads took longer than {BUDGET} s")


def repository(source: Clone, folder: Path) -> tuple[str, str, list[str]]:
    """A repository with the editions, the largest of them a draft, and heads that add to it."""
    subprocess.run(
        ["git", "clone", "-q", "--bare", "--shared", str(source.path), str(folder)], check=True
    )
    with Clone(folder) as copy:
        writer, tip = CommitWriter(folder), copy.commit("HEAD")
        editions = [path for path in copy.paths(tip) if path.startswith("content/20")]
        text = max((copy.file(tip, path) or b"" for path in editions), key=len).decode()
        draft = "draft/2099-12-30-this-week-in-rust.md"
        start = writer.commit(writer.tree(tip, {draft: text.encode()}), [tip], "Start")
        heads = [
            writer.commit(writer.tree(start, {draft: new.encode()}), [start], "Add")
            for new in with_items(text)
        ]
    return draft, start, heads


def with_items(text: str) -> Iterator[str]:
    """The draft with one more item, each in another place, most of them where others are too."""
    headings = ("### Rust Walkthroughs", "### Observations/Thoughts", "### Project/Tooling Updates")
    for number in range(HEADS):
        heading = headings[number % len(headings)]
        item = f"* [Page {number}](https://page{number}.example/of/crabs)"
        yield text.replace(f"{heading}\n", f"{heading}\n{item}\n", 1)


def fold(path: str, template: Template, texts: Sequence[str]) -> None:
    """Merge all heads, one after the other, with the proof; nothing is known beforehand."""
    base, *heads = (Version(text, template) for text in texts)
    now = base
    for head in heads:
        now = merge_versions(path, base, now, head)


def git_of(folder: Path, heads: Sequence[str]) -> Callable[[], None]:
    """The anchor: git merges two heads."""
    command = ["git", "-C", str(folder), "merge-tree", "--write-tree", *heads]
    return lambda: _ignored(subprocess.run(command, capture_output=True, check=False))


def _ignored(_: object) -> None:
    return None


def best_of(what: dict[str, Callable[[], None]]) -> dict[str, float]:
    """The best time of each in seconds, measured in turns."""
    best = dict.fromkeys(what, float("inf"))
    for _ in range(ROUNDS):
        for name, run in what.items():
            began = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - began)
    return best


def parts(clone: Clone, start: str, heads: list[str]) -> None:
    """Where the time of a rollup goes."""
    began = time.perf_counter()
    with Clone(clone.path) as cold:
        roll_up(cold, RollupOptions(start, (), heads, "json"))
    whole = time.perf_counter() - began
    with Clone(clone.path) as cold:
        began = time.perf_counter()
        around = ClonedSurroundings(cold).at(start)
        read = time.perf_counter() - began
        merge = LocalMerge(cold, CommitWriter(clone.path), start, around)
        began = time.perf_counter()
        for head in heads:
            merge.take(head)
        taken = time.perf_counter() - began
    print(f"ghapp rollup of {len(heads)}: {whole:.2f} s")
    print(f"  settings, template and editions {read:.2f} s, heads {taken:.2f} s")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} CLONE")
    main(Path(sys.argv[1]))
