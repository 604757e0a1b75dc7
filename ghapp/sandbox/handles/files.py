"""Files as a story writes and reads them."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.sandbox.state.repositories import HostedRepository

Files = Mapping[str, bytes | str | None]


def in_bytes(files: Files) -> dict[str, bytes | None]:
    """Files as git keeps them."""
    return {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}


def read_file(repository: HostedRepository, ref: str, path: str) -> bytes | None:
    """A file at a branch or commit."""
    git = repository.git
    found = git.commit(repository.branch(ref) or ref)
    entry = git.entry(found.tree, path) if found else None
    return git.blob(entry.sha) if entry else None
