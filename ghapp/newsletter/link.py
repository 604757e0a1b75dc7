"""A link in a draft: what it says, where it leads, and exactly where it is written."""

from __future__ import annotations

from bisect import bisect_right

from ghapp.newsletter.addresses import canonical, host_of
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.source import Source
from ghapp.newsletter.spans import Span
from ghapp.newsletter.whole_address import WEB, is_unbroken
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.markdown import LinkMark

HALVES = ("](", "] (", "][", "://")  # of a link
IMAGE = pattern(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])(?:\](?:\([^()]*\)|\[[^\[\]]*\]))?")


class Link:
    """A Markdown link; places are worked out when asked for: most links are as they should be."""

    def __init__(self, source: Source, mark: LinkMark) -> None:
        start, end, text_start, text_end, url_start, url_end, destination = mark
        self._source = source
        self._mark = mark
        line = bisect_right(source.byte_starts, start)
        begin, piece = source.byte_starts[line - 1], source.pieces[line - 1]
        self.line = line  # that it begins on
        self.is_on_one_line = end <= source.byte_starts[line]
        # Where it begins, if bytes are columns, as they nearly always are.
        self._line_start = begin if self.is_on_one_line and piece.isascii() else None
        if self._line_start is not None:
            self.text = piece[text_start - begin : text_end - begin]
            self.url = piece[url_start - begin : url_end - begin]
        else:
            self.text = source.slice(self.text_span)
            self.url = source.slice(self.url_span) if self.has_address else ""
        if url_start < 0:
            self.url = destination

    @classmethod
    def on_line(cls, source: Source, line: int, places: tuple[int, ...]) -> Link:
        """A link on one line.

        Args:
            source: the text that it stands in.
            line: its line, from 1.
            places: where the whole, its text and its address begin and end, as Python slices.

        """
        piece, begin = source.pieces[line - 1], source.byte_starts[line - 1]
        bytes_before = (len(piece[:at].encode("utf-8", "surrogatepass")) for at in places)
        start, end, text_start, text_end, url_start, url_end = (begin + n for n in bytes_before)
        return cls(source, (start, end, text_start, text_end, url_start, url_end, ""))

    @cached_property
    def span(self) -> Span:
        """The whole link."""
        return self._span(self._mark[0], self._mark[1])

    @cached_property
    def text_span(self) -> Span:
        """What stands between the brackets."""
        return self._span(self._mark[2], self._mark[3])

    @cached_property
    def page(self) -> str | None:
        """Its page by canonical address; None where it leads to none."""
        return canonical(self.url)

    @cached_property
    def host(self) -> str:
        """The host of its address in lower case; empty if it has none."""
        return host_of(self.url)

    def repeats(self, other: Link) -> bool:
        """Whether it says what another one says, and leads where that leads."""
        return (self.text, self.url) == (other.text, other.url)

    @property
    def has_address(self) -> bool:
        """Whether the address stands in it; that of a reference stands elsewhere."""
        return self._mark[4] >= 0

    @cached_property
    def url_span(self) -> Span:
        """The address as written; of a reference, whose address stands elsewhere, all of it."""
        return self._span(self._mark[4], self._mark[5]) if self.has_address else self.span

    def _span(self, start: int, end: int) -> Span:
        if self._line_start is None:
            return self._source.span(start, end)
        return Span.within(self.line, start - self._line_start, end - self._line_start)


def has_bracket(text: str) -> bool:
    """Whether a square bracket stands in a text."""
    return "[" in text or "]" in text


def has_half_a_link(text: str) -> bool:
    """Whether somebody began to write a link; where it is none, that is told as a broken one."""
    return any(half in text for half in HALVES)


def are_images(text: str) -> bool:
    """Whether there is nothing but pictures in a text, perhaps as links."""
    return "![" in text and not IMAGE.sub("", text).strip("[] \t")


def is_link(text: str) -> bool:
    """Whether a text is one link with a whole address, and nothing else."""
    title, middle, address = text[1:-1].partition("](")
    return (
        text.startswith("[")
        and text.endswith(")")
        and bool(middle and title)
        and not has_bracket(title)
        and address.startswith(WEB)
        and is_unbroken(address)
    )
