"""One link each: in a week, a contributor announces one page."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.addresses import canonical
from ghapp.rules.reading import Reading
from ghapp.rules.rule import SUBMISSIONS, Problem, Rule, Severity


def check(reading: Reading) -> Iterator[Problem]:
    """Find a second submission, in this pull request or beside another one of the author."""
    context, change = reading.context, reading.change
    if context.is_editor:
        return
    known = {canonical(link.url) for link in change.base.links} if change.base else set()
    other = next(
        (o.number for o in context.others if context.author and o.author == context.author), 0
    )
    first = 0
    for link in reading.links(SUBMISSIONS):
        if canonical(link.url) in known or link.line == first:
            continue
        if other:
            yield Problem(link.span, f"One link for each contributor and week: see #{other}.")
        elif first:
            message = f"One link for each contributor and week: there is one on line {first}."
            yield Problem(link.span, message)
        first = first or link.line


RULE = Rule(
    name="one-per-author-and-week",
    check=check,
    severity=Severity.OFF,
    why="The space of an edition is for many voices.",
    bad="* [One](https://blog.example/1)\n* [Two](https://blog.example/2)",
    good="* [One](https://blog.example/1)",
)
