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
LINK = re.compile(r"\[([^\[\]]*)\]\(")
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
        ours.add(wave, wanted(clone, wave, result.merged), found_in(clone, wave, result.commit))
        commit, merged = with_git(writer, wave)
        gits.merged += len(merged)
        gits.add(wave, wanted(clone, wave, merged), found_in(clone, wave, commit))
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
    begun = draft_in(clone, wave, wave.start)
    start, added, gone = titles(begun), Titles(), Titles()
    names: dict[str, str] = {}  # of sections that heads rename
    for head in heads:
        base = draft_in(clone, wave, clone.merge_base(wave.start, head))
        own = draft_in(clone, wave, head)
        names |= renamed(base, own)
        since = renamed(base, begun)
        before = named(titles(base), since)
        back = {new: old for old, new in renamed(base, own).items()}
        after = named(named(titles(own), back), since)
        added |= (after - before) - (start - before)  # the very same, added by two, is there once
        gone |= before - after
    return counted(named(start - gone + added, names))


def renamed(before: str, after: str) -> dict[str, str]:
    """The headings that stand, in other words, where others stood."""
    old, new = ([letters(name) for name in HEADINGS.findall(text)] for text in (before, after))
    names: dict[str, str] = {}
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            names |= dict(zip(old[a:b], new[c:d], strict=True))
    return names


def named(found: Titles, names: dict[str, str]) -> Titles:
    """The same with other names for some sections."""
    result = Titles()
    for (section, text, item), number in found.items():
        result[names.get(section, section), text, item] += number
    return result


def counted(found: Titles) -> Counted:
    """The same without what they stand in."""
    result = Counted()
    for (section, text, _), number in found.items():
        result[section, text] += number
    return result


def found_in(clone: Clone, wave: Wave, commit: str) -> Counted:
    """What the draft has in a commit."""
    return counted(titles(draft_in(clone, wave, commit)))


def draft_in(clone: Clone, wave: Wave, commit: str) -> str:
    """The draft in a commit."""
    return (clone.file(commit, wave.draft) or b"").decode(errors="replace")


def titles(text: str) -> Titles:
    """The links of a draft: the heading above, the text's letters, and the item it stands in.

    Some write an event as a heading; it begins with its date and is an item.
    """
    section, item, found = "", "", Titles()
    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading and not DAY.match(heading[1]):
            section = letters(heading[1])
            continue
        item = f"{item}\n{line.strip()}" if line.startswith((" ", "\t")) else line.strip()
        found.update((section, letters(title), item) for title in LINK.findall(line))
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
