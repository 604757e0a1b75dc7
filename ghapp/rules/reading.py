"""A change as the rules read it: the lines and links that they look at, sorted out once."""

from __future__ import annotations

from functools import cached_property

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import DEFINITION
from ghapp.newsletter.events import EventList, ListedEvent
from ghapp.newsletter.flaws import Flaw, flaw_of
from ghapp.newsletter.headings import LostHeading, known_levels, lost_headings
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link
from ghapp.newsletter.orderly import is_regular
from ghapp.newsletter.renamed_headings import renamed_headings
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.section_kinds import CONTRIBUTED, EVENTS, LISTS, SectionKind, SectionKinds
from ghapp.newsletter.spans import Span
from ghapp.rules.context import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from ghapp.newsletter.draft import Heading
    from ghapp.newsletter.submissions import Submission, SubmissionChange

LONGEST_LINE = 5000  # characters; the longest line of an edition has about 1,000


class Reading:
    """A change with the role of each of its lines: what every check looks at."""

    def __init__(self, change: Change, context: Context, kind: FileKind = FileKind.DRAFT) -> None:
        self.change = change
        self.context = context
        self.kind = kind  # what the changed file is to the newsletter
        self.roles = SectionKinds(change.head, context.template)
        self._lines: dict[tuple[SectionKind, ...], list[tuple[int, str]]] = {}
        self._irregular_lines: dict[tuple[SectionKind, ...], list[tuple[int, str]]] = {}
        self._links: dict[tuple[SectionKind, ...], list[Link]] = {}
        self._flaws: dict[int, Flaw | None] = {}
        self._renderer = context.renderer or Renderer()

    def lines(self, roles: tuple[SectionKind, ...]) -> list[tuple[int, str]]:
        """The visible added lines in sections of these roles: number and text."""
        if len(roles) == 1:
            return self._lines_by_role.get(roles[0], [])
        if roles not in self._lines:
            by_line = self.roles.by_line
            self._lines[roles] = [pair for pair in self._readable if by_line[pair[0]] in roles]
        return self._lines[roles]

    @cached_property
    def _lines_by_role(self) -> dict[SectionKind, list[tuple[int, str]]]:
        by_role: dict[SectionKind, list[tuple[int, str]]] = {}
        by_line = self.roles.by_line
        for pair in self._readable:
            by_role.setdefault(by_line[pair[0]], []).append(pair)
        return by_role

    def items(self, kinds: tuple[SectionKind, ...]) -> list[Item]:
        """The items, and the lines that should be some, in sections of these kinds.

        Blank lines, headings, rows of tables and definitions are none. An item in its usual form
        has nothing in it that a rule of form could find, and is left out: most are so.
        """
        by_line = self.roles.by_line
        return [item for item in self._items if by_line[item.line] in kinds]

    @cached_property
    def _items(self) -> list[Item]:
        by_line = self.change.head.links_by_line
        return [
            Item(number, line, by_line.get(number, []))
            for number, line in self._irregular
            if not line.lstrip().startswith(("#", "|")) and not DEFINITION.match(line)
        ]

    def flaw(self, item: Item) -> Flaw | None:
        """What is not true of an item on the site; None where all is as it must be."""
        if item.line not in self._flaws:
            self._flaws[item.line] = flaw_of(item, self._renderer, self._definitions)
        return self._flaws[item.line]

    @cached_property
    def _definitions(self) -> str:
        head = self.change.head
        return "\n".join(head.line(one.line) for one in head.definitions)

    def addresses(self, kinds: tuple[SectionKind, ...]) -> list[Link]:
        """The links, and the definitions of references, whose address stands on an added line."""
        head, added = self.change.head, self.change.added_set
        by_line = self.roles.by_line
        here = [one for one in self.links(kinds) if one.url_span is not None]
        defined = (one for one in head.definitions if one.line in added)
        return here + [one for one in defined if by_line[one.line] in kinds]

    @cached_property
    def flawed_lines(self) -> frozenset[int]:
        """The lines of what people contribute that are not true on the site."""
        items = (item for item in self.items(CONTRIBUTED) if item.text not in self.boilerplate)
        return frozenset(item.line for item in items if self.flaw(item) is not None)

    def irregular_lines(self, roles: tuple[SectionKind, ...]) -> list[tuple[int, str]]:
        """Those lines that are neither blank nor an item in its usual form."""
        if roles not in self._irregular_lines:
            by_line = self.roles.by_line
            self._irregular_lines[roles] = [
                pair for pair in self._irregular if by_line[pair[0]] in roles
            ]
        return self._irregular_lines[roles]

    @cached_property
    def _irregular(self) -> list[tuple[int, str]]:
        texts = self.change.head.lines
        roles = self.roles.by_line
        return [
            (number, line)
            for number, line in self._readable
            if line
            and not is_regular(line, texts[number - 2], roles[number] is SectionKind.EVENTS)
            and not line.isspace()
        ]

    @cached_property
    def _readable(self) -> list[tuple[int, str]]:
        texts = self.change.head.lines
        return [
            (number, texts[number - 1])
            for number in self.change.visible_lines
            if len(texts[number - 1]) <= LONGEST_LINE
        ]

    @cached_property
    def events(self) -> EventList:
        """The events in the sections of events."""
        by_line = enumerate(self.roles.by_line)
        lines = [number for number, role in by_line if role is SectionKind.EVENTS]
        return EventList(self.change.head, lines if self.lines(EVENTS) else [])

    @cached_property
    def added_events(self) -> list[ListedEvent]:
        """The events on added lines."""
        added = self.change.added_set
        return [one for line, one in self.events.by_line.items() if line in added]

    @cached_property
    def touched_regions(self) -> list[list[ListedEvent]]:
        """All events of each region with an added one."""
        regions: dict[int, list[ListedEvent]] = {one.heading.line: [] for one in self.added_events}
        for listed in self.events.by_line.values() if regions else ():
            if listed.heading.line in regions:
                regions[listed.heading.line].append(listed)
        return list(regions.values())

    @cached_property
    def foreign_lines(self) -> list[tuple[int, str]]:
        """The added lines, hidden ones too, with any character beyond ASCII."""
        texts = self.change.head.lines
        if self.change.head.text.isascii():
            return []
        added = ((number, texts[number - 1]) for number in self.change.added)
        return [(n, line) for n, line in added if not line.isascii() and len(line) <= LONGEST_LINE]

    def links(self, roles: tuple[SectionKind, ...]) -> list[Link]:
        """The links on added lines in sections of these roles."""
        if roles not in self._links:
            self._links[roles] = [link for role, link in self._readable_links if role in roles]
        return self._links[roles]

    @cached_property
    def new_submissions(self) -> list[Submission]:
        """The submissions that are added to the lists.

        One that takes the place of another in its section corrects it, and is not new.
        """
        changes = self._submission_changes
        gone = [one.before.section for one in changes if one.before and not one.after]
        new = []
        for added in (one.after for one in changes if one.after and not one.before):
            if added.section in gone:
                gone.remove(added.section)
            else:
                new.append(added)
        return new

    @property
    def moved_submissions(self) -> list[Submission]:
        """The submissions that come from another section."""
        return [
            one.after
            for one in self._submission_changes
            if one.before and one.after and one.before.section != one.after.section
        ]

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level of each heading that the newsletter knows."""
        return known_levels(self.context.template, self.change.base)

    @cached_property
    def lost_headings(self) -> dict[int, LostHeading]:
        """The lines of the whole head that are meant as headings and are none, by number."""
        return lost_headings(self.change.head, self.roles, self.levels)

    @cached_property
    def renamed_headings(self) -> dict[int, Heading]:
        """The headings of the base that have other words now: its line -> the one of the head."""
        return renamed_headings(self.change)

    @cached_property
    def day(self) -> date | None:
        """The day that the file is named for."""
        layout, path = self.context.layout, self.change.path
        return layout.day_of_edition(path) or layout.day_of_draft(path)

    @cached_property
    def is_in_print(self) -> bool:
        """Whether it is an edition that is out, which nobody rewords for what is a policy."""
        day = self.context.layout.day_of_edition(self.change.path)
        newest = self.context.newest_edition
        return day is not None and newest is not None and day <= newest

    @cached_property
    def boilerplate(self) -> frozenset[str]:
        """The sentences that every edition carries, as they are in this one."""
        template, day = self.context.template, self.day
        return frozenset(template.sentences(day) if template and day else ())

    @cached_property
    def fits_template(self) -> bool:
        """Whether the template is the one that the file was made from: it changes over time."""
        newest = self.context.newest_edition
        if self.context.template is None or self.day is None:
            return False
        return newest is None or self.day >= newest

    @cached_property
    def _submission_changes(self) -> list[SubmissionChange]:
        from ghapp.newsletter.submissions import compare, submissions

        base, template = self.change.base, self.context.template
        before = submissions(base, template, LISTS) if base is not None else []
        return compare(before, submissions(self.change.head, template, LISTS))

    def whole_line(self, number: int) -> Span:
        """The span of a line without its end."""
        return Span.within(number, 0, len(self.change.head.line(number)))

    @cached_property
    def _readable_links(self) -> list[tuple[SectionKind, Link]]:
        texts, roles = self.change.head.lines, self.roles.by_line
        links = ((link.line, link) for link in self.change.added_links)
        return [(roles[n], link) for n, link in links if len(texts[n - 1]) <= LONGEST_LINE]
