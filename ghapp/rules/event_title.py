"""Event titles: what happens, in bold and linked, four spaces in below the event."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.bold_titles import event_title
from ghapp.newsletter.bullets import begins_item
from ghapp.newsletter.days import days_in
from ghapp.newsletter.events import beside_links
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import has_half_a_link
from ghapp.newsletter.section_kinds import EVENTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule
from ghapp.rules.untitled_event import WRITTEN_SO, is_headline, untitled_event

AN_EVENT = "`* YYYY-MM-DD | City, CC | [Group](address)`"
AS_EVENT = f"Write an event as {AN_EVENT}, and its title below."


def check(reading: Reading) -> Iterator[Problem]:
    """Find events without a title, and what is neither an event nor such a title."""
    events, template = reading.events, reading.context.template
    for listed in reading.added_events:
        if listed.event.is_whole and not events.has_title(listed):
            yield untitled_event(reading, listed.line)
    known = frozenset(template.draft.lines) if template else frozenset[str]()
    for number, line in reading.lines(EVENTS):
        if not line.strip() or line.startswith(("#", "<!--")) or line in known:
            continue
        if number in events.by_line or not (number - 1 in events.by_line or _is_item(line)):
            continue
        if events.event_above(number) is None:
            yield _lost(reading, reading.item(number))
        elif number not in reading.regular_lines:
            yield from _title(reading, reading.item(number))


def _is_item(line: str) -> bool:
    """Whether a line is meant as a list item: one that is indented or has bars is, too."""
    is_link = line.startswith("[") and "]:" not in line
    return line[0] in " \t" or is_link or "|" in line or begins_item(line)


def _lost(reading: Reading, item: Item) -> Problem:
    """A list item that is no event, and that hangs below none."""
    is_title = bool(item.links) and item.links[0].text.startswith("**")
    wanted = f"Say when and where, above the title: {AN_EVENT}." if is_title else AS_EVENT
    return Problem(reading.whole_line(item.line), reading.conventions.shown(wanted))


def _title(reading: Reading, item: Item) -> Iterator[Problem]:
    """What hangs below an event and is anything but its linked title."""
    whole, shown = reading.whole_line(item.line), reading.conventions.shown
    if not item.links and not has_half_a_link(item.text):
        message = shown(f"Link the title: {WRITTEN_SO}.")
        yield Problem(whole, message, advisory=reading.is_in_print)  # there may be no page
    if not item.links:
        return
    if is_headline(reading, item):
        yield Problem(whole, shown(AS_EVENT))
        return
    at = item.places[0][0]
    beside = list(beside_links(reading.change.head, item.line, at))
    before = item.text[item.content_at : at]
    is_listed = item.bullet or item.line - 1 in reading.events.by_line
    if any(days_in(text) for _, text in beside):
        yield Problem(whole, shown(AS_EVENT))
        return
    if before not in ("", "**") or not is_listed:
        yield Problem(whole, shown(f"Write the title as {WRITTEN_SO}."))
    elif title := event_title(item, before):
        span = Span.within(item.line, title.start, title.end)
        fix = Fix(span, title.text) if title.is_sure else None
        message = "The title of an event is bold: `[**Title**](address)`."
        yield Problem(span, message, fix, advisory=reading.is_in_print)
    for start, text in beside:
        if not before == text == "**":  # the other half of the bold
            span = Span.within(item.line, start, start + len(text))
            yield Problem(span, "Let the title speak for itself: no text after it.", advisory=True)


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
    unless_broken=True,
)
