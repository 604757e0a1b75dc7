"""What a draft still lacks before it can be published, told while it is still being written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.review.surroundings import Surroundings
from ghapp.rules import empty_section, placeholder_left
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading

MOST_SAID = 40


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is missing: sentences, each with the section that it is about, and empty sections."""

    missing: tuple[tuple[str, str], ...] = ()  # the section's title ("" above all), and a sentence
    empty: tuple[str, ...] = ()  # titles of sections with nothing in them


def unfinished(path: str, text: str, around: Surroundings) -> Unfinished:
    """Read a draft as if it were published now.

    Args:
        path: of the draft.
        text: of the draft.
        around: what the default branch says.

    """
    reading = Reading(Change.whole(path, text), around.context, FileKind.FINISHED)
    left = [_said(reading, problem) for problem in placeholder_left.check(reading)]
    found = list(dict.fromkeys([*left, *_past_events(reading)]))
    if len(found) > MOST_SAID:
        found[MOST_SAID:] = [("", f"And {counted(len(found) - MOST_SAID, 'thing')} more.")]
    heads = reading.change.head
    empty = (heads.heading_above(one.span.line) for one in empty_section.check(reading))
    return Unfinished(tuple(found), tuple(heading.title for heading in empty if heading))


def _said(reading: Reading, problem: Problem) -> tuple[str, str]:
    heading = reading.change.head.heading_above(problem.span.line)
    return (heading.title if heading else "", problem.message)


def _past_events(reading: Reading) -> Iterator[tuple[str, str]]:
    """The events that are over when the edition appears, by region."""
    over: dict[str, list[str]] = {}
    for listed in reading.events.by_line.values() if reading.day else ():
        end = listed.event.days.end
        if reading.day and end is not None and end < reading.day:
            over.setdefault(listed.heading.title, []).append(end.isoformat())
    for title, days in over.items():
        first, last = code_span(min(days)), code_span(max(days))
        if len(days) == 1:
            yield title, f"1 event is over before this edition appears, on {first}."
        else:
            events = f"{len(days)} events are over before this edition appears"
            yield title, f"{events}, the first on {first}, the last on {last}."
