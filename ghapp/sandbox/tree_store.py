"""Trees of a git repository: walked, compared, and made anew with some files changed."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.sandbox.object_store import ObjectStore
from ghapp.sandbox.objects import FILE_MODE, TREE_MODE, TreeEntry, write_tree

Change = tuple[str, str] | None  # mode and blob, or a removal
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


class TreeStore(ObjectStore):
    """Objects, and what can be done with whole directories of them."""

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
