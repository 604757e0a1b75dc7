"""The site's renderer, and its HTML taken apart: texts, code, links and tags, in order.

The site is made by Pelican, which renders with Python-Markdown and its extension `extra`.
"""

from __future__ import annotations

from html.parser import HTMLParser

import markdown

from ghapp.newsletter.shown import CODE, ITEM, LINK, NESTED, TAG, TEXT, Piece

# Elements that Markdown itself makes, or that carry on the text around them.
INLINE = frozenset(
    (
        *("a", "abbr", "b", "br", "code", "del", "em", "i", "ins", "kbd", "li", "mark", "ol"),
        *("p", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "u", "ul", "wbr"),
    )
)


class SiteRenderer:
    """The site's renderer, set up once for many texts; one thread at a time may use it."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(extensions=["extra"])

    def html(self, source: str) -> str | None:
        """The HTML of a text; None if the site cannot be built with it."""
        try:
            return self._markdown.reset().convert(source)
        except (RecursionError, AssertionError, ValueError):
            # It goes one call deeper for each bullet in `* * * *`, and asserts that `<![` goes on
            # as it does in XML. What it has open then, a reset does not close.
            self._markdown = markdown.Markdown(extensions=["extra"])
            return None

    def pieces(self, source: str) -> tuple[Piece, ...]:
        """What readers see of a text; nothing if the site cannot be built with it."""
        html, reader = self.html(source), _PageReader()
        try:
            reader.feed(html or "")
        except AssertionError:  # as above, for what was text to the renderer
            return ()
        reader.close()
        return tuple(reader.pieces)


class _PageReader(HTMLParser):
    """Collects the pieces; a link is one piece with all that is read in it, code as NULs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._address: str | None = None  # of the link that is open
        self._text: list[str] = []  # of that link
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")) is not None:
            if self._address is not None:
                self.pieces.append((NESTED, "", ""))
            self._address, self._text = address, []
        elif tag == "li":
            self.pieces.append((ITEM, "", ""))
        elif tag == "code":
            self._code += 1
        elif tag not in INLINE:
            self.pieces.append((TAG, tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address is not None:
            self.pieces.append((LINK, "".join(self._text), self._address))
            self._address = None
        elif tag == "code":
            self._code = max(0, self._code - 1)

    def handle_data(self, data: str) -> None:
        if self._address is not None:
            self._text.append("\0" * len(data) if self._code else data)
        elif data.strip():
            self.pieces.append((CODE if self._code else TEXT, data, ""))
