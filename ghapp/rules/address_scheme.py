"""Address schemes: a link begins with `https://`, written once and in full."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.schemes import is_placeholder, with_scheme
from ghapp.newsletter.section_kinds import EVERYWHERE, TEXTS
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ON_THE_SITE = ("#", "/", "{", "mailto:")  # where a sentence may lead, but no submission


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses without a scheme, with a misspelt one, or with one that opens no page."""
    for link in reading.addresses(EVERYWHERE):
        url = link.url
        if url.startswith("https://") and not url.startswith(("/", "http"), 8):
            continue
        if url.startswith(("(", "[")) or is_placeholder(url):
            continue
        if reading.section_kinds[link.line] in TEXTS and url.startswith(ON_THE_SITE):
            continue
        meant = with_scheme(url)
        if meant is None:
            message = f"{code_span(url)} is no address of a page. Please begin it with `https://`."
            yield Problem(link.span, message)
        elif meant != url:
            message = f"Write the address in full: {code_span(meant)}."
            yield Problem(link.span, message, Fix(link.url_span, meant))


RULE = Rule(
    name="address-scheme",
    check=check,
    severity=Severity.ERROR,
    why="Without its scheme, an address leads to a page of the newsletter that does not exist.",
    bad="* [Post](https//blog.example/post)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.PAGES,
    unless_broken=True,
)
