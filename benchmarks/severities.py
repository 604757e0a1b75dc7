"""What became of the lines that each rule speaks of: the counts that severities are chosen by.

Run it with `python benchmarks/severities.py CLONE [SINCE] [UNTIL]` on a clone of a newsletter's
repository. It replays the merged pull requests and looks for each line that has a problem in the
edition that was published later: corrected (or gone), or left as it was.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ghapp.local.clone import Clone, Merge
from ghapp.local.replay import ReplayOptions, assess_merge, history
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.changes import Change
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Severity
from ghapp.rules.registry import NAMES

MOST_LINES = 40  # an editor's weekly work adds more, and is corrected by the editor who did it
Counts = Counter[tuple[str, Severity, bool]]  # rule, severity, whether the line was published


class Editions:
    """The editions as they were published: path of the draft -> lines."""

    def __init__(self, clone: Clone) -> None:
        self._clone = clone
        self._lines: dict[str, frozenset[str]] = {}

    def lines(self, draft: str) -> frozenset[str]:
        """The lines of the edition that a draft became; none if it was never published."""
        if draft not in self._lines:
            day = Layout().day_of_draft(draft)
            text = self._clone.file("HEAD", Layout().edition_path(day)) if day else None
            self._lines[draft] = frozenset((text or b"").decode(errors="replace").split("\n"))
        return self._lines[draft]


def count(clone: Clone, options: ReplayOptions) -> tuple[int, Counts]:
    """How many lines were published as they came, and what became of those with problems."""
    around, editions = ClonedSurroundings(clone), Editions(clone)
    published, counts = 0, Counts()
    for merge in history(clone, options):
        changes = list(drafts(clone, merge))
        if sum(len(change.added) for change in changes) > MOST_LINES:
            continue
        found = {file.path: file for file in assess_merge(clone, around, merge).files}
        for change in changes:
            lines = editions.lines(change.path)
            if len(lines) > 1:
                published += sum(change.head.line(n) in lines for n in change.visible_lines)
                file = found.get(change.path, FileFindings(change.path, ()))
                counts.update(_outcomes(file, change.head.lines, lines))
    return published, counts


def drafts(clone: Clone, merge: Merge) -> Iterator[Change]:
    """What a pull request changes in drafts that were there before."""
    start = clone.merge_base(merge.base, merge.head)
    before = clone.paths(start)
    for changed in clone.changed_files(start, merge.head):
        base = before.get(changed.path)
        if base and changed.blob and Layout().day_of_draft(changed.path):
            texts = (clone.blob(blob).decode(errors="replace") for blob in (base, changed.blob))
            yield Change.between(changed.path, *texts)


def _outcomes(file: FileFindings, head: list[str], published: frozenset[str]) -> Counts:
    seen = {
        (problem.rule, problem.severity, problem.span.line)
        for problem in file.problems
        if problem.span.line <= len(head) and head[problem.span.line - 1].strip()
    }
    return Counter((rule, severity, head[line - 1] in published) for rule, severity, line in seen)


def main(path: Path, since: str | None, until: str | None) -> None:
    """Print the table."""
    with Clone(path) as clone:
        published, counts = count(clone, ReplayOptions(since, until))
    print(f"{published} lines were published as they came\n")
    print("| rule | reported as | corrected or gone | published as it was |")
    print("| --- | --- | --: | --: |")
    for name in NAMES:
        for severity in reversed(Severity):
            changed, left = counts[name, severity, False], counts[name, severity, True]
            if changed or left:
                print(f"| {name} | {severity.word} | {changed} | {left} |")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(f"usage: python {sys.argv[0]} CLONE [SINCE] [UNTIL]")
    main(Path(sys.argv[1]), *[*sys.argv[2:], None, None][:2])
