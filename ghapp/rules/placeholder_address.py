"""Placeholders: what a template holds until the real address and title are there."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.schemes import placeholders_among
from ghapp.newsletter.section_kinds import LISTS, SENTENCES, SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses that only the author can open, and what nobody filled in."""
    template = reading.context.template
    in_template = {link.url for link in template.draft.links} if template is not None else set()
    links = [link for link in reading.addresses((*LISTS, *SENTENCES)) if link.url]
    placeholders = placeholders_among([link.url for link in links])
    # What the template itself holds in sentences, the editors fill in at the end.
    placeholders -= in_template
    for link in links if placeholders else ():
        if link.url in placeholders:
            message = (
                f"{code_span(link.url)} is a placeholder. Please put in the page's real address."
            )
            yield Problem(link.span, message)
    shown = template.examples if template is not None else frozenset[str]()
    for link in reading.links(SUBMISSIONS) if shown else ():
        if link.text.casefold() in shown and link.url not in placeholders:
            message = f"{code_span(link.text)} is a placeholder. Please put in the page's title."
            yield Problem(link.span, message)


RULE = Rule(
    name="placeholder-address",
    check=check,
    severity=Severity.ERROR,
    why="Nobody but the author can open such a page.",
    bad="* [Post](http://localhost:1313/post)",
    good="* [Post](https://blog.example/post)",
)
