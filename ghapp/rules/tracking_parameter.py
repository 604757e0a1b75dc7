"""Tracking parameters: a link leads to the page, not to a campaign."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.addresses import without_tracking
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.whole_address import is_whole_address
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses that tell where the click came from."""
    for link in reading.addresses(LISTS):
        if "?" not in link.url or not is_whole_address(link.url):
            continue
        clean = without_tracking(link.url)
        if clean != link.url:
            message = f"Link to the page itself: {code_span(clean)}."
            yield Problem(link.span, message, Fix(link.url_span, clean))


RULE = Rule(
    name="tracking-parameter",
    check=check,
    severity=Severity.WARNING,
    why="Readers are not tracked for clicking, and one page has one address.",
    bad="* [Post](https://blog.example/a?id=7&utm_source=feed)",
    good="* [Post](https://blog.example/a?id=7)",
    loses=Loss.WORDS,
    until_print=True,
    explains=False,
)
