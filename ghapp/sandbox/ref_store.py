"""The references of a git repository: kept at hand, and on disk from when git is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ghapp.sandbox.tree_store import TreeStore


class RefStore(TreeStore):
    """Objects, and what points to them."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.refs: dict[str, str] = {}
        self._refs_written = True
        self._head = ""  # what HEAD is to say, where no clone brought it

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
        self._refs_written = False

    def on_disk(self) -> Path:
        """Where git finds objects and references; those that are new are written first."""
        path = super().on_disk()
        if self._head and not (path / "HEAD").exists():
            (path / "refs").mkdir()
            (path / "HEAD").write_text(self._head)
        if not self._refs_written:
            self._write_refs(path)
            self._refs_written = True
        return path

    def _write_refs(self, path: Path) -> None:
        """Write them where git finds them: https://git-scm.com/docs/git-pack-refs."""
        lines = [f"{sha} {name}\n" for name, sha in sorted(self.refs.items())]
        written = path / "packed-refs.lock"
        written.write_text("".join(lines))
        written.replace(path / "packed-refs")
