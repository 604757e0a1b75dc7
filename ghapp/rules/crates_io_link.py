"""Crate pages: the newsletter announces something to read, not an entry of the registry."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.repository_link import nothing_to_read
from ghapp.rules.rule import Rule

CRATE = pattern(
    r"https?://(?:www\.)?(?:crates\.io/crates/[\w-]+(?:/[\w.+-]{1,100})?|lib\.rs/(?:crates/)?[\w-]+)"
    r"/?(?:[?#].{0,200})?"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a crate's page."""
    links = reading.links(SUBMISSIONS)
    crates = (link for link in links if "crates.io" in link.url or "lib.rs" in link.url)
    yield from nothing_to_read(reading, crates, CRATE, "a crate's page")


RULE = Rule(
    name="crates-io-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news; every release of every crate is news to the registry only.",
    bad="* [Crab 1.0](https://crates.io/crates/crab)",
    good="* [Crab 1.0](https://blog.example/crab-1.0)",
    until_print=True,
)
