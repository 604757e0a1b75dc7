"""One link each: in a week, a contributor announces one page."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find a second submission, in this pull request or beside another one of the author."""
    context = reading.context
    other = next(
        (o.number for o in context.others if context.author and o.author == context.author), 0
    )
    first = 0
    for new in reading.new_submissions:
        if reading.section_kinds[new.line] not in SUBMISSIONS:
            continue
        span = reading.whole_line(new.line)
        if other:
            yield Problem(span, f"One link for each contributor and week: see #{other}.")
        elif first:
            message = f"One link for each contributor and week: there is one on line {first}."
            yield Problem(span, message)
        first = first or new.line


RULE = Rule(
    name="one-per-author-and-week",
    check=check,
    severity=Severity.OFF,
    why="The space of an edition is for many voices.",
    bad="* [One](https://blog.example/1)\n* [Two](https://blog.example/2)",
    good="* [One](https://blog.example/1)",
    spares_editors=True,
)
