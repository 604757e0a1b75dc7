"""The text of an edition: made from the template, and read for what goes into the next one."""

from __future__ import annotations

import re
from datetime import date

from ghapp.newsletter.template import Template, with_values

EVENTS_BEGIN = "Rusty Events between"
EVENTS_END = "If you are running a Rust event"
EVENTS_PLACEHOLDER = "<!-- Events list goes here -->"


def first_text(template: Template, number: int | None, day: date, previous: str | None) -> str:
    """The first text of a draft: the template, with the events of the edition before.

    Args:
        template: what it is made from.
        number: the edition's number; None where it has none.
        day: the edition's date.
        previous: the text of the edition a week before, None if there is none.

    """
    events = _events_in(previous, template) if previous is not None else None
    listed = EVENTS_PLACEHOLDER if events is None else events
    return template.filled(template.text, str(number or ""), day, listed)


def number_in(edition: str, template: Template) -> int | None:
    """The number of an edition, where the template has it; None where it is not to be found."""
    for line in template.draft.lines:
        if template.placeholders.number not in line:
            continue
        found = _form_of(line, template).search(edition)
        if found is not None:
            return int(found[1])
    return None


def _form_of(line: str, template: Template) -> re.Pattern[str]:
    """What a line of the template becomes in an edition; the first group is the number."""
    forms = dict.fromkeys(map(re.escape, template.placeholders.all), ".*?")
    before, _, behind = line.strip().partition(template.placeholders.number)
    ends = [with_values(re.escape(end), forms) for end in (before, behind)]
    return re.compile(rf"(?m)^[ \t]*{ends[0]}(\d{{1,9}})(?!\d){ends[1]}[ \t\r]*$")


def _events_in(edition: str, template: Template) -> str | None:
    """The list of events of an edition: between the lines that stand around it in the template."""
    found = _between(edition, EVENTS_BEGIN, EVENTS_END)
    if found is not None or template.placeholders.events not in template.text:
        return found
    before, _, behind = template.text.partition(template.placeholders.events)
    above = next((line for line in reversed(before.split("\n")) if line.strip()), "")
    below = next((line for line in behind.split("\n") if line.strip()), "")
    begin, end = _fixed_start(above, template), _fixed_start(below, template)
    return _between(edition, begin, end) if begin else None


def _fixed_start(line: str, template: Template) -> str:
    """What a line of the template begins with in every edition."""
    places = (line.find(name) for name in template.placeholders.all)
    return line[: min((place for place in places if place >= 0), default=len(line))].strip()


def _between(text: str, above: str, below: str) -> str | None:
    """The list of events of an edition, without newlines at both ends; None if it has none.

    Args:
        text: of the edition.
        above: what the line above the list begins with.
        below: what the line below it begins with; the list ends the edition if that is empty.

    """
    lines = text.split("\n")
    begin = end = None
    for index, line in enumerate(lines):
        stripped = line.strip()
        if begin is None and stripped.startswith(above):
            begin = index + 1
        elif begin is not None and below and stripped.startswith(below):
            end = index
            break
    if begin is None or (end is None and below):
        return None
    return "\n".join(lines[begin:end]).strip("\n")
