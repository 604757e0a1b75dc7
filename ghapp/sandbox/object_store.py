"""The objects of a git repository: written directly, read through one long-lived process."""

from __future__ import annotations

import os
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ghapp.sandbox.objects import (
    FILE_MODE,
    TREE_MODE,
    GitCommit,
    TreeEntry,
    object_id,
    read_commit,
    read_tree,
    write_tree,
)

Change = tuple[str, str] | None  # mode and blob, or a removal
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

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

    def entry(self, tree: str, path: str) -> TreeEntry | None:
        """What stands at this path of a tree."""
        entry = TreeEntry(TREE_MODE, "", tree)
        for name in path.strip("/").split("/"):
            inside = self.tree(entry.sha) if entry.kind == "tree" else None
            found = next((item for item in inside or () if item.name == name), None)
            if found is None:
                return None
            entry = found
        return entry

    def walk(self, tree: str, prefix: str = "") -> Iterator[tuple[str, TreeEntry]]:
        """Every entry below a tree with its path, directories before what is in them."""
        for entry in self.tree(tree) or ():
            path = prefix + entry.name
            yield path, entry
            if entry.kind == "tree":
                yield from self.walk(entry.sha, path + "/")

    def changed_tree(self, tree: str | None, changes: dict[str, Change]) -> str | None:
        """The tree after these changes, or nothing if it would be empty."""
        entries = {entry.name: entry for entry in (self.tree(tree) if tree else None) or ()}
        below: dict[str, dict[str, Change]] = {}
        for path, change in changes.items():
            name, slash, rest = path.partition("/")
            if slash:
                below.setdefault(name, {})[rest] = change
            elif change is None:
                entries.pop(name, None)
            else:
                entries[name] = TreeEntry(change[0], name, change[1])
        for name, inner in below.items():
            old = entries.get(name)
            new = self.changed_tree(old.sha if old and old.kind == "tree" else None, inner)
            if new is not None:
                entries[name] = TreeEntry(TREE_MODE, name, new)
            elif old is not None and old.kind == "tree":
                del entries[name]
        return self.write("tree", write_tree(list(entries.values()))) if entries else None

    def tree_with(self, tree: str | None, files: dict[str, bytes | None]) -> str:
        """The tree after these files were written, or removed where they are `None`."""
        changes: dict[str, Change] = {}
        for path, data in files.items():
            old = self.entry(tree, path) if tree else None
            mode = old.mode if old and old.kind == "blob" else FILE_MODE
            changes[path] = None if data is None else (mode, self.write("blob", data))
        return self.changed_tree(tree, changes) or EMPTY_TREE

    def changed_paths(self, old: str | None, new: str | None) -> Iterator[tuple[str, str]]:
        """What differs between two trees, as (`added`, `removed` or `modified`, path)."""
        before = {entry.name: entry for entry in (self.tree(old) if old else None) or ()}
        after = {entry.name: entry for entry in (self.tree(new) if new else None) or ()}
        for name in sorted(before.keys() | after.keys()):
            one, other = before.get(name), after.get(name)
            if one == other:
                continue
            trees = [
                entry.sha if entry and entry.kind == "tree" else None for entry in (one, other)
            ]
            for status, path in self.changed_paths(*trees) if any(trees) else ():
                yield status, f"{name}/{path}"
            files = [entry is not None and entry.kind != "tree" for entry in (one, other)]
            if any(files):
                yield ("modified" if all(files) else "removed" if files[0] else "added"), name

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
