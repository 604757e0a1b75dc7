"""New commits in a clone: objects only, no branch moves and the work tree stays as it is."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ghapp.local.problem import LocalProblem

FILE_MODE = "100644"
# Where git knows nobody: a commit needs a name.
NOBODY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "ghapp"), ("EMAIL", "ghapp@localhost"))
}


@dataclass(frozen=True, slots=True)
class GitMerge:
    """What `git merge-tree` makes of two commits."""

    tree: str
    conflicts: tuple[str, ...]  # paths


class CommitWriter:
    """Writes trees and commits with git's own commands."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def tree(self, start: str, files: Mapping[str, bytes | None]) -> str:
        """The tree of a commit with some files changed, or deleted (None)."""
        if not files:
            return self._git("rev-parse", "--verify", f"{start}^{{tree}}")
        blobs = {path: self._blob(content) for path, content in files.items()}
        entries = "".join(
            f"0 {'0' * len(start)}\t{path}\0" if blob is None else f"{FILE_MODE} {blob}\t{path}\0"
            for path, blob in blobs.items()
        )
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self._git("read-tree", start, extra=index)
            given = entries.encode("utf-8", "surrogateescape")
            self._git("update-index", "-z", "--index-info", given=given, extra=index)
            return self._git("write-tree", extra=index)

    def _blob(self, content: bytes | None) -> str | None:
        if content is None:
            return None
        return self._git("hash-object", "-w", "--stdin", given=content)

    def commit(self, tree: str, parents: Sequence[str], message: str) -> str:
        """Write a commit and return its SHA."""
        named = [word for parent in parents for word in ("-p", parent)]
        known = self._git("var", "GIT_COMMITTER_IDENT", check=False)
        extra = {} if known else NOBODY
        return self._git("commit-tree", tree, *named, given=message.encode(), extra=extra)

    def merge_tree(self, ours: str, theirs: str) -> GitMerge:
        """Merge two commits as `git merge` does.

        The first line is the tree; the paths of conflicts follow (git's documentation of
        merge-tree, "OUTPUT").
        """
        options = ("--write-tree", "-z", "--name-only", "--no-messages")
        answer = self._git("merge-tree", *options, ours, theirs, conflicts=True)
        tree, *paths = answer.split("\0")
        return GitMerge(tree, tuple(path for path in paths if path))

    def _git(
        self,
        *arguments: str,
        given: bytes = b"",
        extra: Mapping[str, str] | None = None,
        check: bool = True,
        conflicts: bool = False,
    ) -> str:
        done = subprocess.run(
            ["git", "-C", str(self._path), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **(extra or {})},
        )
        is_fine = done.returncode == 0 or (conflicts and done.returncode == 1)
        if check and not is_fine:
            reason = done.stderr.decode(errors="replace").strip()
            raise LocalProblem(f"{self._path}: {reason or 'git failed'}")
        return done.stdout.decode("utf-8", "surrogateescape").strip() if is_fine else ""
