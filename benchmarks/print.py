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
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from press import Press, Problem, is_on, lines_of
from print_kinds import Kind, kind_of
from print_lines import Surrounded
from print_truth import Correction, PublishedEdition, editions, git

TEMPLATE = "draft/DRAFT_TEMPLATE"
YEARS = timedelta(days=2 * 365)
FORMATTED = ("2025-07-30", "2025-08-06")  # a formatter rewrote these editions
BESIDE = 3  # lines taken out, with at most two between them, are one mistake
OUTCOMES = ("warned", "notice", "silent")
NAMED = re.compile(r"\bon line (\d+)")
WARNED = ("warning", "error")
MOST_ALARMS = 1  # an edition
LEAST_REPORTED = 90  # in 100


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


@dataclass(frozen=True)
class Mistake:
    """Lines that were corrected together."""

    rows: tuple[Printed, ...]

    @property
    def kind(self) -> Kind:
        """The kind of the first line that the file shows, else of the first."""
        return next((row.kind for row in self.rows if row.kind.is_shown), self.rows[0].kind)

    @property
    def outcome(self) -> str:
        """The best that was reported on its lines."""
        outcomes = {row.outcome for row in self.rows}
        return next(outcome for outcome in OUTCOMES if outcome in outcomes)


def printed(press: Press, found: list[PublishedEdition]) -> list[Printed]:
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
            around = Surrounded(one, press.file(parent, one.path), template)
            kind = kind_of(around)
            lines = [one.line, *(around.twins if kind is Kind.DUPLICATE else ())]
            there = (p for p in problems if any(is_on(p, one.path, line) for line in lines))
            rows.append(Printed(one, kind, tuple(there)))
    return sorted(rows, key=lambda row: (row.correction.path, row.correction.line))


def mistakes(rows: list[Printed]) -> list[Mistake]:
    """Lines that were corrected together; each line that was reworded is one of its own."""
    found: list[list[Printed]] = []
    for row in rows:
        last = found[-1][-1].correction if found else None
        one = row.correction
        if last and one.new is last.new is None and _is_next(last, one):
            found[-1].append(row)
        else:
            found.append([row])
    return [Mistake(tuple(rows)) for rows in found]


def _is_next(last: Correction, one: Correction) -> bool:
    together = (one.path, one.commit) == (last.path, last.commit)
    return together and one.line - last.line <= BESIDE


def from_corpus(corpus: Path, clone: Path, found: list[PublishedEdition]) -> None:
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


def print_corrections(found: list[Mistake]) -> float:
    """The table of kinds; returns how many in 100 of the shown ones were reported, at worst.

    Blanks for a link that exists only after publication are many, and would hide the rest.
    """
    head = "".join(f"{outcome:>8}" for outcome in OUTCOMES)
    print(f"{'corrected after publication':28}{'mistakes':>9}{head}")
    for kind in Kind:
        _print_row(kind, [one for one in found if one.kind is kind])
    shown = [one for one in found if one.kind.is_shown]
    _print_row("what the file does not show", [one for one in found if not one.kind.is_shown])
    _print_row("what the file shows", shown)
    print("reported, in 100:")
    rest = [one for one in shown if one.kind is not Kind.PLACEHOLDER]
    return min(
        _print_share("of what the file shows", shown),
        _print_share("of it without placeholders", rest),
    )


def _print_share(name: str, found: list[Mistake]) -> float:
    share = 100 * sum(one.outcome != "silent" for one in found) / max(1, len(found))
    print(f"  {name:28}{share:>6.1f} (at least {LEAST_REPORTED})")
    return share


def _print_row(name: str, found: list[Mistake]) -> None:
    counts = Counter(one.outcome for one in found)
    if found:
        print(f"{name:28}{len(found):>9}{''.join(f'{counts[way]:>8}' for way in OUTCOMES)}")


def print_list(found: list[Mistake]) -> None:
    """Every correction with its kind, first what was passed over."""
    for kind in Kind:
        of_kind = [one for one in found if one.kind is kind]
        for mistake in sorted(of_kind, key=lambda one: -OUTCOMES.index(one.outcome)):
            shown = "shown" if kind.is_shown else "not shown"
            print(f"{kind} ({shown}), {mistake.outcome}")
            for row in mistake.rows:
                one, names = row.correction, sorted({p["rule"] for p in row.problems})
                print(f"    {one.path}:{one.line} {', '.join(names)}")
                print(f"      printed   {one.old!r}\n      corrected {one.new!r}")
    print()


@dataclass(frozen=True)
class Alarm:
    """A problem on lines that nobody touched again."""

    path: str
    text: str
    problem: Problem


def alarms(press: Press, path: str, commit: str, problems: Iterable[Problem]) -> list[Alarm]:
    """The problems at warning or above whose lines all still stand as they were printed.

    They are those that it lies on, and those that it names: of two items that are one, either can
    be taken out.
    """
    lines = press.file(commit, path)
    gone = Counter(lines) - Counter(press.file(press.head, path))
    found = []
    for problem in problems:
        numbers = [*lines_of(problem), *map(int, NAMED.findall(problem["message"]))]
        texts = [lines[n - 1] for n in numbers if n <= len(lines)]
        if (
            problem["path"] == path
            and problem["severity"] in WARNED
            and not gone.keys() & set(texts)
        ):
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
        corrected = mistakes(printed(press, found))
        if options.list:
            print_list(corrected)
        reported = print_corrections(corrected)
        good = [edition for edition in found if edition.day.isoformat() not in FORMATTED]
        each = print_published(press, good, options.examples)
    return int(reported < LEAST_REPORTED or each > MOST_ALARMS)


def print_published(press: Press, good: list[PublishedEdition], examples: bool) -> float:
    """The false alarms on the days of publication, and on all editions as they stand today."""
    then = [
        alarm
        for edition in good
        for alarm in alarms(
            press, edition.path, edition.commit, press.check(edition.commit, [edition.path])
        )
    ]
    paths = [edition.path for edition in good if press.file(press.head, edition.path)]
    problems = press.check(press.head, paths)
    today = [a for path in paths for a in alarms(press, path, press.head, problems)]
    return max(
        print_alarms("on the day of publication", then, len(good), examples),
        print_alarms("as all stand today", today, len(paths), examples),
    )


if __name__ == "__main__":
    sys.exit(main())
