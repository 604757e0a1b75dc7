"""One real bare git repository behind a network of forks: objects, references, diffs and merges."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from ghapp.sandbox import history
from ghapp.sandbox.diffs import DiffFile, read_diff
from ghapp.sandbox.object_store import ENVIRONMENT
from ghapp.sandbox.ref_store import RefStore


class GitStore(RefStore):
    """The objects, what points to them, and all that is worked out of them, by git or as by git."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        # Objects never change, and neither does what is worked out of them.
        self._diffs: dict[tuple[str, str], list[DiffFile]] = {}
        self._merge_bases: dict[tuple[str, str], str | None] = {}
        self._merged_trees: dict[tuple[str, str], str | None] = {}
        self._beyond: dict[tuple[str, frozenset[str]], list[str]] = {}

    @classmethod
    def create(cls, path: Path, default_branch: str) -> GitStore:
        """A new, empty repository."""
        store = cls(path)
        store._head = f"ref: refs/heads/{default_branch}\n"
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
        return await _run("git", f"--git-dir={self.on_disk()}", *arguments)

    async def head_branch(self) -> str:
        """The branch that HEAD names."""
        return (await self.git("symbolic-ref", "--short", "HEAD")).decode().strip()

    async def merge_base(self, one: str, other: str) -> str | None:
        """The best common ancestor; of several, the one that git takes."""
        if (one, other) not in self._merge_bases:
            try:
                best = history.merge_bases(self.commits, one, other)
            except KeyError:  # of a clone, only git knows the past
                best = {one, other}
            found = min(best, default=None)
            if len(best) > 1:
                found = await self._git_merge_base(one, other)
            self._merge_bases[one, other] = found
        return self._merge_bases[one, other]

    async def _git_merge_base(self, one: str, other: str) -> str | None:
        try:
            return (await self.git("merge-base", one, other)).decode().strip()
        except subprocess.CalledProcessError:
            return None

    async def is_ancestor(self, old: str, new: str) -> bool:
        """Whether moving from `old` to `new` is a fast forward."""
        return old == new or await self.merge_base(old, new) == old

    async def commits_between(self, base: str | None, head: str) -> list[str]:
        """The commits in `head` that are not in `base`, oldest first."""
        return await self.commits_beyond([base] if base else [], head)

    async def commits_beyond(self, bases: Iterable[str], head: str) -> list[str]:
        """The commits in `head` that are in none of these, oldest first."""
        key = head, frozenset(bases)
        if key not in self._beyond:
            try:
                self._beyond[key] = history.commits_beyond(self.commits, key[1], head)
            except KeyError:  # of a clone, only git knows the past
                options = ("--topo-order", "--reverse", head, *(f"^{sha}" for sha in key[1]))
                self._beyond[key] = (await self.git("rev-list", *options)).decode().split()
        return self._beyond[key]

    async def diff(self, base: str, head: str) -> list[DiffFile]:
        """The files that differ between two commits or trees."""
        if (base, head) not in self._diffs:
            options = ("-r", "-z", "-M", "--raw", "-p", "--full-index", "--no-color")
            output = await self.git("diff-tree", *options, base, head)
            self._diffs[base, head] = read_diff(output)
        return self._diffs[base, head]

    async def merged_tree(self, ours: str, theirs: str) -> str | None:
        """The tree of a merge of two commits, or nothing where they conflict."""
        if (ours, theirs) not in self._merged_trees:
            ahead = {ours: theirs, theirs: ours}.get(await self.merge_base(ours, theirs) or "")
            tree = self.made(ahead).tree if ahead else await self._merge_tree(ours, theirs)
            self._merged_trees[ours, theirs] = tree
        return self._merged_trees[ours, theirs]

    async def _merge_tree(self, ours: str, theirs: str) -> str | None:
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
