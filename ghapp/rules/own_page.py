"""The newsletter's own pages: a submission leads to something new, not back to an edition."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that lead to the newsletter itself."""
    name = reading.context.layout.slug
    for link in reading.links(SUBMISSIONS):
        if name and _is_of(name, link.host):
            message = "This is a page of the newsletter itself: link the page that you announce."
            yield Problem(link.span, message)


def _is_of(name: str, host: str) -> bool:
    """Whether a host is the newsletter's; a single word may be part of many a host's name."""
    if "-" in name:
        return name in host.replace(".", "-")
    return host.split(".")[-2:-1] == [name]


RULE = Rule(
    name="own-page",
    check=check,
    severity=Severity.WARNING,
    why="Readers have the newsletter before them already.",
    bad="* [Post](https://this-week-in-rust.org/blog/2026/08/19/post/)",
    good="* [Post](https://blog.example/post)",
    explains=False,
)
