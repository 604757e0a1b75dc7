"""What would have been seen before it was printed: corrections made to editions afterwards.

    python benchmarks/print.py CLONE [--since DAY] [--corpus FOLDER] [--list] [--examples]

Every small correction of a published edition (`print_truth.py`) is put into a kind, which says
whether the file alone shows it (`print_kinds.py`); then `ghapp check EDITION` is run on the
edition as it was printed, in a work tree of the commit before the correction. So is each edition
on the day of its publication: what is reported on lines that nobody touched again is a false
alarm.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from print_kinds import Kind, Surrounded, kind_of
from print_truth import Correction, Edition, editions, git

TEMPLATE = "draft/DRAFT_TEMPLATE"
YEARS = timedelta(days=2 * 365)
FORMATTED = ("2025-07-30", "2025-08-06")  # a formatter rewrote these editions
WARNED = ("warning", "error")
MOST_ALARMS = 1  # an edition
LEAST_REPORTED = 90  # in 100
Problem = dict[str, Any]  # as `ghapp check --format json` prints it


class Press:
    """A work tree of the clone in a scratch folder, at one commit after the other."""

    def __init__(self, clone: Path, scratch: Path) -> None:
        self._tree = scratch / "tree"
        self._environment = {**os.environ, "XDG_CACHE_HOME": str(scratch / "cache")}
        clone_it = ["git", "clone", "-q", "--shared", "--no-checkout", str(clone), str(self._tree)]
        subprocess.run(clone_it, check=True)

    def check(self, commit: str, paths: Iterable[str]) -> list[Problem]:
        """What `ghapp check` prints about files as they stood at a commit."""
        git(self._tree, "checkout", "-q", "--force", "--detach", commit)
        command = [sys.executable, "-m", "ghapp", "check", *paths, "--format", "json"]
        done = subprocess.run(
            command, cwd=self._tree, env=self._environment, capture_output=True, check=False
        )
        if done.returncode > 1:
            raise SystemExit(done.stderr.decode())
        found: list[Problem] = json.loads(done.stdout)
        return found

    def file(self, commit: str, path: str) -> list[str]:
        """The lines of a file at a commit; none if it is not there."""
        try:
            return git(self._tree, "show", f"{commit}:{path}").split("\n")
        except subprocess.CalledProcessError:
            return []


@dataclass(frozen=True)
class Printed:
    """A correction, its kind, and what was reported on its line before it was made."""

    correction: Correction
    kind: Kind
    problems: tuple[Problem, ...]

    @property
    def outcome(self) -> str:
        """How it was reported."""
        severities = {problem["severity"] for problem in self.problems}
        return "warned" if severities & set(WARNED) else "notice" if severities else "silent"


def printed(press: Press, found: list[Edition]) -> list[Printed]:
    """What was reported on each line that was corrected later."""
    by_parent: dict[str, list[Correction]] = {}
    for edition in found:
        for one in edition.corrections:
            by_parent.setdefault(one.parent, []).append(one)
    rows = []
    for parent, corrections in by_parent.items():
        template = frozenset(line.strip() for line in press.file(parent, TEMPLATE) if line.strip())
        problems = press.check(parent, sorted({one.path for one in corrections}))
        for one in corrections:
            kind = kind_of(Surrounded(one, press.file(parent, one.path), template))
            there = (problem for problem in problems if _is_on(problem, one.path, one.line))
            rows.append(Printed(one, kind, tuple(there)))
    return sorted(rows, key=lambda row: (row.correction.path, row.correction.line))


def _is_on(problem: Problem, path: str, line: int) -> bool:
    return problem["path"] == path and line in _lines(problem)


def _lines(problem: Problem) -> range:
    """The lines of a problem; one that ends at the start of a line does not reach it."""
    ends_before = problem["end_column"] == 1 and problem["end_line"] > problem["line"]
    return range(problem["line"], problem["end_line"] + (not ends_before))


def from_corpus(corpus: Path, clone: Path, found: list[Edition]) -> None:
    """Add the corrections of a corpus that were not found in the history."""
    by_day = {edition.day.isoformat(): edition for edition in found}
    for text in (corpus / "fixes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        edition = by_day.get(row["issue"])
        if edition is None or row["kind"] != "published_later" or row.get("mass"):
            continue
        old, new, commit = row["old"], row["new"], row["commit"]
        if old is None or any((old, commit) == (c.old, c.commit) for c in edition.corrections):
            continue
        try:
            parent = git(clone, "rev-parse", "--verify", "-q", f"{commit}^").strip()
            lines = git(clone, "show", f"{parent}:{edition.path}").split("\n")
        except subprocess.CalledProcessError:
            continue
        if old in lines and (new is None or new not in lines):
            line = lines.index(old) + 1
            edition.corrections.append(Correction(edition.path, commit, parent, line, old, new))


def print_corrections(rows: list[Printed]) -> float:
    """The table of kinds; returns how many in 100 of the shown ones were reported."""
    print(f"{'corrected after publication':28}{'lines':>7}{'warned':>8}{'notice':>8}{'silent':>8}")
    for kind in Kind:
        _print_row(kind, [row for row in rows if row.kind is kind])
    shown = [row for row in rows if row.kind.is_shown]
    _print_row("what nobody can know", [row for row in rows if not row.kind.is_shown])
    _print_row("what the file shows", shown)
    reported = 100 * sum(row.outcome != "silent" for row in shown) / max(1, len(shown))
    print(f"reported of what the file shows: {reported:.1f} in 100 (at least {LEAST_REPORTED})")
    return reported


def _print_row(name: str, rows: list[Printed]) -> None:
    counts = Counter(row.outcome for row in rows)
    cells = "".join(f"{counts[outcome]:>8}" for outcome in ("warned", "notice", "silent"))
    if rows:
        print(f"{name:28}{len(rows):>7}{cells}")


def print_list(rows: list[Printed]) -> None:
    """Every correction with its kind."""
    for kind in Kind:
        for row in rows:
            if row.kind is kind:
                one, names = row.correction, sorted({p["rule"] for p in row.problems})
                shown = "shown" if kind.is_shown else "not to be known"
                print(f"{kind} ({shown}), {row.outcome} {names}: {one.path}:{one.line}")
                print(f"    printed   {one.old!r}\n    corrected {one.new!r}")
    print()


@dataclass(frozen=True)
class Alarm:
    """A problem on lines that nobody touched again."""

    path: str
    text: str
    problem: Problem


def alarms(press: Press, path: str, commit: str, problems: Iterable[Problem]) -> list[Alarm]:
    """The problems at warning or above on lines that still stand as they were printed."""
    lines, today = press.file(commit, path), set(press.file("origin/HEAD", path))
    found = []
    for problem in problems:
        texts = [lines[n - 1] for n in _lines(problem) if n <= len(lines)]
        if problem["path"] == path and problem["severity"] in WARNED and set(texts) <= today:
            found.append(Alarm(path, texts[0] if texts else "", problem))
    return found


def print_alarms(name: str, found: list[Alarm], count: int, examples: bool) -> float:
    """How many false alarms there are an edition, and by which rules."""
    each = len(found) / max(1, count)
    print(
        f"\nfalse alarms, {name}: {each:.2f} an edition (at most {MOST_ALARMS}), {count} editions"
    )
    for rule, times in Counter(alarm.problem["rule"] for alarm in found).most_common():
        print(f"  {rule:28}{times:>5}")
        of_rule = [alarm for alarm in found if alarm.problem["rule"] == rule]
        for alarm in of_rule if examples else ():
            where = f"{alarm.path}:{alarm.problem['line']}"
            print(f"      {where} {alarm.problem['message']}\n        {alarm.text!r}")
    return each


def main() -> int:
    """Print both figures; 1 if one of them is not reached."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("clone", type=Path)
    parser.add_argument("--since", type=date.fromisoformat, help="the first edition, as 2025-01-01")
    parser.add_argument("--corpus", type=Path, default=os.environ.get("GHAPP_CORPUS"))
    parser.add_argument("--list", action="store_true", help="all corrections with their kinds")
    parser.add_argument("--examples", action="store_true", help="all false alarms")
    options = parser.parse_args()
    newest = max(edition.day for edition in editions(options.clone, date(2000, 1, 1)))
    found = editions(options.clone, options.since or newest - YEARS)
    if options.corpus:
        from_corpus(Path(options.corpus), options.clone, found)
    with tempfile.TemporaryDirectory() as scratch:
        press = Press(options.clone, Path(scratch))
        rows = printed(press, found)
        if options.list:
            print_list(rows)
        reported = print_corrections(rows)
        good = [edition for edition in found if edition.day.isoformat() not in FORMATTED]
        each = print_published(press, good, options.examples)
    return int(reported < LEAST_REPORTED or each > MOST_ALARMS)


def print_published(press: Press, good: list[Edition], examples: bool) -> float:
    """The false alarms on the days of publication, and on all editions as they stand today."""
    then = [
        alarm
        for edition in good
        for alarm in alarms(
            press, edition.path, edition.commit, press.check(edition.commit, [edition.path])
        )
    ]
    paths = [edition.path for edition in good if press.file("origin/HEAD", edition.path)]
    problems = press.check("origin/HEAD", paths)
    today = [a for path in paths for a in alarms(press, path, "origin/HEAD", problems)]
    return max(
        print_alarms("on the day of publication", then, len(good), examples),
        print_alarms("as all stand today", today, len(paths), examples),
    )


if __name__ == "__main__":
    sys.exit(main())
