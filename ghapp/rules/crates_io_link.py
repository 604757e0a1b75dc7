"""Crate pages: the newsletter announces something to read, not an entry of the registry."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.rules.own_pages import nothing_to_read
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a crate's page."""
    yield from nothing_to_read(reading, is_crate, "a crate's page")


def is_crate(url: str) -> bool:
    """Whether an address leads to the page of a crate, or of one of its versions."""
    host, _, path = url.partition("://")[2].removeprefix("www.").partition("/")
    parts = path.partition("#")[0].partition("?")[0].rstrip("/").split("/")
    if host == "crates.io":
        return parts[0] == "crates" and 2 <= len(parts) <= 3
    return host == "lib.rs" and parts[0] != "" and len(parts) == 1 + (parts[0] == "crates")


RULE = Rule(
    name="crates-io-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news; every release of every crate is news to the registry only.",
    bad="* [Crab 1.0](https://crates.io/crates/crab)",
    good="* [Crab 1.0](https://blog.example/crab-1.0)",
    until_print=True,
    explains=False,
)
