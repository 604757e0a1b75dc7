"""Usual addresses: a link leads to a page as everybody sees it, on a host for every screen."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.redirects import differ_by_locale, with_canonical_host
from ghapp.newsletter.section_kinds import LISTS
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses for telephones, of AMP, of another design, or of one language."""
    for link in reading.addresses(LISTS):
        usual = with_canonical_host(link.url, link.host)
        if usual != link.url:
            message = f"Link to the page for everybody: {code_span(usual)}."
            fix = Fix(link.url_span, usual)
            yield Problem(link.span, message, fix, advisory=differ_by_locale(link.url, usual))


RULE = Rule(
    name="canonical-host",
    check=check,
    severity=Severity.WARNING,
    why="Readers come with every device and language, and one page has one address.",
    bad="* [Group](https://www.meetup.com/es-ES/rust-group/)",
    good="* [Group](https://www.meetup.com/rust-group/)",
    loses=Loss.PAGES,
    until_print=True,
    explains=False,
)
