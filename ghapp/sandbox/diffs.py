"""Differences between two trees as GitHub lists them: files, statuses, patches and hunks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# GitHub shows no patch for a file above these sizes.
PATCH_LINES = 20_000
PATCH_BYTES = 500_000

_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "T": "changed"}


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a patch with its numbers on both sides; `None` where it does not exist."""

    mark: str
    text: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of changed lines with three lines of context around it."""

    header: str
    lines: tuple[DiffLine, ...]

    def has(self, side: str, line: int) -> bool:
        """Whether this line, counted on this side, is in the hunk."""
        return any(line == (row.new if side == "RIGHT" else row.old) for row in self.lines)


@dataclass(frozen=True, slots=True)
class DiffFile:
    """What happened to one file."""

    path: str
    status: str
    sha: str
    previous_path: str | None = None
    text: str | None = None
    hunks: tuple[Hunk, ...] = field(default=())

    @property
    def patch(self) -> str | None:
        """The patch as GitHub returns it: left out for binary and very large differences."""
        if self.text is None or len(self.text) > PATCH_BYTES:
            return None
        return self.text if self.text.count("\n") <= PATCH_LINES else None

    @property
    def additions(self) -> int:
        """How many lines were added."""
        return sum(row.mark == "+" for hunk in self.hunks for row in hunk.lines)

    @property
    def deletions(self) -> int:
        """How many lines were removed."""
        return sum(row.mark == "-" for hunk in self.hunks for row in hunk.lines)

    def hunk_with(self, side: str, line: int) -> Hunk | None:
        """The hunk this line lies in, or nothing where no comment can be made."""
        return next((hunk for hunk in self.hunks if hunk.has(side, line)), None)


def read_diff(output: bytes) -> list[DiffFile]:
    """Parses `git diff-tree -r -z --raw -p --full-index`: raw records first, then the patches."""
    records, patches = _split(output)
    following = iter(patches)
    changes = []
    for record in records:
        patch = next(following)
        if record[0] == "T":  # a file that became a link is printed as a removal and an addition
            patch = next(following)
        changes.append(_file_change(record, patch))
    return changes


def _split(output: bytes) -> tuple[list[tuple[str, str, list[str]]], list[str]]:
    records: list[tuple[str, str, list[str]]] = []
    at = 0
    while output[at : at + 1] == b":":
        end = output.index(b"\0", at)
        meta = output[at + 1 : end].decode().split(" ")
        paths, at = [], end + 1
        for _ in range(2 if meta[4][0] in "RC" else 1):
            end = output.index(b"\0", at)
            paths.append(output[at:end].decode("utf-8", "surrogateescape"))
            at = end + 1
        blob = meta[2] if meta[4][0] == "D" else meta[3]
        records.append((meta[4][0], blob, paths))
    text = output[at:].lstrip(b"\0").decode("utf-8", "replace")
    patches = re.split(r"^diff --git .*\n", text, flags=re.MULTILINE)[1:]
    return records, patches


def _file_change(record: tuple[str, str, list[str]], patch: str) -> DiffFile:
    status, blob, paths = record
    start = _HUNK.search(patch)
    text = patch[start.start() :].removesuffix("\n") if start else None
    return DiffFile(
        path=paths[-1],
        status=_STATUS.get(status, "changed"),
        sha=blob,
        previous_path=paths[0] if len(paths) == 2 else None,
        text=text,
        hunks=tuple(read_hunks(text)) if text else (),
    )


def read_hunks(patch: str) -> Iterator[Hunk]:
    """The hunks of one file's patch."""
    starts = [*_HUNK.finditer(patch)]
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(patch)
        header, *rows = patch[match.start() : end].removesuffix("\n").split("\n")
        yield Hunk(header, tuple(_number(rows, int(match[1]), int(match[3]))))


def _number(rows: list[str], old: int, new: int) -> Iterator[DiffLine]:
    for row in rows:
        mark, text = row[:1], row[1:]
        if mark == "+":
            yield DiffLine("+", text, None, new)
            new += 1
        elif mark == "-":
            yield DiffLine("-", text, old, None)
            old += 1
        elif mark == "\\":
            yield DiffLine("\\", text, None, None)
        else:
            yield DiffLine(" ", text, old, new)
            old, new = old + 1, new + 1
