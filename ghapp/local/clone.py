"""A local git repository, read through git itself; bare ones too, and nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ghapp.local.git_objects import GitObjects, run_git
from ghapp.local.problem import LocalProblem
from ghapp.review.files import ChangedFile, FileStatus

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STATUSES = {
    "A": FileStatus.ADDED,
    "D": FileStatus.REMOVED,
    "R": FileStatus.RENAMED,
    "C": FileStatus.ADDED,
}


@dataclass(frozen=True, slots=True)
class Merge:
    """A pull request as history shows it: its head, and what it was merged into."""

    number: int
    base: str
    head: str


class Clone:
    """One local repository; close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_dir():
            raise LocalProblem(f"{path} is no folder.")
        self._objects = GitObjects(path)

    def __enter__(self) -> Clone:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects."""
        self._objects.close()

    def commit(self, revision: str) -> str:
        """The SHA of the commit that a revision names."""
        sha, kind, _ = self._objects.read(f"{revision}^{{commit}}")
        if kind != b"commit":
            raise LocalProblem(f"{self.path} has no commit {revision}.")
        return sha

    def paths(self, commit: str) -> Mapping[str, str]:
        """Every file of a commit: path -> blob SHA."""
        return self._objects.files(self._objects.read(f"{commit}^{{tree}}")[0])

    def blob(self, name: str) -> bytes:
        """The bytes of a blob, by SHA."""
        return self._objects.read(name)[2]

    def file(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file in a commit; None if it is not there."""
        sha = self.paths(commit).get(path)
        return self.blob(sha) if sha is not None else None

    def has_had(self, path: str) -> bool:
        """Whether HEAD or any commit before it has a file."""
        if path in self.paths(self.commit("HEAD")):
            return True
        return bool(run_git(self.path, "log", "-1", "--format=%H", "HEAD", "--", path).strip())

    def merge_base(self, base: str, head: str) -> str:
        """The commit at which a head left a base."""
        try:
            return run_git(self.path, "merge-base", base, head).decode().strip()
        except LocalProblem:
            raise LocalProblem(f"{base} and {head} have no history in common.") from None

    def parents_since(self, oldest: str) -> dict[str, list[str]]:
        """The parents of each commit of HEAD's history that does not lead to the oldest."""
        rows = run_git(self.path, "rev-list", "--parents", "HEAD", f"^{oldest}").splitlines()
        return {commit: parents for commit, *parents in (row.decode().split() for row in rows)}

    def contains(self, head: str, other: str) -> bool:
        """Whether a commit is part of another one's history."""
        return not run_git(self.path, "rev-list", "--max-count=1", other, f"^{head}").strip()

    def merge_bases(self, head: str, others: Sequence[str]) -> list[str]:
        """Where a head left what a merge of some other commits would have, or has."""
        return run_git(self.path, "merge-base", "--all", head, *others).decode().split()

    def changed_files(self, base: str, head: str) -> tuple[ChangedFile, ...]:
        """The files that differ between two commits, with renames as GitHub finds them."""
        before, after = self.paths(base), self.paths(head)
        if before.keys() - after.keys() and after.keys() - before.keys():
            return self._with_renames(base, head)
        changed = [
            ChangedFile(path, FileStatus.MODIFIED if path in before else FileStatus.ADDED, blob)
            for path, blob in after.items()
            if before.get(path) != blob
        ]
        gone = before.keys() - after.keys()
        changed += [ChangedFile(path, FileStatus.REMOVED, None) for path in gone]
        return tuple(sorted(changed, key=lambda file: file.path))

    def _with_renames(self, base: str, head: str) -> tuple[ChangedFile, ...]:
        form = ("-r", "-M", "--raw", "-z", "--no-abbrev")
        return _changed_files(run_git(self.path, "diff-tree", *form, base, head))

    def changed_in_work_tree(self, base: str) -> tuple[ChangedFile, ...]:
        """The tracked files that differ between a commit and the work tree."""
        form = ("--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--ignore-submodules")
        return _changed_files(run_git(self.path, "diff", *form, base, "--"))

    def tracked(self) -> frozenset[str]:
        """The paths in git's index."""
        return frozenset(run_git(self.path, "ls-files", "-z").decode(errors="replace").split("\0"))

    def time_of(self, commit: str) -> datetime:
        """When a commit was made (committer's date)."""
        header = self._objects.read(commit)[2].split(b"\n\n", 1)[0]
        committer = next(line for line in header.split(b"\n") if line.startswith(b"committer "))
        return datetime.fromtimestamp(int(committer.split()[-2]), UTC)

    def first_parents(self, since: str | None, until: str | None) -> list[tuple[str, str, str]]:
        """The first-parent history of HEAD, oldest first: (commit, parents, subject)."""
        # To git, a day alone means that day at the present time of day.
        limits = [f"--since={_moment(since, '00:00:00')}"] if since else []
        limits += [f"--until={_moment(until, '23:59:59')}"] if until else []
        options = ["--no-show-signature", "--first-parent", "--reverse", "--encoding=UTF-8"]
        log = run_git(self.path, "log", *options, "--format=%H%x00%P%x00%s", *limits, "HEAD", "--")
        rows = (line.split("\0", 2) for line in log.decode(errors="replace").split("\n"))
        return [(row[0], row[1], row[2]) for row in rows if len(row) == 3]


def _moment(day: str, time: str) -> str:
    return f"{day}T{time}Z" if DAY.fullmatch(day) else day


def _changed_files(raw: bytes) -> tuple[ChangedFile, ...]:
    """The files that git lists in its raw form, with a NUL behind each field."""
    fields = iter(raw.decode(errors="replace").split("\0"))
    return tuple(_changed_file(about, fields) for about in fields if about)


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
