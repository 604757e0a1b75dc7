"""What the site makes of a line: its renderer is asked where the parser's ranges leave a doubt."""

from __future__ import annotations

from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.shown import Piece, Shown
    from ghapp.newsletter.site_html import SiteRenderer


class Renderer:
    """Renders single lines, each only once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Piece, ...]] = {}

    def shown(self, line: str, definitions: str = "") -> Shown:
        """What readers see of a line of Markdown.

        Args:
            line: the line, at the margin.
            definitions: the `[name]: address` lines that its references may lead to.

        """
        from ghapp.newsletter.shown import Shown

        named = _named_in(line, definitions) if definitions and "[" in line else []
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


def _named_in(line: str, definitions: str) -> list[str]:
    """The definitions whose names occur in a line."""
    lower = line.lower()
    return [
        one
        for one in definitions.split("\n")
        if one.partition("[")[2].partition("]:")[0].strip().lower() in lower
    ]
