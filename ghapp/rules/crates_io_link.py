"""Crate pages: the newsletter announces something to read, not an entry of the registry."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.rules.reading import Reading
from ghapp.rules.rule import SUBMISSIONS, Problem, Rule, Severity

CRATE = pattern(
    r"https?://(?:www\.)?(?:crates\.io/crates/[\w-]+(?:/[\w.+-]{1,100})?|lib\.rs/(?:crates/)?[\w-]+)"
    r"/?(?:[?#].{0,200})?"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a crate's page."""
    by_line = reading.change.head.links_by_line
    for link in reading.links(SUBMISSIONS):
        if "crates.io" not in link.url and "lib.rs" not in link.url:
            continue
        if all(CRATE.fullmatch(other.url) for other in by_line[link.line]):
            yield Problem(
                link.span,
                "Please link to something to read rather than to a crate's page: release"
                " notes, a blog post or an announcement that says what is new.",
            )


RULE = Rule(
    name="crates-io-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news; every release of every crate is news to the registry only.",
    bad="* [Crab 1.0](https://crates.io/crates/crab)",
    good="* [Crab 1.0](https://blog.example/crab-1.0)",
)
