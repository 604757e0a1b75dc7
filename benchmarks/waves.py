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
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from typing import Any

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.rollup import RollupOptions, roll_up

YEAR = 52  # editions
LINK = re.compile(r"\[([^\[\]]*)\]`?\(")  # one with a backtick too many is still a link
HEADING = re.compile(r" {0,3}#{1,6}\s+(.*)")
HEADINGS = re.compile(r"^#{1,6}[ \t]+(?!\d{4}-)(.*)", re.MULTILINE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Pull = dict[str, Any]
Counted = Counter[tuple[str, str]]  # section and letters
Titles = Counter[tuple[str, str, str]]  # the same with the item


@dataclass
class Wave:
    """Pull requests that were open together."""

    draft: str
    start: str  # the commit before the first of them was merged
    heads: list[str] = field(default_factory=list)


@dataclass
class MergeScore:
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
    ours, gits = MergeScore(), MergeScore()
    reasons: list[str] = []
    for wave in found:
        began = time.perf_counter()
        result = roll_up(clone, RollupOptions(wave.start, (), wave.heads, "json"))
        ours.seconds.append(time.perf_counter() - began)
        ours.merged += len(result.merged)
        reasons += [f"{wave.draft} {one.head[:10]}: {one.reason}" for one in result.left_out]
        reader = Reader(clone, wave)
        ours.add(wave, reader.wanted(result.merged), reader.found_in(result.commit))
        commit, merged = with_git(writer, wave)
        gits.merged += len(merged)
        gits.add(wave, reader.wanted(merged), reader.found_in(commit))
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


class Reader:
    """Reads the draft of a wave; a section that a commit renames keeps its name."""

    def __init__(self, clone: Clone, wave: Wave) -> None:
        self._clone, self._wave = clone, wave
        self._names: dict[str, str] = {}  # new name -> old name
        for head in wave.heads:
            base = self._text(clone.merge_base(wave.start, head))
            self._names |= renamed(base, self._text(head)) | renamed(base, self._text(wave.start))

    def wanted(self, heads: list[str]) -> Counted:
        """What it should have: that of the start, and what each head adds and takes out."""
        start, added, gone = self._titles(self._wave.start), Titles(), Titles()
        for head in heads:
            before = self._titles(self._clone.merge_base(self._wave.start, head))
            after = self._titles(head)
            added |= (after - before) - (start - before)  # the very same of two is there once
            gone |= before - after
        return counted(start - gone + added)

    def found_in(self, commit: str) -> Counted:
        """What it has in a commit."""
        return counted(self._titles(commit))

    def _text(self, commit: str) -> str:
        return (self._clone.file(commit, self._wave.draft) or b"").decode(errors="replace")

    def _titles(self, commit: str) -> Titles:
        result = Titles()
        for (section, text, item), number in titles(self._text(commit)).items():
            result[self._names.get(section, section), text, item] += number
        return result


def renamed(before: str, after: str) -> dict[str, str]:
    """The headings that stand, in other words, where others stood: new name -> old name."""
    old, new = ([letters(name) for name in HEADINGS.findall(text)] for text in (before, after))
    names: dict[str, str] = {}
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            names |= dict(zip(new[c:d], old[a:b], strict=True))
    return names


def counted(found: Titles) -> Counted:
    """The same without what they stand in."""
    result = Counted()
    for (section, text, _), number in found.items():
        result[section, text] += number
    return result


def titles(text: str) -> Titles:
    """The links of a draft: the heading above, the text's letters, and the item it stands in.

    Some write an event as a heading; it begins with its date and is an item.
    """
    section, found = "", Titles()
    item: list[str] = []
    for line in [*text.splitlines(), "# end"]:
        heading = HEADING.match(line)
        is_heading = heading is not None and not DAY.match(heading[1])
        if is_heading or not line.strip() or not line.startswith((" ", "\t", "]")):
            whole = " ".join(item)
            found.update((section, letters(title), whole) for title in LINK.findall(whole))
            item = []
        if heading is not None and is_heading:
            section = letters(heading[1])
        else:
            item.append(line.strip())
    return found


def letters(text: str) -> str:
    """What is left of a text when its form is taken away."""
    return "".join(character for character in unescape(text).casefold() if character.isalnum())


if __name__ == "__main__":
    place = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GHAPP_CORPUS", "")
    if place and Path(place, "prs.jsonl").exists():
        main(Path(place))
    else:
        sys.exit("skipped: no corpus; give its folder, or set GHAPP_CORPUS")
