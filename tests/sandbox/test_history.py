"""What is worked out of commits at hand is what git works out of the same commits."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ghapp.sandbox.git_store import GitStore
from ghapp.sandbox.history import commits_beyond, merge_bases
from ghapp.sandbox.objects import Signature, write_commit
from ghapp.sandbox.tree_store import EMPTY_TREE

FEWER = settings().max_examples // 4  # each starts processes of git
# The parents of each commit, as places in the list of those before it.
graphs = st.lists(st.lists(st.integers(0, 9), max_size=3, unique=True), min_size=2, max_size=10)


def made(store: GitStore, graph: list[list[int]], trees: Sequence[str] = ()) -> list[str]:
    """Commits of this shape; the seconds go back and forth, as people's clocks do."""
    shas: list[str] = []
    for index, places in enumerate(graph):
        parents = tuple(dict.fromkeys(shas[place % index] for place in places if index))
        tree = trees[index] if trees else EMPTY_TREE
        second = index * 7 % 10
        who = Signature("f", "f@crabs.example", datetime(2030, 1, 1, 0, 0, second, tzinfo=UTC))
        data = write_commit(tree, parents, (who, who), f"Commit {index}")
        shas.append(store.write("commit", data))
    return shas


def git(store: GitStore, *arguments: str) -> list[str]:
    command = ["git", f"--git-dir={store.on_disk()}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GitStore:
    return GitStore.create(tmp_path_factory.mktemp("git") / "graph.git", "main")


@given(graph=graphs)
@settings(max_examples=FEWER)
def test_history_is_read_as_git_reads_it(store: GitStore, graph: list[list[int]]):
    """Merge bases and new commits of histories with forks, merges and several beginnings."""
    *_, other, one = shas = made(store, graph)
    assert merge_bases(store.commits, one, other) == {*git(store, "merge-base", "-a", one, other)}
    for bases in ([], [other], shas[: len(shas) // 2]):
        listing = git(
            store, "rev-list", "--topo-order", "--reverse", one, *(f"^{b}" for b in bases)
        )
        assert commits_beyond(store.commits, bases, one) == listing


async def test_of_several_merge_bases_git_takes_one(tmp_path: Path):
    """Two branches that were merged into each other parted in two places."""
    store = GitStore.create(tmp_path / "crossed.git", "main")
    *_, one, other = made(store, [[], [0], [0], [1, 2], [2, 1]])
    assert len(merge_bases(store.commits, one, other)) == 2
    assert [await store.merge_base(one, other)] == git(store, "merge-base", one, other)


@pytest.mark.parametrize("ours", range(5))
@pytest.mark.parametrize("theirs", range(5))
async def test_commits_are_merged_as_by_git(tmp_path: Path, ours: int, theirs: int):
    """Where one side has all of the other, where both have more, and where they conflict."""
    store = GitStore.create(tmp_path / "merges.git", "main")
    text = "".join(f"{number}\n" for number in range(20))
    edits = ["", "first\n" + text, text + "last\n", "other\n" + text]
    trees = [store.tree_with(None, {"a": edit.encode() or text.encode()}) for edit in edits]
    shas = made(store, [[], [0], [0], [0], []], [*trees, trees[1]])
    one, other = shas[ours], shas[theirs]
    # It prints nothing but its trouble where it cannot merge.
    done = git(store, "merge-tree", "--write-tree", "--no-messages", one, other)
    assert await store.merged_tree(one, other) == (done[0] if len(done) == 1 else None)


@given(contents=st.lists(st.binary(max_size=40), max_size=30), size=st.integers(0, 70_000))
@settings(max_examples=FEWER)
def test_git_reads_what_is_written(tmp_path_factory, contents: list[bytes], size: int):
    """Objects of any size are found by name, and every checksum holds."""
    store = GitStore.create(tmp_path_factory.mktemp("git") / "pack.git", "main")
    shas = [store.write("blob", data) for data in [*contents, b"x" * size]]
    strict = ["git", f"--git-dir={store.on_disk()}", "fsck", "--strict", "--full"]
    assert subprocess.run(strict, capture_output=True, check=False).returncode == 0
    fresh = GitStore(store.on_disk())
    assert [fresh.blob(sha) for sha in shas] == [*contents, b"x" * size]
    fresh.close()
