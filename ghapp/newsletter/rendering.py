"""What the site makes of a line: its renderer is asked where the parser's ranges leave a doubt."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ghapp.newsletter.shown import Piece, Shown
    from ghapp.newsletter.site_html import SiteRenderer

IN_BRACKETS = pattern(r"\[([^\[\]]+)\]")


class Renderer:
    """Renders single lines, each only once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Piece, ...]] = {}

    def shown(self, line: str, definitions: Mapping[str, str] | None = None) -> Shown:
        """What readers see of a line of Markdown.

        Args:
            line: the line, at the margin.
            definitions: the `[name]: address` lines that its references may lead to, by name.

        """
        from ghapp.newsletter.shown import Shown

        named = _named_in(line, definitions) if definitions and "[" in line else ()
        source = "\n".join([line, "", *named]) if named else line
        if source not in self._known:
            self._known[source] = self._rendered(source)
        return Shown(self._known[source])

    def _rendered(self, source: str) -> tuple[Piece, ...]:
        return self._site.pieces(source)

    @cached_property
    def _site(self) -> SiteRenderer:
        # The renderer takes ten times as long to load as checking a draft takes.
        from ghapp.newsletter.site_html import SiteRenderer

        return SiteRenderer()


def _named_in(line: str, definitions: Mapping[str, str]) -> Iterator[str]:
    """The definitions whose names stand in brackets on a line."""
    names = dict.fromkeys(name.strip().casefold() for name in IN_BRACKETS.findall(line))
    return (definitions[name] for name in names if name in definitions)
