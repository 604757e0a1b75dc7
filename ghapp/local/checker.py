"""Drafts on disk judged: each with what stands around it, many of them by several processes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ghapp.local.files import read_file, root_of, write_file
from ghapp.local.kept_renderer import KeptRenderer
from ghapp.local.work_tree import WorkTree
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.records import replaced
from ghapp.review.file_findings import FileFindings
from ghapp.review.file_problems import emptied, file_problem, line_ends, other_markup
from ghapp.review.surroundings import Surroundings
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.local.check_options import CheckOptions
    from ghapp.local.kept_renderer import Lines

FEW = 8  # files, which are checked before other processes have started


class Checker:
    """Checks files under the same options; what they have in common is read once."""

    def __init__(self, options: CheckOptions) -> None:
        self._options = options
        self._today = datetime.now(UTC).date()
        self._renderer = KeptRenderer()
        self._trees: dict[str | None, WorkTree] = {}

    def check_all(self, files: Sequence[str]) -> list[FileFindings]:
        """What is found in each file, in their order."""
        # What the first files need is read once, before there are other processes to need it.
        findings = [self._check(path) for path in files[:FEW]]
        rendered: Lines = {}
        if self._options.fix:  # one after the other: a file may be named twice
            findings.extend(map(self._check, files[FEW:]))
        elif len(files) > FEW:
            from ghapp.local.workers import spread

            for found, lines in spread(self._check_elsewhere, files[FEW:]):
                findings.append(found)
                rendered.update(lines)
        self._renderer.keep(rendered)
        return findings

    def around(self, root: str) -> dict[str, bool]:
        """What the judgements in a work tree rest on besides the files."""
        return self._tree(root).inputs

    def _check_elsewhere(self, path: str) -> tuple[FileFindings, Lines]:
        return self._check(path), self._renderer.hand_over()

    def _check(self, path: str) -> FileFindings:
        return _check_one(path, self._options, self._tree(root_of(path)))

    def _tree(self, root: str | None) -> WorkTree:
        """A work tree, read once; other processes may have been the only ones to need it."""
        if root not in self._trees:
            archive = self._options.archive
            self._trees[root] = WorkTree.at(root, archive, self._today, self._renderer)
        return self._trees[root]


def _check_one(path: str, options: CheckOptions, tree: WorkTree) -> FileFindings:
    if (unknown := other_markup(path)) is not None:
        return FileFindings(path, (unknown,))
    content = read_file(path)
    # Whatever the base is, it was there before: it is not what is checked.
    base = None if options.base is None else read_file(options.base).decode(errors="replace")
    try:
        head = text_of(content)
    except Unreadable as error:
        return FileFindings(path, (file_problem("encoding", str(error)),))
    change = _change(tree.name_of(path), base, head)
    if (nothing_left := emptied(change)) is not None:
        return FileFindings(path, (nothing_left,))
    verdict = _judged(change, tree.around)
    corrected = 0
    if options.fix and verdict.fixed != head:
        write_file(path, verdict.fixed.encode())
        change, found = _change(change.path, base, verdict.fixed), len(verdict.problems)
        verdict = _judged(change, tree.around)
        corrected = max(1, found - len(verdict.problems))
    # Only programs are told how the corrections of one line go together.
    fixes = verdict.fixes if options.form == "json" else ()
    problems = (*line_ends(change), *verdict.problems)
    return FileFindings(path, problems, fixes, corrected=corrected)


def _change(name: str, base: str | None, head: str) -> Change:
    return Change.whole(name, head) if base is None else Change.between(name, base, head)


def _judged(change: Change, around: Surroundings) -> Verdict:
    kind, applied = around.layout.kind(change.path), rules()
    edition = around.layout.day_of_edition(change.path) if change.base is None else None
    if edition is not None:
        kind, applied = FileKind.FINISHED, _all_for(FileKind.FINISHED)
        around = around.of_edition(edition)
    elif change.base is None or kind is FileKind.OTHER:
        kind = FileKind.DRAFT  # a file that is named to be checked is checked as a draft
    return judge(change, around.context, applied, around.settings.rules, kind)


def _all_for(kind: FileKind) -> tuple[Rule, ...]:
    """The rules for files of this kind and those for drafts, all made to apply to this kind."""
    wanted = (rule for rule in rules() if {kind, FileKind.DRAFT} & set(rule.kinds))
    return tuple(replaced(rule, kinds=(kind,)) for rule in wanted)
