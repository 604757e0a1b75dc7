"""Event format: date, place and group on one line, the title in bold below it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.events import DATED, ListedEvent, event_of
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import EVENTS
from ghapp.newsletter.spans import Span
from ghapp.rules.listed import added_events
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

EVENT_LINE = pattern(r"([ \t]*[*+-][ \t]*)(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d).*)$")
DAY = r"\d{4}-\d{1,2}-\d{1,2}"
CODES = r"(?:,[ \t]*[A-Z]{2,3}){1,2}"
PLACE = (
    rf"(?:[^\W\d_][^\[\]()|,\d]{{1,40}}{CODES}|(?:Virtual|Hybrid)(?:[ \t]+\([^\[\]()|]{{1,80}}\))?)"
)
GAP = r"(?:[ \t]*[,:–—-][ \t]*|[ \t]+)"
BULLET = pattern(r"[ \t]*[*+-][ \t]*")
FIELDS = pattern(
    rf"({DAY}(?:[ \t]+(?:-|–|—|to)[ \t]+{DAY})?){GAP}({PLACE}){GAP}"
    r"(\[(?!\*)[^\[\]]{1,500}\]\([^()\s]{1,500}\))[ \t]*$"
)
LINK_FIRST = pattern(
    rf"[ \t]*[*+-][ \t]+(?:\*\*)?\[[^\[\]]{{1,500}}\]\([^()\s]{{1,500}}\)(?:\*\*)?"
    rf"[ \t]*\|[^\[\]]*?(?<!\d){DAY}(?!\d)"
)
TITLE = pattern(r"[ \t]*[*+-][ \t]+\[\*\*[^\[\]]{1,500}\*\*\]\(")
HEADING = pattern(r" {0,3}(#{1,6}[ \t]*)(?=\d{4}-\d{2}-\d{2}[^|]{0,60}\|)")
NESTED = pattern(r"([ \t]+[*+-][ \t]+)(.*)$")
PLAIN_LINK = pattern(r"\[([^\[\]*]{1,500})\](\([^()\s]{1,500}\))[ \t]*$")
OUTER_BOLD = pattern(r"\*\*[ \t]*\[([^\[\]*]{1,500})\](\([^()\s]{1,500}\))[ \t]*\*\*[ \t]*$")
LOOSE_BOLD = pattern(
    r"\[\*\*(?:[ \t]+([^\[\]*]{1,500})|([^\[\]*]{1,500})(?<=[ \t]))\*\*\](\([^()\s]{1,500}\))"
)
BESIDE = pattern(r"[ \t]*\|[ \t]*(\[\*\*[^\[\]]{1,500}\*\*\]\([^()\s]{1,500}\))[ \t]*$")
BELOW = pattern(r"[ \t]+\S|[ \t]*[*+-][ \t]*|\[|<!--")
OF_A_GROUP = pattern(r"(?i)rust|meet|group")  # which is no part of a place's name
MOST_TITLES = 20  # below one event
WRITTEN_SO = "`* YYYY-MM-DD | City, CC | [Group](address)`"
HALF_BOLD = pattern(
    r"\[(?:\*([^\[\]*]{1,500})\*|\*\*([^\[\]*]{1,500})\*?|\*?([^\[\]*]{1,500})\*\*|__([^\[\]*_]{1,500})__)\]"
    r"(\([^()\s]{1,500}\))[ \t]*$"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find event lines whose fields are not set off by ` | `, and titles that are not bold."""
    head = reading.change.head
    for listed in added_events(reading):
        if not head.line(listed.line + 1).startswith("    * ["):  # nearly all are well
            yield from _without_title(head, listed)
    for number, line in reading.irregular_lines(EVENTS):
        if "|" in line:
            match = EVENT_LINE.match(line)
            if match:
                if match[1].endswith("*"):
                    span = Span.within(number, match.end(1), match.end(1))
                    yield Problem(span, "One space after the bullet.", Fix(span, " "))
                yield from _bars(number, line, match)
            elif line.lstrip().startswith("#") and (heading := HEADING.match(line)):
                span = Span.within(number, *heading.span(1))
                yield Problem(span, "An event is a list item, no heading.", Fix(span, "* "))
            elif "](" in line and LINK_FIRST.match(line):
                span = Span.within(number, 0, len(line))
                yield Problem(span, f"Write an event as {WRITTEN_SO}, and its title below.")
            continue
        if "](" not in line:
            continue
        bullet = BULLET.match(line)
        if bullet and DATED.match(line, bullet.end()):
            yield from _barless(number, line, bullet.end())
            continue
        nested = NESTED.match(line)
        above = head.line(number - 1)
        if nested and "|" in above and event_of(above):
            yield from _title(number, nested)
        elif TITLE.match(line) and not _belongs_to_an_event(head, number):
            span = Span.within(number, 0, len(line))
            yield Problem(span, f"Say when and where, above the title: {WRITTEN_SO}.")


