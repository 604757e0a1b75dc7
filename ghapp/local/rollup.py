"""`ghapp rollup`: one merge commit that brings many heads in, every submission in its section."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.merging import LocalMerge
from ghapp.local.output import CONTROL
from ghapp.local.problem import LocalProblem
from ghapp.local.reasons import reason_of
from ghapp.local.surroundings import ClonedSurroundings, settings_source
from ghapp.newsletter.counting import counted
from ghapp.review.members import notes_on
from ghapp.review.merging import CannotMerge


@dataclass(frozen=True, slots=True)
class RollupOptions:
    """What was asked for on the command line, as revisions that git understands."""

    onto: str
    without: Sequence[str]
    heads: Sequence[str]
    form: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A head that could not be merged."""

    head: str
    reason: str


@dataclass(frozen=True, slots=True)
class RollupResult:
    """What came of it; without anything to merge, `commit` is the one that it began with."""

    commit: str
    merged: list[str]
    left_out: list[LeftOut]
    notes: list[str]


def rollup(path: Path, options: RollupOptions) -> int:
    """Merge heads and print what came of it."""
    with Clone(path) as clone:
        result = roll_up(clone, options)
    text = as_text(result) if options.form == "text" else json.dumps(asdict(result), indent=2)
    sys.stdout.write(text + "\n")
    return 0


def roll_up(clone: Clone, options: RollupOptions) -> RollupResult:
    """Merge heads into one commit, which no branch points to."""
    onto = clone.commit(options.onto)
    without = {clone.commit(head) for head in options.without}
    heads = [clone.commit(head) for head in options.heads]
    wanted = [head for head in dict.fromkeys(heads) if head not in without]
    around = ClonedSurroundings(clone, settings_source(clone, None).fixed).at(onto)
    merge = LocalMerge(clone, CommitWriter(clone.path), onto, around)
    left_out: list[LeftOut] = []
    for head in wanted:
        try:
            merge.take(head)
        except (CannotMerge, LocalProblem) as problem:
            left_out.append(LeftOut(head, reason_of(problem)))
    notes = [*merge.notes, *_unwanted(clone, merge, without), *notes_on(merge.members)]
    return RollupResult(merge.commit(), merge.merged, left_out, notes)


def _unwanted(clone: Clone, merge: LocalMerge, without: Collection[str]) -> Iterator[str]:
    """What came in with heads that build on those that were to be left out."""
    for head in (member.head for member in merge.members):
        for other in sorted(without):
            if clone.contains(head, other) and not clone.contains(merge.onto, other):
                yield (
                    f"{head[:12]} builds on {other[:12]}, which should be left out:"
                    " what that adds is in it."
                )


def as_text(result: RollupResult) -> str:
    """A summary for a person."""
    lines = [f"{counted(len(result.merged), 'head')} merged into {result.commit}"]
    lines += [f"left out {one.head[:12]}: {one.reason}" for one in result.left_out]
    lines += result.notes
    return "\n".join(CONTROL.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines)
