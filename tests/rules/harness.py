"""What the rules say to a change of the sample newsletter, in which nothing else is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.records import replaced
from ghapp.rules.context import Closed, Context
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules

DRAFT = "draft/2026-08-26-this-week-in-rust.md"
EDITION = "content/2026-08-19-this-week-in-rust.md"
TEMPLATE = """\
Title: The Weekly $twir_issue_number
Number: $twir_issue_number
Date: $twir_issue_date
Category: The Weekly

Welcome.

## Updates from Rust Community

### Official

### Project/Tooling Updates

### Observations/Thoughts

### Rust Walkthroughs

### Research

## Call for Participation; projects and speakers

### CFP - Projects

### CFP - Events

## Upcoming Events

Rusty Events between $twir_issue_date - $twir_events_end_date

$twir_events_list

If you are running a Rust event please add it to the calendar.

## Jobs

# Quote of the Week
"""

FINISHED = """\
Title: The Weekly 500
Number: 500
Date: 2026-08-26
Category: The Weekly

Welcome.

## Updates from Rust Community

### Observations/Thoughts

* [Post](https://blog.example/1)

### Research

* [Paper](https://paper.example/1)

## Jobs

[Who is hiring](https://jobs.example/1)
"""


CONTEXT = Context(
    layout=Layout(),
    template=Template(TEMPLATE),
    paths=(EDITION, DRAFT),
    today=date(2026, 8, 22),
    closed=(Closed("project/tooling updates", "Please send it to Crate of the Week."),),
)


def draft_with(section: str, text: str) -> str:
    """A draft in which `text` stands directly below the heading of a section."""
    lines = TEMPLATE.split("\n")
    headings = [line.lstrip("# ") for line in lines]
    first = text.lstrip("# ").split("\n")[0]
    if text.startswith("#") and first in headings:
        lines[headings.index(first)] = text
    elif text:
        lines.insert(headings.index(section) + 1, text)
    return "\n".join(lines)


def verdict_on(
    before: str | None,
    after: str,
    *names: str,
    path: str = DRAFT,
    kind: FileKind | None = None,
    **known: Any,
) -> Verdict:
    """What these rules, or all that are on by default, say to a change of a whole file."""
    change = Change.whole(path, after) if before is None else Change.between(path, before, after)
    chosen = [rule for rule in rules() if not names or rule.name in names]
    assert not names or len(chosen) == len(names), names
    switched_on = {rule.name: rule.severity or Severity.NOTICE for rule in chosen if names}
    context = replaced(CONTEXT, **known)
    return judge(change, context, chosen, switched_on, kind or context.layout.kind(path))


def verdict(text: str, *names: str, section: str = "", base: str = "", **more: Any) -> Verdict:
    """What these rules, or all, say when `text` stands where `base` stood in a section.

    Without a section, it is the one of the first rule's examples.
    """
    section = section or _section(*names)
    return verdict_on(draft_with(section, base), draft_with(section, text), *names, **more)


def fixed(text: str, *names: str, section: str = "", **more: Any) -> str:
    """The same lines of the section with all fixes of these rules."""
    section = section or _section(*names)
    before, after = draft_with(section, "\0").split("\0")
    whole = verdict(text, *names, section=section, **more).fixed
    assert whole.startswith(before)
    assert whole.endswith(after)
    return whole[len(before) : len(whole) - len(after)]


def reported(text: str, *names: str, **more: Any) -> set[str]:
    """The rules that find something."""
    return {problem.rule for problem in verdict(text, *names, **more).problems}


def worst(text: str, *names: str, **more: Any) -> Severity:
    """The severity of the worst problem that they find."""
    problems = verdict(text, *names, **more).problems
    return max((problem.severity for problem in problems), default=Severity.OFF)


def said(text: str, *names: str, **more: Any) -> list[str]:
    """The messages of these rules."""
    return [problem.message for problem in verdict(text, *names, **more).problems]


def _section(*names: str) -> str:
    return next((rule.section for rule in rules() if rule.name in names[:1]), "Research")
