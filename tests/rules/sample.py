"""A draft template for the rules' tests: every section once, and nothing to complain about."""

from datetime import date

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.rules.context import Closed, Context
from ghapp.rules.rule import Rule

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

DRAFT = (
    Template(TEMPLATE)
    .filled(TEMPLATE, "500", date(2026, 8, 26))
    .replace("$twir_events_list", "<!-- Events list goes here -->")
)

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

If you are running a Rust event please add it to the calendar.
"""


def draft_with(section: str, text: str) -> str:
    """A draft in which `text` stands directly below the heading of a section, or in its place."""
    lines = DRAFT.split("\n")
    if text in lines:
        return DRAFT
    headings = [line.lstrip("# ") for line in lines]
    first = text.lstrip("# ").split("\n")[0]
    if text.startswith("#") and first in headings:
        lines[headings.index(first)] = text
    elif text:
        lines.insert(headings.index(section) + 1, text)
    return "\n".join(lines)


def kind_of(rule: Rule) -> FileKind:
    """What the file of a rule's examples is to the newsletter."""
    kind = Layout().kind(rule.path)
    return kind if kind in rule.kinds else FileKind.FINISHED


def change_of(rule: Rule, text: str) -> Change:
    """What a pull request changes that writes `text` where the rule's `base` stood."""
    if kind_of(rule) is FileKind.FINISHED:
        assert rule.base in FINISHED
        return Change.whole(rule.path, FINISHED.replace(rule.base, text))
    base = draft_with(rule.section, rule.base)
    head = base.replace(rule.base, text) if rule.base else draft_with(rule.section, text)
    return Change.between(rule.path, base, head)


def context_for(rule: Rule) -> Context:
    """What is known around a pull request to the sample newsletter."""
    return Context(
        layout=Layout(),
        template=Template(TEMPLATE),
        paths=(
            "content/2026-08-19-this-week-in-rust.md",
            "draft/2026-08-26-this-week-in-rust.md",
        ),
        today=date(2026, 8, 22),
        closed=(Closed("project/tooling updates", "Please send it to Crate of the Week."),),
    )
