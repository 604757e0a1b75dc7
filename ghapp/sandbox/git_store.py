"""One real bare git repository behind a network of forks: objects, references, diffs and merges."""

import asyncio
import os
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ghapp.sandbox.diffs import FileChange, read_diff
from ghapp.sandbox.objects import (
    FILE_MODE,
    TREE_MODE,
    Commit,
    TreeEntry,
    object_id,
    read_commit,
    read_tree,
    write_tree,
)

Change = tuple[str, str] | None  # mode and blob, or a removal
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "sandbox",
    "GIT_AUTHOR_EMAIL": "sandbox@localhost",
    "GIT_COMMITTER_NAME": "sandbox",
    "GIT_COMMITTER_EMAIL": "sandbox@localhost",
}


class GitStore:
    """Objects are written directly, read through one long-lived `git cat-file`, compared by git."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refs: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._diffs: dict[tuple[str, str], list[FileChange]] = {}

    @classmethod
    async def create(cls, path: Path, default_branch: str) -> "GitStore":
        """A new, empty repository."""
        store = cls(path)
        await _run("git", "init", "--quiet", "--bare", f"-b{default_branch}", str(path))
        store.write("tree", b"")
        return store

    @classmethod
    async def clone(cls, source: Path, path: Path) -> "GitStore":
        """A bare clone of a repository on this machine, sharing its objects."""
        store = cls(path)
        await _run("git", "clone", "--quiet", "--bare", "--shared", str(source), str(path))
        listing = await store.git("for-each-ref", "--format=%(refname) %(objectname)")
        for line in listing.decode().splitlines():
            name, _, sha = line.rpartition(" ")
            store.refs[name] = sha
        store.write("tree", b"")
        return store

    def close(self) -> None:
        """Ends the reading process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    async def git(self, *arguments: str) -> bytes:
        """Runs git in this repository and returns what it printed."""
        return await _run("git", f"--git-dir={self.path}", *arguments)

    async def head_branch(self) -> str:
        """The branch that HEAD names."""
        return (await self.git("symbolic-ref", "--short", "HEAD")).decode().strip()

    # Objects

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

    def made(self, sha: str) -> Commit:
        """A commit that is known to be there."""
        found = self.commit(sha)
        if found is None:
            raise LookupError(f"{sha} is not a commit here")
        return found

    def commit(self, sha: str) -> Commit | None:
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

    # References

    async def set_ref(self, name: str, sha: str | None) -> None:
        """Creates, moves or (with `None`) deletes a reference."""
        if sha is None:
            self.refs.pop(name, None)
            await self.git("update-ref", "-d", name)
        else:
            self.refs[name] = sha
            await self.git("update-ref", name, sha)

    # What git computes

    async def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor."""
        try:
            return (await self.git("merge-base", one, other)).decode().strip() or None
        except subprocess.CalledProcessError:
            return None

    async def is_ancestor(self, old: str, new: str) -> bool:
        """Whether moving from `old` to `new` is a fast forward."""
        return old == new or await self.merge_base(old, new) == old

    async def commits_between(self, base: str | None, head: str) -> list[str]:
        """The commits in `head` that are not in `base`, oldest first."""
        without = [f"^{base}"] if base else []
        listing = await self.git("rev-list", "--topo-order", "--reverse", head, *without)
        return listing.decode().split()

    async def history(self, head: str, path: str | None = None) -> list[str]:
        """The commits of a branch, newest first, or only those that changed a path."""
        only = ["--", path] if path else []
        return (await self.git("rev-list", head, *only)).decode().split()

    async def diff(self, base: str, head: str) -> list[FileChange]:
        """The files that differ between two commits or trees; kept, as objects never change."""
        if (base, head) not in self._diffs:
            options = ("-r", "-z", "-M", "--raw", "-p", "--full-index", "--no-color")
            output = await self.git("diff-tree", *options, base, head)
            self._diffs[base, head] = read_diff(output)
        return self._diffs[base, head]

    async def merged_tree(self, ours: str, theirs: str) -> str | None:
        """The tree of a merge of two commits, or nothing where they conflict."""
        try:
            output = await self.git("merge-tree", "--write-tree", "--no-messages", ours, theirs)
        except subprocess.CalledProcessError:
            return None
        return output.decode().split()[0]

    def _reader(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", f"--git-dir={self.path}", "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | _ENVIRONMENT,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("git cat-file has no pipes")
        return self._process.stdin, self._process.stdout


async def _run(*command: str) -> bytes:
    def run() -> bytes:
        environment = os.environ | _ENVIRONMENT
        return subprocess.run(command, check=True, capture_output=True, env=environment).stdout

    return await asyncio.to_thread(run)
