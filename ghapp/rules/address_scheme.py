"""Address schemes: a link begins with `https://`, written once and in full."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.schemes import is_placeholder, with_scheme
from ghapp.newsletter.section_kinds import LISTS
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses without a scheme, with a misspelt one, or with one that opens no page."""
    for link in reading.links(LISTS):
        url = link.url
        if url.startswith("https://") and not url.startswith(("/", "http"), 8):
            continue
        if link.url_span is None or url.startswith(("(", "[")) or is_placeholder(url):
            continue
        if url == with_scheme(url):
            continue
        meant = with_scheme(url)
        if meant is not None:
            message = f"Write the address in full: {code_span(meant)}."
            yield Problem(link.span, message, Fix(link.url_span, meant))
        else:
            message = f"{code_span(url)} is no address of a page. Please begin it with `https://`."
            yield Problem(link.span, message)


RULE = Rule(
    name="address-scheme",
    check=check,
    severity=Severity.ERROR,
    why="Without its scheme, an address leads to a page of the newsletter that does not exist.",
    bad="* [Post](https//blog.example/post)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.PAGES,
)
