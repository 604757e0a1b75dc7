"""How many of the pull requests that were open together one rollup brings in, and what it loses.

    python benchmarks/waves.py CORPUS_DIR      or GHAPP_CORPUS=CORPUS_DIR

A wave is all pull requests to one draft, and to nothing else, that had left the default branch
before the first of them was merged. They are merged with `ghapp rollup` from the state before that,
each at its own head, before anybody merged the default branch into it; and beside it by git, one
after the other, without those that conflict. What is lost, doubled or in another section is counted
by the letters of each link's text, because corrections repair the form of a line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.rollup import RollupOptions, roll_up

YEAR = 52  # editions
LINK = re.compile(r"\[([^\[\]]*)\]\(")
HEADING = re.compile(r" {0,3}#{1,6}\s+(.*)")

Pull = dict[str, Any]
Counted = Counter[tuple[str, str]]  # section and letters
Titles = Counter[tuple[str, str, str]]  # the same with the line


@dataclass
class Wave:
    """Pull requests that were open together."""

    draft: str
    start: str  # the commit before the first of them was merged
    heads: list[str] = field(default_factory=list)


@dataclass
class Score:
    """What one way of merging came to."""

    merged: int = 0
    lost: int = 0
    doubled: int = 0
    misplaced: int = 0
    seconds: list[float] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)

    def add(self, wave: Wave, wanted: Counted, found: Counted) -> None:
        """Count what a result lacks and what it has too often."""
        lacking, surplus = wanted - found, found - wanted
        self.listed += [f"{wave.draft} lacks {entry}" for entry in lacking.elements()]
        self.listed += [f"{wave.draft} has besides {entry}" for entry in surplus.elements()]
        moved = Counter(text for _, text in lacking) & Counter(text for _, text in surplus)
        self.misplaced += moved.total()
        self.lost += lacking.total() - moved.total()
        self.doubled += surplus.total() - moved.total()


def main(corpus: Path) -> None:
    """Print both scores over the last year of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "clone", "-q", "--bare", str(corpus / "newsletter.bundle"), folder]
        subprocess.run(command, check=True)
        with Clone(Path(folder)) as clone:
            measure(clone, CommitWriter(Path(folder)), list(waves(clone, corpus)))


def waves(clone: Clone, corpus: Path) -> Iterator[Wave]:
    """All waves of the last year, by draft."""
    rows = [json.loads(line) for line in (corpus / "prs.jsonl").read_text().splitlines()]
    by_draft: dict[str, list[Pull]] = {}
    for pull in sorted(rows, key=lambda row: row["merged_at"]):
        draft = pull["current_draft_at_merge"]
        if draft and [file["path"] for file in pull["files"]] == [draft]:
            by_draft.setdefault(draft, []).append(pull)
    for draft in sorted(by_draft)[-YEAR:]:
        waiting = by_draft[draft]
        while waiting:
            wave = Wave(draft, waiting[0]["base_sha"])
            left = []
            for pull in waiting:
                head = pull["orig_head_sha"]
                together = pull is waiting[0] or left_before(clone, wave.start, pull)
                if together and draft in clone.paths(head):
                    wave.heads.append(head)
                elif not together:
                    left.append(pull)
            waiting = left
            yield wave


def left_before(clone: Clone, start: str, pull: Pull) -> bool:
    """Whether a pull request had left the default branch by a commit of it."""
    base = clone.merge_base(pull["base_sha"], pull["orig_head_sha"])
    return clone.merge_base(start, base) == base


def measure(clone: Clone, writer: CommitWriter, found: list[Wave]) -> None:
    """Merge each wave in both ways, and print what came of it."""
    ours, gits = Score(), Score()
    reasons: list[str] = []
    for wave in found:
        began = time.perf_counter()
        result = roll_up(clone, RollupOptions(wave.start, (), wave.heads, "json"))
        ours.seconds.append(time.perf_counter() - began)
        ours.merged += len(result.merged)
        reasons += [f"{wave.draft} {one.head[:10]}: {one.reason}" for one in result.left_out]
        ours.add(wave, wanted(clone, wave, result.merged), counted(clone, wave, result.commit))
        commit, merged = with_git(writer, wave)
        gits.merged += len(merged)
        gits.add(wave, wanted(clone, wave, merged), counted(clone, wave, commit))
    heads = sum(len(wave.heads) for wave in found)
    print(
        f"{heads} pull requests in {len(found)} waves; largest: {max(len(w.heads) for w in found)}"
    )
    for name, score in (("ghapp rollup", ours), ("git alone", gits)):
        print(
            f"  {name:13} merged {score.merged} ({score.merged / heads:.1%}),"
            f" lost {score.lost}, doubled {score.doubled}, in another section {score.misplaced}"
        )
    print(f"  seconds a wave: {max(ours.seconds):.2f} at most")
    print("\n".join([*reasons, *ours.listed]))


def with_git(writer: CommitWriter, wave: Wave) -> tuple[str, list[str]]:
    """Merge one head after the other with git: the result, and which could be merged."""
    commit, merged = wave.start, []
    for head in wave.heads:
        result = writer.merge_tree(commit, head)
        if not result.conflicts:
            commit = writer.commit(result.tree, (commit, head), "Merge")
            merged.append(head)
    return commit, merged


def wanted(clone: Clone, wave: Wave, heads: list[str]) -> Counted:
    """What the draft should have: that of the start, and what each head adds and takes out."""
    start = titles(clone, wave, wave.start)
    added, gone = Titles(), Titles()
    for head in heads:
        base = titles(clone, wave, clone.merge_base(wave.start, head))
        own = titles(clone, wave, head)
        added |= own - base  # the very same line, added by two, is there once
        gone |= base - own
    result = Counted()
    for (section, text, _), number in (start - gone + added).items():
        result[section, text] += number
    return result


def counted(clone: Clone, wave: Wave, commit: str) -> Counted:
    """The links of the draft in a commit: the nearest heading above, and the text's letters."""
    found = Counted()
    for (section, text, _), number in titles(clone, wave, commit).items():
        found[section, text] += number
    return found


def titles(clone: Clone, wave: Wave, commit: str) -> Titles:
    """The links of the draft in a commit, with the lines that they stand on."""
    text = (clone.file(commit, wave.draft) or b"").decode(errors="replace")
    section, found = "", Titles()
    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading:
            section = letters(heading[1])
        elif line.lstrip().startswith(("*", "-", "+", "[")):
            found.update((section, letters(title), line.strip()) for title in LINK.findall(line))
    return found


def letters(text: str) -> str:
    """What is left of a text when its form is taken away."""
    return "".join(character for character in text.casefold() if character.isalnum())


if __name__ == "__main__":
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GHAPP_CORPUS", "")
    if place and Path(place, "prs.jsonl").exists():
        main(Path(place))
    else:
        sys.exit("skipped: no corpus; give its folder, or set GHAPP_CORPUS")
