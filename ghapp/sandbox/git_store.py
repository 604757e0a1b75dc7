"""One real bare git repository behind a network of forks: objects, references, diffs and merges."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ghapp.sandbox.diffs import DiffFile, read_diff
from ghapp.sandbox.object_store import ENVIRONMENT
from ghapp.sandbox.tree_store import TreeStore


class GitStore(TreeStore):
    """The objects, what points to them, and all that git itself is asked to work out."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.refs: dict[str, str] = {}
        # Objects never change, and neither does what git works out of them.
        self._diffs: dict[tuple[str, str], list[DiffFile]] = {}
        self._merge_bases: dict[tuple[str, str], str | None] = {}
        self._commits: dict[tuple[str | None, str], list[str]] = {}

    @classmethod
    async def create(cls, path: Path, default_branch: str) -> GitStore:
        """A new, empty repository."""
        store = cls(path)
        bare = ("--bare", "--template=")  # without the examples of hooks, which take time
        await _run("git", "init", "--quiet", *bare, f"-b{default_branch}", str(path))
        store.write("tree", b"")
        return store

    @classmethod
    async def clone(cls, source: Path, path: Path) -> GitStore:
        """A bare clone of a repository on this machine, sharing its objects."""
        store = cls(path)
        await _run("git", "clone", "--quiet", "--bare", "--shared", str(source), str(path))
        listing = await store.git("for-each-ref", "--format=%(refname) %(objectname)")
        for line in listing.decode().splitlines():
            name, _, sha = line.rpartition(" ")
            store.refs[name] = sha
        store.write("tree", b"")
        return store

    async def git(self, *arguments: str) -> bytes:
        """Runs git in this repository and returns what it printed."""
        return await _run("git", f"--git-dir={self.path}", *arguments)

    async def head_branch(self) -> str:
        """The branch that HEAD names."""
        return (await self.git("symbolic-ref", "--short", "HEAD")).decode().strip()

    # References

    def set_ref(self, name: str, sha: str | None) -> None:
        """Creates, moves or (with `None`) deletes a reference."""
        self.set_refs({name: sha})

    def set_refs(self, wanted: Mapping[str, str | None]) -> None:
        """Creates, moves or deletes several references at one moment."""
        for name, sha in wanted.items():
            if sha is None:
                self.refs.pop(name, None)
            else:
                self.refs[name] = sha
        self._write_refs()

    def _write_refs(self) -> None:
        """Write them where git finds them: https://git-scm.com/docs/git-pack-refs."""
        lines = [f"{sha} {name}\n" for name, sha in sorted(self.refs.items())]
        written = self.path / "packed-refs.lock"
        written.write_text("".join(lines))
        written.replace(self.path / "packed-refs")

    # What git computes

    async def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor."""
        if (one, other) not in self._merge_bases:
            try:
                output = await self.git("merge-base", one, other)
            except subprocess.CalledProcessError:
                output = b""
            self._merge_bases[one, other] = output.decode().strip() or None
        return self._merge_bases[one, other]

    async def is_ancestor(self, old: str, new: str) -> bool:
        """Whether moving from `old` to `new` is a fast forward."""
        return old == new or await self.merge_base(old, new) == old

    async def commits_between(self, base: str | None, head: str) -> list[str]:
        """The commits in `head` that are not in `base`, oldest first."""
        if (base, head) not in self._commits:
            without = [f"^{base}"] if base else []
            listing = await self.git("rev-list", "--topo-order", "--reverse", head, *without)
            self._commits[base, head] = listing.decode().split()
        return self._commits[base, head]

    async def diff(self, base: str, head: str) -> list[DiffFile]:
        """The files that differ between two commits or trees."""
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


async def _run(*command: str) -> bytes:
    def run() -> bytes:
        environment = os.environ | ENVIRONMENT
        return subprocess.run(command, check=True, capture_output=True, env=environment).stdout

    return await asyncio.to_thread(run)