def _without_title(head: Draft, listed: ListedEvent) -> Iterator[Problem]:
    """An event that nothing says more about: not below it, nor behind another bar."""
    line = head.line(listed.line)
    beside = BESIDE.search(line)
    below = next(filter(str.strip, head.lines[listed.line : listed.line + 3]), "")
    if BELOW.match(below) and not event_of(below):
        return
    if beside:
        span = Span.within(listed.line, beside.start(), len(line))
        message = "The title of an event stands below it."
        yield Problem(span, message, Fix(span, f"\n    * {beside[1]}"))
    elif listed.event.is_complete:
        span = Span.within(listed.line, 0, len(line))
        yield Problem(span, "Say what happens, below the event: `    * [**Title**](address)`.")


def _bars(number: int, line: str, match: re.Match[str]) -> Iterator[Problem]:
    at = match.end(1)
    end = len(line.rstrip())
    span = Span.within(number, at, end)
    fields = [field.strip() for field in line[at:end].split("|", 2)]
    if len(fields) < 3 and (split := _without_a_bar(fields)):
        fields = split
    if len(fields) < 3 or not all(fields):
        yield Problem(span, f"Write an event as {WRITTEN_SO}.")
        return
    if fields[2].endswith("|") and fields[2].count("|") == 1:
        fields[2] = fields[2][:-1].rstrip()
    if not any(mark in fields[2] for mark in ("[", "]", "://")):
        yield Problem(span, "Link the group that invites: `[Group](address)`.")
    clean = " | ".join(fields)
    if clean != line[at:end]:
        advisory = clean.replace(" ", "") == line[at:end].replace(" ", "")
        yield Problem(span, "Set the fields off with ` | `.", Fix(span, clean), advisory=advisory)


def _barless(number: int, line: str, at: int) -> Iterator[Problem]:
    """An event with other marks between its fields, or with none."""
    fields = FIELDS.match(line, at)
    span = Span.within(number, at, len(line.rstrip()))
    if fields and not OF_A_GROUP.search(fields[2]):
        fix = Fix(span, " | ".join(fields.groups()))
        yield Problem(span, "Set the fields off with ` | `.", fix)
    else:
        yield Problem(span, f"Write an event as {WRITTEN_SO}.")


def _belongs_to_an_event(head: Draft, number: int) -> bool:
    """Whether an event stands above a title, with nothing but its other lines between them."""
    for before in range(number - 1, max(0, number - MOST_TITLES), -1):
        line = head.line(before)
        bullet = BULLET.match(line)
        if DATED.match(line, bullet.end() if bullet else 0) or ("|" in line and event_of(line)):
            return True
        if line.strip() and not BELOW.match(line):
            return False
    return number > MOST_TITLES


def _without_a_bar(fields: list[str]) -> list[str] | None:
    """The three fields of an event whose second bar is missing."""
    if len(fields) != 2:
        return None
    place, bracket, group = fields[1].partition("[")
    place = place.rstrip(" \t-–—,")
    return [fields[0], place, bracket + group] if place and "](" in group else None


def _title(number: int, nested: re.Match[str]) -> Iterator[Problem]:
    title, at = nested[2], nested.end(1)
    for form in (OUTER_BOLD, LOOSE_BOLD, HALF_BOLD, PLAIN_LINK):
        match = form.match(title)
        if match:
            span = Span.within(number, at, at + match.end())
            words = next(group for group in match.groups() if group)
            bold = f"[**{words.strip()}**]{match[match.lastindex or 2]}"
            message = "The title of an event is bold: `[**Title**](address)`."
            yield Problem(span, message, Fix(span, bold))
            return


RULE = Rule(
    name="event-format",
    check=check,
    severity=Severity.WARNING,
    why="Readers scan the events by date and place, and tools read them.",
    section="Upcoming Events",
    bad="* 2026-08-27| Berlin, DE |[Rust Berlin](https://berlin.example)\n"
    "    * [Rust and Tell](https://berlin.example/1)",
    good="* 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    * [**Rust and Tell**](https://berlin.example/1)",
    loses=Loss.WORDS,
)
