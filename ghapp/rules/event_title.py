"""Event titles: what happens, in bold and linked, four spaces in below the event."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.days import days_in
from ghapp.newsletter.events import beside_links
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import EVENTS
from ghapp.newsletter.spans import Span
from ghapp.records import replaced
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TITLE = pattern(r"    \* \[\*\*[^\s*\[\]`\\][^*\[\]`\\]*(?<!\s)\*\*\]\([^()\s]+\)")
# What begins so is meant as a list item; a line with bars is one, too.
ITEM = pattern(r"[ \t]+\S|(?:[*+•-]|\d{1,2}[.)])(?:[ \t]|(?=\[))|\[(?!.*\]:)|.*\|")
BULLET = pattern(r"[ \t]*(\*{1,3}(?=[ \t])|[*+•–-](?!\*)|\d{1,2}[.)])?[ \t]*(\*\*)?")
WRITTEN_SO = "`    * [**Title**](address)`"
AN_EVENT = "`* YYYY-MM-DD | City, CC | [Group](address)`"
AS_EVENT = f"Write an event as {AN_EVENT}, and its title below."


def check(reading: Reading) -> Iterator[Problem]:
    """Find events without a title, and what is neither an event nor such a title."""
    events = reading.events
    for listed in reading.added_events:
        if listed.event.is_whole and not events.has_title(listed):
            yield _missing(reading, listed.line)
    template = reading.context.template
    known = frozenset(template.draft.lines) if template else frozenset[str]()
    for number, line in reading.lines(EVENTS):
        if not line or line.startswith(("#", "<!--")) or number in events.by_line:
            continue
        above = events.event_above(number)
        if above and TITLE.fullmatch(line):
            continue
        is_item = number - 1 in events.by_line or ITEM.match(line)
        if is_item and line not in known and line.strip():
            if above is None:
                yield _lost(reading, number)
            else:
                yield from _title(reading, number, line)


def _missing(reading: Reading, number: int) -> Problem:
    """An event that nothing says more about; perhaps its title stands beside it."""
    line = reading.change.head.line(number)
    title = reading.change.head.links_by_line.get(number, [])[-1:]
    at = title[0].span.column - 1 if title and title[0].text.startswith("**") else 0
    start = len(line[:at].rstrip(" \t|"))
    if "|" in line[start:at] and line.count("](") > 1:
        span = Span.within(number, start, len(line))
        fix = Fix(span, f"\n    * {line[at:].rstrip()}")
        return Problem(span, "The title of an event stands below it.", fix)
    whole = reading.whole_line(number)
    return Problem(whole, f"Say what happens, below the event: {WRITTEN_SO}.")


def _lost(reading: Reading, number: int) -> Problem:
    """A list item that is no event, and that hangs below none."""
    links = reading.change.head.links_by_line.get(number, [])
    is_title = bool(links) and links[0].text.startswith("**")
    wanted = f"Say when and where, above the title: {AN_EVENT}." if is_title else AS_EVENT
    return Problem(reading.whole_line(number), wanted)


def _title(reading: Reading, number: int, line: str) -> Iterator[Problem]:
    """What hangs below an event and is anything but its linked title."""
    links = reading.change.head.links_by_line.get(number, [])
    if not links:
        if not any(mark in line for mark in ("[", "]", "://")):
            yield Problem(reading.whole_line(number), f"Link the title: {WRITTEN_SO}.")
        return
    beside = list(beside_links(reading.change.head, number, links[0].span.column - 1))
    is_below = number - 1 in reading.events.by_line
    bullet = BULLET.match(line)
    if any(days_in(text) for _, text in beside):
        yield Problem(reading.whole_line(number), AS_EVENT)
        return
    if bullet is None or bullet.end() != links[0].span.column - 1 or not (bullet[1] or is_below):
        yield Problem(reading.whole_line(number), f"Write the title as {WRITTEN_SO}.")
    else:
        for problem in _bold(number, line, links[0], bullet[2] or ""):
            yield replaced(problem, advisory=reading.is_in_print)
    for start, text in beside:
        if bullet and bullet[2] and text == "**":
            continue
        span = Span.within(number, start, start + len(text))
        yield Problem(span, "Let the title speak for itself: no text behind it.", advisory=True)


def _bold(number: int, line: str, link: Link, outside: str) -> Iterator[Problem]:
    text, start, end = link.text, link.span.column - 1 - len(outside), link.span.end_column - 1
    words = text[2:-2] if text[:2] == text[-2:] == "__" else text.strip("* \t")
    is_bold = text[:2] == text[-2:] == "**"
    if not words or (is_bold and not outside and text.count("*") % 2 == 0):
        return
    fix = None
    if "*" not in words and link.is_on_one_line:
        closing = end + 2 * line.startswith("**", end)
        span = Span.within(number, start, closing)
        fix = Fix(span, f"[**{words.strip()}**]{line[link.text_span.end_column : end]}")
    span = Span.within(number, start, end)
    yield Problem(span, "The title of an event is bold: `[**Title**](address)`.", fix)


RULE = Rule(
    name="event-title",
    check=check,
    severity=Severity.WARNING,
    why="A group meets every month: readers want to know what happens this time.",
    section="Upcoming Events",
    bad="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [Rust and Tell](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
)
