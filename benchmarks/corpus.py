"""How right the labels and the rules are, measured on real merged pull requests.

Run it with `python benchmarks/corpus.py CORPUS_DIR [--misses] [--examples]`, or with the folder
in GHAPP_CORPUS. It prints which section labels are wrong, how many of the editors' corrections
the app would have made, and how often it speaks up about lines that the editors left alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus_truth import DRAFT, PREFIX, Corpus, LabelTruth, Row, published_lines

from ghapp.local.clone import Clone, Merge
from ghapp.local.replay import assess_merge
from ghapp.local.surroundings import ClonedSurroundings
from ghapp.review.assessment import Assessment
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Problem, Severity

CORRECTIONS = (
    "bullet marker", "prefix", "spaces", "trailing whitespace", "indentation", "emphasis",
    "broken link syntax", "tracking params", "event date/location/format", "CFP format",
    "dash/colon", "html/escape",
)  # fmt: skip
KINDS = ("draft_to_published", "in_pr")
FORMATTED = ("2025-07-30", "2025-08-06")  # a formatter rewrote these editions
POLICY = {
    "closed-section", "crates-io-link", "duplicate-event", "duplicate-link",
    "one-per-author-and-week", "repository-link", "wrong-file",
}  # fmt: skip


class Judge:
    """The app's own assessment of any pull request in the corpus."""

    def __init__(self, corpus: Corpus, clone: Clone) -> None:
        self._clone = clone
        self._around = ClonedSurroundings(clone)
        self._known: dict[tuple[str, str], Assessment] = {}
        self._git = corpus.git

    def pull(self, pull: Row, head: str | None = None) -> Assessment:
        """What the app thinks of a pull request, at its last head or at another one."""
        key = (pull["base_sha"], head or pull["head_sha"])
        if key not in self._known:
            self._known[key] = assess_merge(self._clone, self._around, Merge(pull["number"], *key))
        return self._known[key]

    def lines(self, head: str, path: str) -> list[str]:
        """A file at a commit, by line."""
        return self._git("show", f"{head}:{path}").split("\n")


def labels(pulls: list[Row], judge: Judge, truth: LabelTruth) -> None:
    """Compare the section labels of every pull request."""
    wrong = []
    for pull in pulls:
        given, wanted = judge.pull(pull).section_labels, truth.labels(pull)
        if given != wanted:
            wrong.append((pull["number"], sorted(wanted - given), sorted(given - wanted)))
    right = len(pulls) - len(wrong)
    print(f"labels: {right} of {len(pulls)} right ({right / len(pulls):.2%})")
    for number, missing, extra in wrong:
        names = [[name.removeprefix(PREFIX) for name in some] for some in (missing, extra)]
        print(f"  #{number}: missing {names[0]}, too many {names[1]}")


@dataclass(frozen=True)
class Seen:
    """What the app said about one line."""

    path: str
    line: int
    text: str
    problems: list[Problem]
    fixed: list[str]  # the lines that stand in its place with the fix

    @property
    def worst(self) -> Severity:
        """The severity of its worst problem."""
        return max((problem.severity for problem in self.problems), default=Severity.OFF)


def seen(findings: FileFindings | None, path: str, line: int, text: str) -> Seen:
    """The problems on one line, and what the fix makes of it."""
    problems = [
        problem
        for problem in (findings.problems if findings else ())
        if problem.span.line <= line <= problem.span.last_line
    ]
    fixes = findings.fixes if findings else ()
    fixed = next((fix.text for fix in fixes if fix.line <= line <= fix.end_line), None)
    return Seen(path, line, text, problems, fixed.split("\n") if fixed is not None else [])


def corrected(fix: Row, pulls: dict[int, Row], judge: Judge, corpus: Corpus) -> Seen | None:
    """What the app said about a line that was corrected later; None if it cannot be found."""
    pull = pulls.get(fix["pr"])
    if pull is None:
        return None
    head = pull["head_sha"]
    if fix["kind"] == "in_pr":
        head = corpus.git("rev-parse", "--verify", "-q", f"{fix['commit']}^").strip()
    assessment = judge.pull(pull, head) if head else None
    for news in pull["news"] if assessment else ():
        findings = {file.path: file for file in assessment.files} if assessment else {}
        lines = judge.lines(head, news["path"])
        for wanted in (fix["old"], fix["old"].strip()):
            for number, line in enumerate(lines, 1):
                if wanted in (line, line.strip()):
                    return seen(findings.get(news["path"]), news["path"], number, line)
    return None


