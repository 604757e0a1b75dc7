"""A line as readers of the site see it: its texts, code, links and tags, in order."""

from __future__ import annotations

from ghapp.records import cached_property, record

TEXT, CODE, LINK, TAG, ITEM = "text", "code", "link", "tag", "item"
NESTED = "nested"  # a link in the text of another

Piece = tuple[str, str, str]  # kind; text, or a tag's name; address of a link


@record
class Shown:
    """A rendered line, piece by piece."""

    pieces: tuple[Piece, ...]

    @property
    def items(self) -> int:
        """How many list items it is."""
        return sum(kind == ITEM for kind, _, _ in self.pieces)

    @property
    def links(self) -> list[tuple[str, str]]:
        """The links: visible text, with a NUL for each character of code, and address."""
        return [(text, address) for kind, text, address in self.pieces if kind == LINK]

    @property
    def has_link_in_link(self) -> bool:
        """Whether a link stands in the text of another, which readers cannot tell apart."""
        return any(kind == NESTED for kind, _, _ in self.pieces)

    @property
    def tags(self) -> list[str]:
        """The names of the elements that readers see nothing of."""
        return [name for kind, name, _ in self.pieces if kind == TAG]

    @cached_property
    def text(self) -> str:
        """All that is read outside of links and code; each of these is a NUL in it."""
        return "".join(text if kind == TEXT else "\0" for kind, text, _ in self.pieces)
