"""The objects of a git repository: kept at hand, and on disk from when git is asked about them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

from ghapp.sandbox.objects import (
    GitCommit,
    TreeEntry,
    object_id,
    read_commit,
    read_tree,
)
from ghapp.sandbox.packs import GitObject, write_pack

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
        self._path = path
        self._objects: dict[str, GitObject] = {}
        self._unwritten: dict[str, GitObject] = {}
        self._process: subprocess.Popen[bytes] | None = None
        # Every commit that was written or read here: objects never change.
        self.commits: dict[str, GitCommit] = {}

    def close(self) -> None:
        """Ends the reading process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def on_disk(self) -> Path:
        """Where git finds all the objects; those that are new are written first."""
        folder = self._path / "objects" / "pack"
        folder.mkdir(parents=True, exist_ok=True)
        if self._unwritten:
            write_pack(folder, self._unwritten)
            self._unwritten.clear()
        return self._path

    def read(self, sha: str) -> GitObject | None:
        """An object's type and content."""
        if sha not in self._objects:
            found = self._read_from_disk(sha)
            if found is None:
                return None
            self._objects[sha] = found
        return self._objects[sha]

    def _read_from_disk(self, sha: str) -> GitObject | None:
        """What git itself wrote: of a clone, and of a merge."""
        if len(sha) != 40 or not sha.isalnum() or not self._path.exists():
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
        """Keeps an object and returns its name."""
        sha = object_id(kind, data)
        if sha not in self._objects:
            self._objects[sha] = self._unwritten[sha] = (kind, data)
        if kind == "commit":
            self.commit(sha)
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
        if sha not in self.commits:
            found = self.read(sha)
            if found is None or found[0] != "commit":
                return None
            self.commits[sha] = read_commit(sha, found[1])
        return self.commits[sha]

    def _reader(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", f"--git-dir={self._path}", "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | ENVIRONMENT,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("git cat-file has no pipes")
        return self._process.stdin, self._process.stdout
