"""Redirects: a link leads to the page itself, not to a service that leads on."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.redirects import is_short, unwrapped
from ghapp.newsletter.section_kinds import LISTS
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses that were copied with a wrapper around them, or that were shortened."""
    for link in reading.addresses(LISTS):
        target = unwrapped(link.url, link.host)
        if target != link.url:
            message = f"Link to the page itself: {code_span(target)}."
            yield Problem(link.span, message, Fix(link.url_span, target))
        elif is_short(link.url, link.host):
            message = "Link to the page itself: readers want to see where they go."
            yield Problem(link.span, message)


RULE = Rule(
    name="redirect-wrapper",
    check=check,
    severity=Severity.WARNING,
    why="A wrapper hides the page from readers, counts their clicks, and breaks when it is closed.",
    bad="* [Post](https://www.google.com/url?q=https%3A%2F%2Fblog.example%2Fpost&sa=D)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.PAGES,
    until_print=True,
    explains=False,
)
