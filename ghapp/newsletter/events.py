"""Events: a line for day, place and group, read once, and the titles that hang below it."""

from __future__ import annotations

from collections import namedtuple

from ghapp.newsletter.countries import REGIONS
from ghapp.newsletter.days import Days, days_of
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.fields import Field, fields_in
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.link import has_half_a_link
from ghapp.newsletter.locations import location_of
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.places import Location
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKER = pattern(
    r"[ \t]*(?:(?:\*{1,3}|[+•–-])[ \t]+(?:[*+-][ \t]+)?|[*+•–-](?=\d)"
    r"|#{1,6}[ \t]*|\d{1,2}[.)][ \t]+)?"
)
# The days, the place and the group of an event as nearly all are written.
USUAL = pattern(r"[*+-] (\d{4}-\d\d-\d\d) \| ([^|\[\]\s](?:[^|\[\]]*[^|\[\]\s])?) \| (\[.*\))$")
# What begins with a day is meant as an event, even when it has no bars.
DATED = pattern(
    r"(?a)[*_(]{0,2}(?:\d{3,5} ?[-/.]{1,2} ?\d{1,2}|\d{8}\b|\d{1,2}([-/.])\d{1,2}\1\d{4})"
)
BEFORE_DAYS = " \t*+•–-#_("  # signs of markup
REGION_NAMES = {name.casefold(): name for name in REGIONS}
JOINING = ("+", "and", "&", ",", ", and", "|", "/")  # stand between links
LONGEST_BLOCK = 20  # lines of one event with its titles
NO_EVENT = ("    * [", "    - [", "    + [", "\t")


class Event(namedtuple("Event", ("at", "written_days", "days", "place", "groups", "is_whole"))):
    """What an event's line says behind its marker, which ends `at` an offset.

    What cannot be told is None; `is_whole` with days, a place and groups, and no field between.
    """

    at: int
    written_days: Field
    days: Days
    place: Field | None
    groups: Field | None
    is_whole: bool

    __slots__ = ()


class ListedEvent(namedtuple("ListedEvent", ("line", "heading", "event"))):
    """An event where it stands: its line, and the heading that it stands under."""

    line: int
    heading: Heading
    event: Event

    __slots__ = ()


def beside_links(draft: Draft, number: int, at: int) -> Iterator[tuple[int, str]]:
    """What stands on a line beside its links, from an offset on, and is not there to join them.

    Bars and brackets alone, and halves of broken links, are another matter.
    """
    line, links = draft.line(number), draft.links_by_line.get(number, [])
    for index, link in enumerate([*links, None] if links else ()):
        start = link.span.column - 1 if link else len(line)
        text = line[at:start].strip()
        may_join = link and index and text in JOINING
        is_broken = text.count("[") != text.count("]") or has_half_a_link(text)
        if text.strip("| ") and not may_join and not is_broken:
            yield at + line[at:start].index(text), text
        at = link.span.end_column - 1 if link else at


class EventList:
    """The events on some lines of a draft."""

    def __init__(self, draft: Draft, lines: Sequence[int]) -> None:
        self._draft = draft
        self._lines = lines
        self._locations: dict[int, Location] = {}

    @cached_property
    def by_line(self) -> dict[int, ListedEvent]:
        """All of them, in order; an event that is typed as a heading stands under itself."""
        found = {}
        texts, hidden = self._draft.lines, self._draft.hidden
        for number in self._lines:
            line = texts[number - 1]
            if not line or line.startswith(NO_EVENT) or number in hidden:
                continue
            event, heading = event_of(line), self._draft.heading_above(number)
            if event and heading:
                found[number] = ListedEvent(number, heading, event)
        return found

    def location(self, listed: ListedEvent) -> Location | None:
        """Where an event is, read once; None where its line is not whole."""
        if not listed.event.is_whole or listed.event.place is None:
            return None
        if listed.line not in self._locations:
            region = REGION_NAMES.get(listed.heading.key, "")
            self._locations[listed.line] = location_of(listed.event.place.text, region)
        return self._locations[listed.line]

    def has_title(self, listed: ListedEvent) -> bool:
        """Whether something hangs below an event."""
        for number in range(listed.line + 1, listed.line + 4):
            line = self._draft.line(number)
            if line.strip():
                is_right_below = number == listed.line + 1 and not line.startswith("#")
                return number not in self.by_line and (is_right_below or _hangs(line))
        return False

    def event_above(self, number: int) -> ListedEvent | None:
        """The event that a line hangs below, with nothing but its other lines between them."""
        for before in range(number - 1, max(0, number - LONGEST_BLOCK), -1):
            if before in self.by_line:
                return self.by_line[before]
            line = self._draft.line(before)
            if line.strip() and not _hangs(line):
                return None
        return None


def _hangs(line: str) -> bool:
    """Whether a line is no paragraph of its own and no heading."""
    return line[0] in " \t*+-•[" or line.startswith("<!--")


def event_of(line: str) -> Event | None:
    """The event that a line is meant to announce; None for any other line."""
    if usual := USUAL.match(line):
        days, place, groups = usual.groups()
        place_field, group_field = Field(place, usual.start(2)), Field(groups, usual.start(3))
        return Event(2, Field(days, 2), days_of(days), place_field, group_field, True)
    if "|" not in line and not line.lstrip(BEFORE_DAYS)[:1].isdigit():
        return None
    marker = MARKER.match(line)
    at = marker.end() if marker else 0
    bracket = line.find("[", at)
    end = bracket if bracket >= 0 else len(line)
    is_nested = line.startswith("  ") and at > len("  *")
    if (is_nested or "|" not in line[at:end]) and not DATED.match(line, at):
        return None
    fields = fields_in(line, at, end)
    if not fields:
        return None
    invited = bracket if bracket >= 0 else None
    if len(fields) > 2 and (bracket < 0 or not line[:end].rstrip().endswith("|")):
        invited = fields[2].at
        del fields[2:]
    who = Field(line[invited:].rstrip(), invited) if invited is not None else None
    where = fields[1] if len(fields) > 1 else None
    is_whole = len(fields) == 2 and who is not None
    return Event(at, fields[0], days_of(fields[0].text), where, who, is_whole)
