"""The objects of a git repository: written directly, read through one long-lived process."""

from __future__ import annotations

import os
import subprocess
import zlib
from pathlib import Path
from typing import IO

from ghapp.sandbox.objects import (
    GitCommit,
    TreeEntry,
    object_id,
    read_commit,
    read_tree,
)

ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "sandbox",
    "GIT_AUTHOR_EMAIL": "sandbox@localhost",
    "GIT_COMMITTER_NAME": "sandbox",
    "GIT_COMMITTER_EMAIL": "sandbox@localhost",
}


class ObjectStore:
    """Blobs, trees and commits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._process: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """Ends the reading process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def read(self, sha: str) -> tuple[str, bytes] | None:
        """An object's type and content."""
        if len(sha) != 40 or not sha.isalnum():
            return None
        ask, hear = self._reader()
        ask.write(sha.encode() + b"\n")
        ask.flush()
        header = hear.readline().split()
        if len(header) != 3:
            return None
        data = hear.read(int(header[2]))
        hear.read(1)
        return header[1].decode(), data

    def write(self, kind: str, data: bytes) -> str:
        """Stores an object and returns its name."""
        sha = object_id(kind, data)
        target = self.path / "objects" / sha[:2] / sha[2:]
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            part = target.with_suffix(".part")
            part.write_bytes(zlib.compress(f"{kind} {len(data)}\0".encode() + data, 1))
            part.rename(target)
        return sha

    def blob(self, sha: str) -> bytes | None:
        """A file's content."""
        found = self.read(sha)
        return found[1] if found and found[0] == "blob" else None

    def tree(self, sha: str) -> list[TreeEntry] | None:
        """A directory's entries."""
        found = self.read(sha)
        return read_tree(found[1]) if found and found[0] == "tree" else None

    def made(self, sha: str) -> GitCommit:
        """A commit that is known to be there."""
        found = self.commit(sha)
        if found is None:
            raise LookupError(f"{sha} is not a commit here")
        return found

    def commit(self, sha: str) -> GitCommit | None:
        """A commit."""
        found = self.read(sha)
        return read_commit(sha, found[1]) if found and found[0] == "commit" else None

    def _reader(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", f"--git-dir={self.path}", "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | ENVIRONMENT,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("git cat-file has no pipes")
        return self._process.stdin, self._process.stdout
