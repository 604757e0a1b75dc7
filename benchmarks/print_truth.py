"""What was corrected in editions after they were published, from any clone's history.

Read without the app's own code. A correction is a line of an edition that a later commit on the
first-parent line changed by a few characters or words, or took out, in a commit that changes few
lines of that edition.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from pathlib import Path

EDITION = re.compile(r"content/[^/]*?(\d{4}-\d{2}-\d{2})[^/]*\.md")
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")
MOST_LINES = 20  # a commit that changes more of an edition is no small correction
ALIKE = 0.5  # how alike two lines are that are one line before and after


@dataclass(frozen=True)
class Correction:
    """A line of an edition before and after; `new` is None where it was taken out."""

    path: str
    commit: str
    parent: str
    line: int
    old: str
    new: str | None


@dataclass
class PublishedEdition:
    """A published edition and what was done to it since; `commit` published it."""

    path: str
    day: date
    commit: str
    corrections: list[Correction] = field(default_factory=list)
    days_until: dict[str, float] = field(default_factory=dict)  # by commit


@dataclass
class _Hunk:
    start: int
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


@dataclass
class _Step:
    """One file in one commit of the first-parent line."""

    commit: str
    parent: str
    seconds: int
    path: str
    is_new: bool = False
    hunks: list[_Hunk] = field(default_factory=list)


def git(clone: Path, *arguments: str) -> str:
    """What git prints."""
    command = ["git", "-C", str(clone), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")


def editions(clone: Path, since: date) -> list[PublishedEdition]:
    """The editions from this day on that were published in the history, oldest first."""
    found: dict[str, PublishedEdition] = {}
    published: dict[str, int] = {}
    for step in _steps(clone, since):
        match = EDITION.fullmatch(step.path)
        if match is None or date.fromisoformat(match[1]) < since:
            continue
        if step.is_new and step.path not in found:
            day = date.fromisoformat(match[1])
            found[step.path] = PublishedEdition(step.path, day, step.commit)
            published[step.path] = step.seconds
        elif step.path in found and _size(step) <= MOST_LINES:
            edition = found[step.path]
            edition.corrections += _corrections(step)
            days = (step.seconds - published[step.path]) / 86400
            edition.days_until[step.commit] = days
    return sorted(found.values(), key=lambda edition: edition.day)


def _steps(clone: Path, since: date) -> Iterator[_Step]:
    options = ["--first-parent", "-m", "--reverse", "--no-renames", "-p", "-U0", "--no-color"]
    start = datetime(since.year, since.month, since.day, tzinfo=UTC).isoformat()
    log = git(
        clone, "-c", "core.quotePath=false", "log", *options, f"--since={start}",
        "--format=%x00%H %P %ct", "--", "content",
    )  # fmt: skip
    for entry in log.split("\0")[1:]:
        head, _, patch = entry.partition("\n")
        commit, *parents, seconds = head.split()
        for part in re.split(r"^diff --git .*\n", patch, flags=re.MULTILINE)[1:]:
            yield _step(commit, parents[0] if parents else "", int(seconds), part)


def _step(commit: str, parent: str, seconds: int, patch: str) -> _Step:
    step = _Step(commit, parent, seconds, "")
    for line in patch.split("\n"):
        hunk = HUNK.match(line)
        if hunk:
            step.hunks.append(_Hunk(int(hunk[1])))
        elif not step.hunks:
            step.is_new = step.is_new or line.startswith("new file")
            if line.startswith("+++ b/"):
                step.path = line[6:].rstrip("\t")
        elif line.startswith("-"):
            step.hunks[-1].removed.append(line[1:])
        elif line.startswith("+"):
            step.hunks[-1].added.append(line[1:])
    return step


def _size(step: _Step) -> int:
    return sum(max(len(hunk.removed), len(hunk.added)) for hunk in step.hunks)


def _corrections(step: _Step) -> Iterator[Correction]:
    come = {text for hunk in step.hunks for text in hunk.added}
    gone = {text for hunk in step.hunks for text in hunk.removed}
    removed = [
        (hunk.start + offset, text)
        for hunk in step.hunks
        for offset, text in enumerate(hunk.removed)
    ]
    partners = _partners(step.hunks)
    for line, old in removed:
        new = partners.get(line)
        is_moved = old in come or new in gone
        if old.strip() and not is_moved:
            yield Correction(step.path, step.commit, step.parent, line, old, new)


def _partners(hunks: list[_Hunk]) -> dict[int, str]:
    """Which line each removed one became: the one in its place, else the most alike."""
    partners: dict[int, str] = {}
    removed, added = [], []
    for hunk in hunks:
        lines = [(hunk.start + offset, text) for offset, text in enumerate(hunk.removed)]
        if len(hunk.removed) == len(hunk.added):
            partners.update((line, hunk.added[n]) for n, (line, _) in enumerate(lines))
        else:
            removed += lines
            added += [(hunk.start, text) for text in hunk.added if text.strip()]
    pairs = sorted(
        (
            (-_alike(old, new), abs(first - second), first, place)
            for first, old in removed
            for place, (second, new) in enumerate(added)
        ),
    )
    taken: set[int] = set()
    for unlike, _, first, place in pairs:
        if -unlike >= ALIKE and first not in partners and place not in taken:
            partners[first] = added[place][1]
            taken.add(place)
    return partners


def _alike(old: str, new: str) -> float:
    if old.strip() and (old.strip() in new or new.strip() in old):
        return 1.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
