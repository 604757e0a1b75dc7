"""A local git repository, read through git itself; bare ones too, and nothing is changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ghapp.ports import ChangedFile, FileStatus

STATUSES = {
    "A": FileStatus.ADDED,
    "D": FileStatus.REMOVED,
    "R": FileStatus.RENAMED,
    "C": FileStatus.ADDED,
}


class CloneProblem(Exception):
    """What is wrong with a local repository, in one line."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A pull request as history shows it: two commits, and when it was merged."""

    number: int
    base: str
    head: str


class Clone:
    """One local repository; close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, dict[str, str]] = {}
        if not path.is_dir():
            raise CloneProblem(f"{path} is no folder.")
        self._git("rev-parse", "--git-dir")

    def __enter__(self) -> Clone:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects."""
        if self._reader is not None and self._reader.stdin and self._reader.stdout:
            self._reader.stdin.close()
            self._reader.wait()
            self._reader.stdout.close()
            self._reader = None

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self.path), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except FileNotFoundError:
            raise CloneProblem("git is not installed, or not on the PATH.") from None
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().splitlines()
            said = reason[-1].removeprefix("fatal: ") if reason else "git failed"
            raise CloneProblem(f"{self.path}: {said}")
        return done.stdout

    def commit(self, revision: str) -> str:
        """The SHA of the commit that a revision names."""
        try:
            return (
                self._git("rev-parse", "--verify", "-q", f"{revision}^{{commit}}").decode().strip()
            )
        except CloneProblem:
            raise CloneProblem(f"{self.path} has no commit {revision}.") from None

    def paths(self, commit: str) -> dict[str, str]:
        """Every file of a commit: path -> blob SHA."""
        if commit not in self._trees:
            listing = self._git("ls-tree", "-r", "-z", "--full-tree", commit).decode(
                errors="replace"
            )
            entries = (entry.split("\t", 1) for entry in listing.split("\0") if entry)
            self._trees[commit] = {
                path: about.split()[2] for about, path in entries if " blob " in about
            }
        return self._trees[commit]

    def blob(self, name: str) -> bytes:
        """The bytes of a blob, by SHA."""
        if self._reader is None:
            self._reader = subprocess.Popen(
                ["git", "-C", str(self.path), "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        stdin, stdout = self._reader.stdin, self._reader.stdout
        assert stdin is not None  # noqa: S101 - both are pipes
        assert stdout is not None  # noqa: S101
        stdin.write(name.encode() + b"\n")
        stdin.flush()
        answer = stdout.readline().split()
        if len(answer) != 3:
            raise CloneProblem(f"{self.path} has no object {name}.")
        content = stdout.read(int(answer[2]))
        stdout.read(1)
        return content

    def file(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file in a commit; None if it is not there."""
        sha = self.paths(commit).get(path)
        return self.blob(sha) if sha is not None else None

    def merge_base(self, base: str, head: str) -> str:
        """The commit at which a head left a base."""
        try:
            return self._git("merge-base", base, head).decode().strip()
        except CloneProblem:
            raise CloneProblem(f"{base} and {head} have no history in common.") from None

    def changed_files(self, base: str, head: str) -> tuple[ChangedFile, ...]:
        """The files that differ between two commits, with renames as GitHub finds them."""
        raw = self._git("diff-tree", "-r", "-M", "--raw", "-z", "--no-abbrev", base, head)
        fields = iter(raw.decode(errors="replace").split("\0"))
        return tuple(_changed_file(about, fields) for about in fields if about)

    def time_of(self, commit: str) -> datetime:
        """When a commit was made (committer's date)."""
        seconds = int(self._git("show", "-s", "--format=%ct", commit))
        return datetime.fromtimestamp(seconds, UTC)

    def merged_pulls(self, since: str | None, until: str | None) -> list[tuple[str, str, str]]:
        """The first-parent history of HEAD, oldest first: (commit, parents, subject)."""
        limits = [f"--since={since}"] if since else []
        limits += [f"--until={until}"] if until else []
        log = self._git(
            "log", "--first-parent", "--reverse", "--format=%H%x00%P%x00%s", *limits, "HEAD"
        )
        rows = (line.split("\0", 2) for line in log.decode(errors="replace").splitlines())
        return [(row[0], row[1], row[2]) for row in rows if len(row) == 3]


def _changed_file(about: str, fields: Iterator[str]) -> ChangedFile:
    _, new_mode, _, new_sha, status = about.split(" ")
    first = next(fields)
    second = next(fields) if status[0] in "RC" else None
    kind = STATUSES.get(status[0], FileStatus.MODIFIED)
    is_blob = new_mode.startswith(("100", "120"))
    return ChangedFile(
        path=second or first,
        status=kind,
        blob=new_sha if kind is not FileStatus.REMOVED and is_blob else None,
        previous_path=first if status[0] == "R" else None,
    )
