"""One file of the newsletter, read without losing a byte: lines, headings, sections and links."""

from __future__ import annotations

from bisect import bisect_right

from ghapp.newsletter.fences import FENCES, fields_in, last_line
from ghapp.newsletter.heading import Heading, headings_in
from ghapp.newsletter.link import Link
from ghapp.newsletter.markdown import Marks, read_marks
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.source import Source
from ghapp.newsletter.spans import Span
from ghapp.newsletter.underlines import underlined
from ghapp.records import cached_property

DEFINITION = pattern(r" {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*<?([^\s<>]+)")


class Draft:
    """A draft, an edition or the template, as text; lines count from 1.

    Reading never fails, whatever the text, and `text` is kept as it came: joining `lines` with
    `ends` gives it back.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source(text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends: line number n is `lines[n - 1]`."""
        return self.source.lines

    @property
    def ends(self) -> list[str]:
        """The end of each line: a newline, with a carriage return, or none for the last."""
        return self.source.ends

    def line(self, number: int) -> str:
        """The text of a line; empty beyond both ends of the file."""
        return self.source.line(number)

    def slice(self, span: Span) -> str:
        r"""The text in a span, with "\\n" between lines."""
        return self.source.slice(span)

    @cached_property
    def last_fenced(self) -> int:
        """The last line of front matter between fences; 0 where there is none."""
        return last_line(self.lines) if self.text.startswith(FENCES) else 0

    @cached_property
    def front_matter(self) -> dict[str, tuple[int, str]]:
        """The fields above the first blank line, or between fences: name -> (line, value)."""
        if self.last_fenced:
            return fields_in(self.lines, self.last_fenced)
        fields: dict[str, tuple[int, str]] = {}
        for number, line in enumerate(self.lines, 1):
            name = field_name(line)
            if not name:
                break
            fields[name] = (number, line.partition(":")[2].strip())
        return fields

    @property
    def title(self) -> str:
        """What the header says that it is called; empty where it says nothing."""
        fields = self.front_matter.items()
        titles = (value for name, (_, value) in fields if name.casefold() == "title")
        return next(titles, "").strip("\"'")

    @cached_property
    def marks(self) -> Marks:
        """What the Markdown parser found: comments, code and links by byte."""
        if not self.last_fenced:
            return read_marks(self.text)
        # The parser would take front matter for text; blanked out, it has as many bytes.
        pieces = self.source.pieces
        fenced, below = pieces[: self.last_fenced], pieces[self.last_fenced :]
        blanks = [" " * len(piece.encode("utf-8", "surrogatepass")) for piece in fenced]
        return read_marks("\n".join([*blanks, *below]))

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The lines that begin inside a comment or a fenced code block: nothing there counts.

        Nor does front matter between fences, which is no text.
        """
        hidden = set(range(1, self.last_fenced + 1))
        for start, end in (*self.marks.comments, *self.marks.fences):
            first = self.source.locate(start)
            last = self.source.line_of(max(start, end - 1))
            hidden.update(range(first[0] + (first[1] > 0), last + 1))
        return frozenset(hidden)

    @cached_property
    def definitions(self) -> list[Link]:
        """Where reference links lead, by the lines `[name]: address`; the name is the text."""
        if "]:" not in self.text:
            return []
        found = []
        for number, line in enumerate(self.lines, 1):
            match = DEFINITION.match(line) if "]:" in line else None
            if match and number not in self.hidden:
                places = (*match.span(), *match.span(1), *match.span(2))
                found.append(Link.on_line(self.source, number, places))
        return found

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings a reader sees, in order, at any level."""
        return headings_in(self.lines, self.hidden, self.underlined)

    @cached_property
    def underlined(self) -> dict[int, int]:
        """The level of each underlined heading by its line, in a draft with several of them."""
        may_be = "\n---" in self.text or "\n===" in self.text
        return underlined(self.lines, self.hidden) if may_be else {}

    @cached_property
    def underlined_lines(self) -> frozenset[int]:
        """The lines of these headings, with the marks below them."""
        return frozenset(number + below for number in self.underlined for below in (0, 1))

    @cached_property
    def _heading_lines(self) -> list[int]:
        return [heading.line for heading in self.headings]

    def heading_above(self, line: int) -> Heading | None:
        """The nearest heading at or above a line."""
        position = self.headings_up_to(line)
        return self.headings[position - 1] if position else None

    def headings_up_to(self, line: int) -> int:
        """How many headings stand at or above a line."""
        return bisect_right(self._heading_lines, line)

    def lines_below(self, heading: Heading) -> range:
        """The lines between a heading and the next one."""
        position = self.headings_up_to(heading.line)
        following = self.headings[position : position + 1]
        end = following[0].line if following else len(self.lines) + 1
        return range(heading.end_line + 1, end)

    @cached_property
    def links(self) -> list[Link]:
        """Every link that renders as one, outside comments and code, in order."""
        return [Link(self.source, mark) for mark in self.marks.links]

    @cached_property
    def links_by_line(self) -> dict[int, list[Link]]:
        """The links that begin on each line."""
        by_line: dict[int, list[Link]] = {}
        for link in self.links:
            by_line.setdefault(link.line, []).append(link)
        return by_line


def field_name(line: str) -> str:
    """The name of the field that a line of the header is; empty where it is none."""
    name, colon, _ = line.partition(":")
    is_name = name.isascii() and name[:1].isalpha() and name.replace("-", "").isalpha()
    return name if colon and is_name else ""
