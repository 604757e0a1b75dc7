"""Git's own object formats, read and written in memory, so that a commit costs no process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

FILE_MODE = "100644"
TREE_MODE = "40000"


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One name in a directory."""

    mode: str
    name: str
    sha: str

    @property
    def kind(self) -> str:
        """The type of the object that it names: blob, tree or commit (a submodule)."""
        return {TREE_MODE: "tree", "160000": "commit"}.get(self.mode, "blob")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who, and when: the author or the committer of a commit."""

    name: str
    email: str
    when: datetime


@dataclass(frozen=True, slots=True)
class GitCommit:
    """One commit, parsed."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str
    signed: bool = False


def object_id(kind: str, data: bytes) -> str:
    """The name git gives to this object."""
    header = f"{kind} {len(data)}\0".encode()
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()


def read_tree(data: bytes) -> list[TreeEntry]:
    """The entries of a tree object."""
    entries, at = [], 0
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        entries.append(TreeEntry(data[at:space].decode(), name, data[end + 1 : end + 21].hex()))
        at = end + 21
    return entries


def write_tree(entries: list[TreeEntry]) -> bytes:
    """A tree object of these entries, in git's order: a directory sorts as if it ended in `/`."""

    def order(entry: TreeEntry) -> bytes:
        name = entry.name.encode("utf-8", "surrogateescape")
        return name + b"/" if entry.kind == "tree" else name

    return b"".join(
        f"{entry.mode} {entry.name}\0".encode("utf-8", "surrogateescape") + bytes.fromhex(entry.sha)
        for entry in sorted(entries, key=order)
    )


def read_commit(sha: str, data: bytes) -> GitCommit:
    """A commit object, parsed."""
    head, _, message = data.decode("utf-8", "replace").partition("\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.split("\n"):
        if not line.startswith(" "):
            key, _, value = line.partition(" ")
            fields.setdefault(key, []).append(value)
    return GitCommit(
        sha=sha,
        tree=fields["tree"][0],
        parents=tuple(fields.get("parent", ())),
        author=_read_signature(fields["author"][0]),
        committer=_read_signature(fields["committer"][0]),
        message=message,
        signed="gpgsig" in fields,
    )


def write_commit(
    tree: str, parents: tuple[str, ...], people: tuple[Signature, Signature], message: str
) -> bytes:
    """A commit object; `people` are the author and the committer."""
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    for role, person in zip(("author", "committer"), people, strict=True):
        lines.append(f"{role} {_write_signature(person)}")
    return ("\n".join(lines) + "\n\n" + message).encode()


def _read_signature(text: str) -> Signature:
    name, _, rest = text.rpartition(" <")
    email, _, stamp = rest.partition("> ")
    seconds, _, zone = stamp.partition(" ")
    sign = -1 if zone.startswith("-") else 1
    offset = timedelta(hours=int(zone[1:3] or 0), minutes=int(zone[3:5] or 0)) * sign
    when = datetime.fromtimestamp(int(seconds or 0), timezone(offset))
    return Signature(name, email, when.astimezone(UTC))


def _write_signature(person: Signature) -> str:
    zone = person.when.strftime("%z")[:5] or "+0000"
    name = person.name.replace("<", "").replace(">", "").replace("\n", " ")
    email = person.email.replace("<", "").replace(">", "").replace("\n", " ")
    return f"{name} <{email}> {int(person.when.timestamp())} {zone}"
