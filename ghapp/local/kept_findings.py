"""What was found in files is kept: where nothing has changed since, nothing is checked again."""

from __future__ import annotations

import os
import sys
import time

import ghapp
from ghapp.local.caching import load, name_for, save
from ghapp.local.fingerprints import fingerprint
from ghapp.newsletter.spans import Span
from ghapp.review.file_findings import FileFindings
from ghapp.rules.problem import Fix, Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ghapp.local.fingerprints import Fingerprint

FORMAT = 1  # of the cache; another one is not read
MOST_KEPT = 2000  # files of one work tree, the last ones
SETTLED = 2 * 10**9  # ns: what is younger may change again without a change of its time
PARTS = ("", "local", "newsletter", "review", "rules", "settings")  # of the program: what judges
NOTHING: Any = ([], [], {}, b"")


class KeptFindings:
    """What was found in the files of one work tree, as long as all is the same that it rests on.

    That is the file, what stands around it (settings, template, editions), the day, the program
    and the libraries. Each is looked at before it is read for a judgement.
    """

    def __init__(self, root: str, archive: str | None) -> None:
        self._began = time.time_ns()
        self._cache = name_for("findings", root)
        editions = os.path.abspath(archive) if archive is not None else None
        self._now = [root, editions, time.strftime("%Y-%m-%d", time.gmtime()), _program()]
        then, self._around, self._files, self._found = load(self._cache, FORMAT) or NOTHING
        if then != self._now or any(fingerprint(*one) != state for *one, state in self._around):
            _, self._around, self._files, self._found = NOTHING
        self._states: dict[str, Fingerprint | None] = {}

    def find(self, path: str) -> FileFindings | None:
        """What was found in a file; None where that is not known, or no longer true."""
        name = _name(path)
        self._states[name] = fingerprint(path)
        state, start, end = self._files.get(name, (None, 0, 0))
        if state is None or state != self._states[name]:
            return None
        import json  # only where something is kept

        return FileFindings(path, tuple(map(_problem, json.loads(self._found[start:end]))))

    def keep(self, findings: Iterable[FileFindings], around: Mapping[str, bool]) -> None:
        """Keep what was found now.

        Args:
            findings: in files that were not found here.
            around: the files and folders that a judgement of any file of the work tree rests on,
                and whether only the names in a folder matter.

        """
        states = self._around or [[*one, fingerprint(*one)] for one in around.items()]
        if not self._around and any(state and self._is_young(state) for *_, state in states):
            return
        import json

        kept = {name: (state, self._found[a:b]) for name, (state, a, b) in self._files.items()}
        for one in findings:
            name = _name(one.path)
            kept[name] = self._states[name], json.dumps([*map(_plain, one.problems)]).encode()
        files, found, at = {}, [], 0
        for name, (state, content) in [*kept.items()][-MOST_KEPT:]:
            files[name] = state, at, at + len(content)
            found.append(content)
            at += len(content)
        save(self._cache, FORMAT, self._now, states, files, b"".join(found))

    def _is_young(self, state: Fingerprint) -> bool:
        """Whether something may have changed after it was read."""
        return self._began - state[1] < SETTLED


def _name(path: str) -> str:
    """What a file is kept under: where it lies, and what it was called."""
    return f"{os.path.realpath(path)}\0{os.path.basename(path)}"


def _program() -> list[Any]:
    """The program, and the folders of the libraries: installing one changes the folder's time."""
    own = os.path.dirname(ghapp.__file__)
    parts = [fingerprint(os.path.join(own, part)) for part in PARTS]
    # The first is where the program was started from.
    times = [os.stat(path).st_mtime_ns for path in sys.path[1:] if os.path.isdir(path)]
    return [sys.version, parts, times]


def _plain(problem: Problem) -> list[Any]:
    fix = problem.fix
    how = None if fix is None else [*fix.span, fix.text]
    return [*problem.span, problem.message, problem.rule, problem.severity, how]


def _problem(plain: list[Any]) -> Problem:
    *span, message, rule, severity, how = plain
    fix = None if how is None else Fix(Span(*how[:4]), how[4])
    return Problem(Span(*span), message, fix, rule, Severity(severity))
