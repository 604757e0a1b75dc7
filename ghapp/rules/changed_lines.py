"""The lines of a change that rules look at, by the kind of their section: items and links."""

from __future__ import annotations

from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import DEFINITION
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link, has_bracket
from ghapp.newsletter.paragraphs import is_paragraph, quotes_with_code
from ghapp.newsletter.regular_lines import is_regular
from ghapp.newsletter.section_kinds import SENTENCES, SectionKind, SectionKinds
from ghapp.newsletter.spans import Span
from ghapp.records import cached_property
from ghapp.rules.context import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

LONGEST_LINE = 5000  # characters; the longest line of an edition has about 1,000
NO_ITEMS = ("", "#")  # blank lines and headings


class ChangedLines:
    """The added lines of a change, sorted out once."""

    def __init__(self, change: Change, context: Context) -> None:
        self.change = change
        self.context = context
        self.conventions = context.conventions
        self.section_kinds = SectionKinds(change.head, context.template)
        self._lines: dict[tuple[SectionKind, ...], list[tuple[int, str]]] = {}
        self._links: dict[tuple[SectionKind, ...], list[Link]] = {}
        self._addresses: dict[tuple[SectionKind, ...], list[Link]] = {}

    def lines(self, kinds: tuple[SectionKind, ...]) -> list[tuple[int, str]]:
        """The visible added lines in sections of these kinds: number and text."""
        if len(kinds) == 1:
            return self._lines_by_kind.get(kinds[0], [])
        if kinds not in self._lines:
            by_line = self.section_kinds.by_line
            self._lines[kinds] = [pair for pair in self._readable if by_line[pair[0]] in kinds]
        return self._lines[kinds]

    @cached_property
    def _lines_by_kind(self) -> dict[SectionKind, list[tuple[int, str]]]:
        by_kind: dict[SectionKind, list[tuple[int, str]]] = {}
        by_line = self.section_kinds.by_line
        for pair in self._readable:
            by_kind.setdefault(by_line[pair[0]], []).append(pair)
        return by_kind

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
            for number, line in self._readable
            if line
            and line[0] != "#"
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
        """Whether all of its markup stands on its line: in sentences, code may go on below."""
        in_sentences = self.section_kinds[item.line] in SENTENCES
        return not in_sentences or is_paragraph(item, self.change.head, self._quotes_with_code)

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
            for number, line in self._readable
            if line and is_regular(line, texts[number - 2], by_line[number] is events, starts)
        )

    def addresses(self, kinds: tuple[SectionKind, ...]) -> list[Link]:
        """The links, and the definitions of references, whose address stands on an added line."""
        if kinds not in self._addresses:
            head, added = self.change.head, self.change.added_set
            by_line = self.section_kinds.by_line
            here = [one for one in self.links(kinds) if one.has_address]
            defined = (one for one in head.definitions if one.line in added)
            here += [one for one in defined if by_line[one.line] in kinds]
            self._addresses[kinds] = here
        return self._addresses[kinds]

    @cached_property
    def defined_addresses(self) -> frozenset[str]:
        """Where references lead whose definitions stand on added lines."""
        added = self.change.added_set
        return frozenset(one.url for one in self.change.head.definitions if one.line in added)

    @cached_property
    def foreign_lines(self) -> list[tuple[int, str]]:
        """The added lines, hidden ones too, with any character beyond ASCII."""
        texts = self.change.head.lines
        if self.change.head.text.isascii():
            return []
        added = ((number, texts[number - 1]) for number in self.change.added)
        return [(n, line) for n, line in added if not line.isascii() and len(line) <= LONGEST_LINE]

    def links(self, kinds: tuple[SectionKind, ...]) -> list[Link]:
        """The links on added lines in sections of these kinds."""
        if kinds not in self._links:
            self._links[kinds] = [link for kind, link in self._readable_links if kind in kinds]
        return self._links[kinds]

    def wrapped(self, kinds: tuple[SectionKind, ...]) -> set[int]:
        """The lines of those links that go on below."""
        spans = (link.span for link in self.links(kinds) if not link.is_on_one_line)
        return {number for span in spans for number in range(span.line, span.last_line + 1)}

    def whole_line(self, number: int) -> Span:
        """The span of a line without its end."""
        return Span.within(number, 0, len(self.change.head.line(number)))

    @cached_property
    def _readable_links(self) -> list[tuple[SectionKind, Link]]:
        texts, by_line = self.change.head.lines, self.section_kinds.by_line
        links = ((link.line, link) for link in self.change.added_links)
        return [(by_line[n], link) for n, link in links if len(texts[n - 1]) <= LONGEST_LINE]

    @cached_property
    def _readable(self) -> list[tuple[int, str]]:
        texts = self.change.head.lines
        return [
            (number, texts[number - 1])
            for number in self.change.visible_lines
            if len(texts[number - 1]) <= LONGEST_LINE
        ]
