"""The lines and links of a change that rules look at, by the kind of their section."""

from __future__ import annotations

from ghapp.newsletter.changes import Change
from ghapp.newsletter.link import Link
from ghapp.newsletter.section_kinds import SectionKind, SectionKinds
from ghapp.newsletter.spans import Span
from ghapp.records import cached_property
from ghapp.rules.context import Context

LONGEST_LINE = 5000  # characters; the longest line of an edition has about 1,000


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
            self._lines[kinds] = [pair for pair in self.readable if by_line[pair[0]] in kinds]
        return self._lines[kinds]

    @cached_property
    def _lines_by_kind(self) -> dict[SectionKind, list[tuple[int, str]]]:
        by_kind: dict[SectionKind, list[tuple[int, str]]] = {}
        by_line = self.section_kinds.by_line
        for pair in self.readable:
            by_kind.setdefault(by_line[pair[0]], []).append(pair)
        return by_kind

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

    @cached_property
    def wrapped_lines(self) -> set[int]:
        """The lines of links that go on below."""
        spans = (link.span for _, link in self._readable_links if not link.is_on_one_line)
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
    def readable(self) -> list[tuple[int, str]]:
        """The visible added lines that are not too long: number and text."""
        texts = self.change.head.lines
        return [
            (number, texts[number - 1])
            for number in self.change.visible_lines
            if len(texts[number - 1]) <= LONGEST_LINE
        ]
