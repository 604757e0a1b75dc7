"""A change as the rules read it: the lines and links that they look at, sorted out once."""

from __future__ import annotations

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.damaged_sentences import damaged_sentences
from ghapp.newsletter.events import EventList, ListedEvent
from ghapp.newsletter.flaw import Flaw
from ghapp.newsletter.flaws import flaw_of
from ghapp.newsletter.headings import known_levels, lost_headings
from ghapp.newsletter.items import Item
from ghapp.newsletter.lost_heading import LostHeading
from ghapp.newsletter.paragraphs import is_closed_beside
from ghapp.newsletter.renamed_headings import renamed_headings
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.section_kinds import CONTRIBUTED, EVENTS, LISTS, SectionKind
from ghapp.records import cached_property
from ghapp.rules.changed_lists import ChangedLists
from ghapp.rules.context import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ghapp.newsletter.comparing import SubmissionChange
    from ghapp.newsletter.heading import Heading
    from ghapp.newsletter.submissions import Submission


class Reading(ChangedLists):
    """A change with the kind of section of each of its lines: what every check looks at."""

    def __init__(self, change: Change, context: Context, kind: FileKind = FileKind.DRAFT) -> None:
        super().__init__(change, context)
        self.kind = kind  # what the changed file is to the newsletter
        self._flaws: dict[int, Flaw | None] = {}
        self._renderer = context.renderer or Renderer()

    def flaw(self, item: Item) -> Flaw | None:
        """What is not true of an item on the site; None where all is as it must be.

        None, too, where a link goes on below: that is told where it begins.
        """
        if item.line in self.wrapped_lines:
            return None
        if item.line not in self._flaws:
            flaw = flaw_of(item, self._renderer, self.definitions)
            is_of_marks = flaw is not None and not flaw.is_of_link
            is_closed = is_of_marks and is_closed_beside(item, self.change.head)
            self._flaws[item.line] = None if is_closed else flaw
        return self._flaws[item.line]

    @cached_property
    def definitions(self) -> dict[str, str]:
        """The lines that say where references lead, by the name of each in small letters."""
        head = self.change.head
        return {one.text.strip().casefold(): head.line(one.line) for one in head.definitions}

    def flaws(self, lines: Collection[int]) -> dict[int, Flaw]:
        """What of some lines that people contribute is not true on the site, by line."""
        items = (item for item in self.items(CONTRIBUTED) if item.line in lines) if lines else ()
        found = ((item.line, self.flaw(item)) for item in items)
        return {line: flaw for line, flaw in found if flaw is not None}

    @cached_property
    def events(self) -> EventList:
        """The events in the sections of events."""
        by_line = enumerate(self.section_kinds.by_line)
        lines = [number for number, kind in by_line if kind is SectionKind.EVENTS]
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
        return lost_headings(
            self.change.head, self.section_kinds, self.levels, self.conventions.mark
        )

    @cached_property
    def renamed_headings(self) -> dict[int, Heading]:
        """The headings of the base that have other words now: its line -> the one of the head."""
        return renamed_headings(self.change)

    @cached_property
    def is_in_print(self) -> bool:
        """Whether it is an edition that is out, which nobody rewords for what is a policy."""
        day = self.context.layout.day_of_edition(self.change.path)
        newest = self.context.newest_edition if day is not None else None
        return day is not None and newest is not None and day <= newest

    @cached_property
    def damaged_sentences(self) -> dict[int, str]:
        """The added lines that are nearly one of those sentences, and how they should read."""
        template = self.context.coming_template
        if template is None:
            return {}
        return damaged_sentences(self.change, template, self.boilerplate)

    @cached_property
    def fits_template(self) -> bool:
        """Whether the template is the one that the file was made from: it changes over time."""
        newest = self.context.newest_edition
        if self.context.template is None or self.day is None:
            return False
        return newest is None or self.day >= newest

    @property
    def is_misnamed(self) -> bool:
        """Whether the file is named for a day that no edition has, whatever is written in it."""
        is_named_so = self.day is not None and self.day.weekday() != self.context.layout.weekday
        return is_named_so and self.fits_template and self.context.keeps_weekday

    @cached_property
    def _submission_changes(self) -> list[SubmissionChange]:
        from ghapp.newsletter.comparing import compare
        from ghapp.newsletter.submissions import submissions

        base, template = self.change.base, self.context.template
        before = submissions(base, template, LISTS) if base is not None else []
        return compare(before, submissions(self.change.head, template, LISTS))
