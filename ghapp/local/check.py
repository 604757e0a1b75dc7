"""`ghapp check`: the problems in drafts on disk, and their fixes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ghapp.local.files import root_of
from ghapp.local.kept_findings import KeptFindings
from ghapp.local.output import render
from ghapp.local.terminal import summary, wants_colour
from ghapp.rules.problem import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.local.check_options import CheckOptions
    from ghapp.review.file_findings import FileFindings


def check(files: Sequence[str], options: CheckOptions) -> int:
    """Check drafts, print what is wrong, and return the exit code: 0 clean, 1 problems."""
    findings = _known_or_found(files, options) if options.is_usual else _found(files, options)
    problems = [problem for file in findings for problem in file.problems]
    is_terminal = sys.stdout.isatty()
    coloured = wants_colour(os.environ, is_terminal=is_terminal)
    sys.stdout.write(render(findings, options.form, coloured=coloured))
    if is_terminal and options.form == "text":
        corrected = sum(file.corrected for file in findings) if options.fix else None
        sys.stdout.write(summary(problems, corrected))
    return 1 if any(problem.severity >= Severity.WARNING for problem in problems) else 0


def _found(files: Sequence[str], options: CheckOptions) -> list[FileFindings]:
    if options.since is not None:
        from ghapp.local.since import check_since

        return check_since(options.since, files)
    from ghapp.local.checker import Checker  # loading it takes longer than checking a draft

    return Checker(options).check_all(files)


def _known_or_found(files: Sequence[str], options: CheckOptions) -> list[FileFindings]:
    """What is found in files, judged only where it is not known from the last time."""
    # What is no file, a pipe say, can be read only once.
    asked = [(path, root_of(path) if os.path.isfile(path) else None) for path in files]
    roots = {root for _, root in asked if root is not None}
    kept = {root: KeptFindings(root, options.archive) for root in roots}
    known = [kept[root].find(path) if root is not None else None for path, root in asked]
    unknown = [one for one, findings in zip(asked, known, strict=True) if findings is None]
    if not unknown:
        return [findings for findings in known if findings is not None]
    from ghapp.local.checker import Checker  # loading it takes longer than checking a draft

    checker = Checker(options)
    found = checker.check_all([path for path, _ in unknown])
    for root in roots & {root for _, root in unknown}:
        new = [one for one, (_, its_root) in zip(found, unknown, strict=True) if its_root == root]
        kept[root].keep(new, checker.around(root))
    rest = iter(found)
    return [next(rest) if findings is None else findings for findings in known]