def recall(corpus: Corpus, pulls: dict[int, Row], judge: Judge, misses: bool) -> None:
    """Count the editors' corrections that the app reports, and those that it makes exactly."""
    rows = [
        (fix, set(fix["categories"]) & set(CORRECTIONS))
        for fix in corpus.rows("fixes.jsonl")
        if fix.get("is_editor") is False and fix["kind"] in KINDS
        if fix["issue"] not in FORMATTED
    ]
    tables: dict[str, Counter[str]] = {}
    for fix, categories in rows:
        if not categories:
            continue
        found = corrected(fix, pulls, judge, corpus)
        counts = Counter(_outcome(fix, found))
        names = [*categories, "all"]
        if categories == set(fix["categories"]):
            names.append("all, these categories only")
        for name in names:
            tables.setdefault(name, Counter()).update(counts)
        if misses and not counts["exact"]:
            _show_miss(fix, found, counts)
    print(f"\n{'corrections':30}{'pairs':>7}{'reported':>10}{'warning+':>10}{'exact':>8}")
    for name, counts in sorted(tables.items(), key=lambda item: item[1]["pairs"]):
        shares = [counts[key] / counts["pairs"] for key in ("reported", "warned", "exact")]
        cells = f"{shares[0]:>10.1%}{shares[1]:>10.1%}{shares[2]:>8.1%}"
        print(f"{name:30}{counts['pairs']:>7}{cells}")


def _outcome(fix: Row, found: Seen | None) -> dict[str, int]:
    if found is None:
        return {"pairs": 1, "not found": 1}
    return {
        "pairs": 1,
        "reported": int(bool(found.problems)),
        "warned": int(found.worst >= Severity.WARNING),
        "exact": int(fix["new"] in found.fixed),
    }


def _show_miss(fix: Row, found: Seen | None, counts: Counter[str]) -> None:
    how = "not in the head" if found is None else "reported" if counts["reported"] else "missed"
    rules = sorted({problem.rule for problem in found.problems}) if found else []
    print(f"{how}: #{fix['pr']} {fix['kind']} {fix['categories']} {rules}")
    print(f"    submitted {fix['old']!r}\n    corrected {fix['new']!r}")
    if found and found.fixed:
        print(f"    the fix   {found.fixed!r}")


def untouched(pulls: list[Row], judge: Judge, corpus: Corpus) -> Iterator[tuple[Row, Seen]]:
    """Contributors' lines that were published exactly as submitted."""
    published = dict(published_lines(corpus))
    for pull in pulls:
        if pull["is_editor"]:
            continue
        findings = {file.path: file for file in judge.pull(pull).files}
        for news in pull["news"]:
            name = news["path"].rpartition("/")[2]
            if not DRAFT.fullmatch(news["path"]) or name.startswith(FORMATTED):
                continue
            if news.get("status", "M")[0] != "M":
                continue
            for line in news["added"]:
                if line["text"].strip() and line["text"] in published.get(name, ()):
                    file = findings.get(news["path"])
                    yield pull, seen(file, news["path"], line["line"], line["text"])


def false_alarms(rows: list[tuple[Row, Seen]], examples: bool) -> None:
    """Count the lines that the app would have had changed, and the editors did not."""
    by_rule: Counter[str] = Counter()
    alarmed = 0
    for pull, line in rows:
        rules = {
            problem.rule
            for problem in line.problems
            if problem.severity >= Severity.WARNING and problem.rule not in POLICY
        }
        by_rule.update(rules)
        alarmed += bool(rules)
        if rules and examples:
            print(f"#{pull['number']} {sorted(rules)}\n    {line.text!r}\n    {line.fixed!r}")
    print(f"\nfalse alarms: {alarmed} of {len(rows)} lines ({alarmed / len(rows):.2%})")
    for rule, count in by_rule.most_common():
        print(f"  {rule:28}{count:>5}")


def main() -> int:
    """Measure a corpus; without one, say so."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", nargs="?", default=os.environ.get("GHAPP_CORPUS"))
    parser.add_argument("--misses", action="store_true", help="corrections that were not made")
    parser.add_argument("--examples", action="store_true", help="false alarms")
    options = parser.parse_args()
    if not options.corpus:
        print("skipped: no corpus. Name its folder, or set GHAPP_CORPUS.")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Corpus.open(Path(options.corpus), Path(scratch))
        pulls = corpus.rows("prs.jsonl")
        with Clone(corpus.clone) as clone:
            judge = Judge(corpus, clone)
            labels(pulls, judge, LabelTruth(corpus))
            recall(corpus, {pull["number"]: pull for pull in pulls}, judge, options.misses)
            false_alarms(list(untouched(pulls, judge, corpus)), options.examples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
