"""The list items and other lines of text of a change: those that rules of form have to read."""

from __future__ import annotations

from ghapp.newsletter.draft import DEFINITION
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import has_bracket
from ghapp.newsletter.paragraphs import is_paragraph, paragraph_of, quotes_with_code
from ghapp.newsletter.regular_lines import is_regular
from ghapp.newsletter.section_kinds import SENTENCES, SectionKind
from ghapp.records import cached_property
from ghapp.rules.changed_lines import ChangedLines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

NO_ITEMS = ("", "#")  # blank lines and headings


class ChangedItems(ChangedLines):
    """The added lines of a change as items, sorted out once."""

    def items(self, kinds: tuple[SectionKind, ...]) -> list[Item]:
        """The items, and the lines that should be some, in sections of these kinds.

        Blank lines, headings, rows of tables and definitions are none. An item in its usual form
        has nothing in it that a rule of form could find, and is left out: most are so. So is what
        the template itself says in every edition.
        """
        by_line = self.section_kinds.by_line
        return [item for item in self._items if by_line[item.line] in kinds]

    @cached_property
    def linked_headings(self) -> list[Item]:
        """The headings on added lines with brackets in them."""
        head, added = self.change.head, self.change.added_set
        lines = [one.line for one in head.headings if one.line in added]
        return [self.item(number) for number in lines if has_bracket(head.line(number))]

    @cached_property
    def _items(self) -> list[Item]:
        by_line = self.change.head.links_by_line
        return [
            Item(number, line, by_line.get(number, []))
            for number, line in self.readable
            if line
            and line[0] != "#"
            and number not in self.change.head.underlined_lines
            and number not in self.regular_lines
            and line not in self.boilerplate
            and line.lstrip()[:1] not in NO_ITEMS
            and not (line.lstrip()[:1] == "|" and line.rstrip()[-1:] == "|")  # rows of tables
            and not ("]:" in line and (line.startswith("[^") or DEFINITION.match(line)))
        ]

    @cached_property
    def day(self) -> date | None:
        """The day that the file is named for."""
        layout, path = self.context.layout, self.change.path
        return layout.day_of_edition(path) or layout.day_of_draft(path)

    @cached_property
    def boilerplate(self) -> frozenset[str]:
        """The sentences that every edition carries, as they are in this one."""
        template, day = self.context.coming_template, self.day
        return frozenset(template.sentences(day) if template and day else ())

    def is_read_alone(self, item: Item) -> bool:
        """Whether all of its markup stands on its line: code may go on below."""
        head = self.change.head
        if self.section_kinds[item.line] in SENTENCES:
            return is_paragraph(item, head, self._quotes_with_code)
        is_even = item.text.count("`") % 2 == 0
        return is_even or paragraph_of(item, head).count("`") % 2 == 1

    @cached_property
    def _quotes_with_code(self) -> frozenset[int]:
        return quotes_with_code(self.change.head)

    def item(self, number: int) -> Item:
        """What stands on any line, read as an item."""
        head = self.change.head
        return Item(number, head.line(number), head.links_by_line.get(number, []))

    @cached_property
    def regular_lines(self) -> frozenset[int]:
        """The lines that are items in their usual form: no rule of form finds anything in them."""
        by_line, texts = self.section_kinds.by_line, self.change.head.lines
        starts, events = self.conventions.item_starts, SectionKind.EVENTS
        return frozenset(
            number
            for number, line in self.readable
            if line and is_regular(line, texts[number - 2], by_line[number] is events, starts)
        )
