"""`ghapp check`: the problems in drafts on disk, and their fixes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from ghapp.local.files import read_file, write_file
from ghapp.local.output import render
from ghapp.local.terminal import summary, wants_colour
from ghapp.local.work_tree import WorkTree, root_of
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.records import record, replaced
from ghapp.review.file_findings import FileFindings
from ghapp.review.file_problems import file_problem, line_ends
from ghapp.review.surroundings import Surroundings
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule

FEW = 8  # files, which are checked before other processes have started


@record
class CheckOptions:
    """What was asked for on the command line."""

    base: str | None = None
    archive: str | None = None
    fix: bool = False
    form: str = "text"


def check(files: Sequence[str], options: CheckOptions) -> int:
    """Check drafts, print what is wrong, and return the exit code: 0 clean, 1 problems."""
    trees: dict[str | None, WorkTree] = {}
    today = datetime.now(UTC).date()

    def check_one(path: str) -> FileFindings:
        root = root_of(path)
        if root not in trees:
            trees[root] = WorkTree.at(root, options.archive, today)
        return _check_one(path, options, trees[root])

    # What the first files need is read once, before there are other processes to need it.
    findings = [check_one(path) for path in files[:FEW]]
    if options.fix:  # one after the other: a file may be named twice
        findings.extend(map(check_one, files[FEW:]))
    elif len(files) > FEW:
        from ghapp.local.workers import spread

        findings.extend(spread(check_one, files[FEW:]))
    problems = [problem for file in findings for problem in file.problems]
    is_terminal = sys.stdout.isatty()
    coloured = wants_colour(os.environ, is_terminal=is_terminal)
    sys.stdout.write(render(findings, options.form, coloured=coloured))
    if is_terminal and options.form == "text":
        sys.stdout.write(summary(problems, fixing=options.fix))
    return 1 if any(problem.severity >= Severity.WARNING for problem in problems) else 0


def _check_one(path: str, options: CheckOptions, tree: WorkTree) -> FileFindings:
    content = read_file(path)
    # Whatever the base is, it was there before: it is not what is checked.
    base = None if options.base is None else read_file(options.base).decode(errors="replace")
    try:
        head = text_of(content)
    except Unreadable as error:
        return FileFindings(path, (file_problem("encoding", str(error)),))
    change = _change(tree.name_of(path), base, head)
    verdict = _judged(change, tree.around)
    if options.fix and verdict.fixed != head:
        write_file(path, verdict.fixed.encode())
        change = _change(change.path, base, verdict.fixed)
        verdict = _judged(change, tree.around)
    # Only programs are told how the corrections of one line go together.
    fixes = verdict.fixes if options.form == "json" else ()
    return FileFindings(path, (*line_ends(change), *verdict.problems), fixes)


def _change(name: str, base: str | None, head: str) -> Change:
    return Change.whole(name, head) if base is None else Change.between(name, base, head)


def _judged(change: Change, around: Surroundings) -> Verdict:
    kind, book = around.layout.kind(change.path), rules()
    edition = around.layout.day_of_edition(change.path) if change.base is None else None
    if edition is not None and edition == around.context.newest_edition:
        # It was published just now, or is about to be.
        kind, book = FileKind.FINISHED, _all_for(FileKind.FINISHED)
    elif change.base is None or kind is FileKind.OTHER:
        kind = FileKind.DRAFT  # a file that is named to be checked is checked as a draft
    if edition is not None:
        around = around.of_edition(edition)
    return judge(change, around.context, book, around.settings.rules, kind)


def _all_for(kind: FileKind) -> tuple[Rule, ...]:
    """The rules for files of a kind and those for drafts: it is still one, read as a whole."""
    wanted = (rule for rule in rules() if {kind, FileKind.DRAFT} & set(rule.kinds))
    return tuple(replaced(rule, kinds=(kind,)) for rule in wanted)
