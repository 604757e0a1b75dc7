"""Links that were pasted twice, one behind the other: once is enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ghapp.newsletter.plain import says_something
from ghapp.newsletter.section_kinds import CONTRIBUTED
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def links_twice(reading: Reading) -> Iterator[Problem]:
    """Find links that stand on a line twice, with nothing but signs between them."""
    links = reading.links(CONTRIBUTED)
    for link, following in pairwise(links):
        is_beside = link.line == following.line and link.is_on_one_line
        if is_beside and following.repeats(link):
            first, second = link.span, following.span
            gap = Span(first.line, first.end_column, second.line, second.column)
            between = reading.change.head.slice(gap)
            if "*" not in between and not says_something(between):  # a star begins an item
                copy = Span(first.line, first.end_column, second.line, second.end_column)
                message = "This link stands here twice: take one out."
                yield Problem(second, message, Fix(copy, ""))
