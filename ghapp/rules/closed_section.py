"""Closed sections: some take no pull requests any more, and say so before anybody waits."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions to a section that is closed to people who are not editors."""
    context, change = reading.context, reading.change
    if not context.closed or context.template is None:
        return
    sections = context.template.sections_of(change.head)
    for new in (*reading.new_submissions, *reading.moved_submissions):
        section = sections.at(new.line)
        closed = context.closed_in(change.path, section.key) if section else None
        if section and closed:
            message = closed.message or "Please see whether another section fits."
            yield Problem(
                reading.whole_line(new.line),
                f"The section {code_span(section.title)} takes no pull requests. {message}",
            )


RULE = Rule(
    name="closed-section",
    check=check,
    severity=Severity.ERROR,
    why="The editors fill this section themselves; nobody should wait for it in vain.",
    section="Project/Tooling Updates",
    bad="* [Crab 1.0](https://blog.example/crab)",
    good="",
    spares_editors=True,
    explains=False,
)
