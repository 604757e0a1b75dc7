"""`ghapp replay`: what the app would have done on pull requests that were merged."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ghapp.local.clone import Clone, Merge
from ghapp.local.files_between import files_between
from ghapp.local.main_line import MainLine
from ghapp.local.output import as_list
from ghapp.local.problem import LocalProblem
from ghapp.local.surroundings import ClonedSurroundings, settings_source
from ghapp.local.tally import Tally
from ghapp.review.assessment import Assessment, review
from ghapp.review.files import is_read
from ghapp.rules.problem import Severity

MERGED = re.compile(r"Merge pull request #(\d+) from ")
SQUASHED = re.compile(r".*\(#(\d+)\)$")


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """What was asked for on the command line."""

    since: str | None = None
    until: str | None = None
    pairs: str | None = None  # a path, or "-" for standard input
    settings: str | None = None  # a path; None for those of each base commit
    form: str = "text"


def replay(path: Path, options: ReplayOptions) -> int:
    """Print what the app would have done on each pull request."""
    with Clone(path) as clone:
        merges = list(_pairs(clone, options.pairs) if options.pairs else history(clone, options))
        source = settings_source(clone, options.settings)
        around = ClonedSurroundings(clone, source.fixed)
        main_line = _main_line(clone, merges)
        rows = ((merge, assess_merge(clone, around, merge, main_line)) for merge in merges)
        if options.form == "jsonl":
            for merge, assessment in rows:
                sys.stdout.write(json.dumps(_as_data(merge, assessment), ensure_ascii=False) + "\n")
        else:
            tally = Tally(source.name)
            for merge, assessment in rows:
                tally.add(merge.number, assessment, around.at(merge.base))
            sys.stdout.write("\n".join(tally.lines()) + "\n")
    return 0


def history(clone: Clone, options: ReplayOptions) -> Iterator[Merge]:
    """The pull requests that were merged, by their commits on the first-parent line."""
    for commit, parents, subject in clone.first_parents(options.since, options.until):
        shas = parents.split()
        titled = SQUASHED.match(subject)  # as a merge commit is too, where a repository wants it
        merged = MERGED.match(subject) or titled
        if merged and len(shas) == 2:
            yield Merge(int(merged[1]), shas[0], shas[1])
        elif titled and len(shas) == 1:
            yield Merge(int(titled[1]), shas[0], commit)


def _pairs(clone: Clone, source: str) -> Iterator[Merge]:
    try:
        content = sys.stdin.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise LocalProblem(f"{source}: {error.strerror or error}") from error
    text = content if isinstance(content, str) else content.decode(errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if len(words) != 3 or not words[0].isdecimal():
            raise LocalProblem(f"{source}, line {number}: write NUMBER BASE HEAD, not {line!a}.")
        yield Merge(int(words[0]), clone.commit(words[1]), clone.commit(words[2]))


def _main_line(clone: Clone, merges: list[Merge]) -> MainLine | None:
    if not merges:
        return None
    oldest = merges[0].base
    return MainLine(clone.parents_since(oldest), clone.commit("HEAD"), oldest)


def assess_merge(
    clone: Clone, surroundings: ClonedSurroundings, merge: Merge, main_line: MainLine | None = None
) -> Assessment:
    """What the app would have thought of a pull request when it was merged.

    Args:
        clone: what to read.
        surroundings: of its commits.
        merge: the pull request.
        main_line: that it was merged into; None to ask git where it left that.

    """
    around = surroundings.at(merge.base)
    left = main_line.left_by(merge.base, merge.head) if main_line is not None else None
    start = left or clone.merge_base(merge.base, merge.head)
    files = files_between(clone, start, merge.head, lambda path: is_read(path, around.layout))
    return review(files, around, Severity.NOTICE).assessment(is_editor=False)


def _as_data(merge: Merge, assessment: Assessment) -> dict[str, Any]:
    return {
        "pull": merge.number,
        "base": merge.base,
        "head": merge.head,
        "labels": sorted(assessment.labels),
        "problems": as_list(assessment.files),
    }
