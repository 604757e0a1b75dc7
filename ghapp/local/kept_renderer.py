"""What the site's renderer made of lines, kept from one process to the next.

Loading the renderer takes 60 to 140 ms, more than all the rest of checking a draft.
"""

from __future__ import annotations

import os
from functools import cached_property

from ghapp.local.caching import load, save
from ghapp.newsletter.rendering import Renderer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.shown import Piece

    Lines = dict[str, tuple[Piece, ...]]

NAME = "rendered-lines"
FORMAT = 3  # of the cache; another one is not read
MOST_KEPT = 5000  # lines, the last ones; a year's drafts have some 100 in doubt


class KeptRenderer(Renderer):
    """Renders single lines, each only once as long as its cache is there."""

    def __init__(self) -> None:
        super().__init__()
        self._new: Lines = {}

    def _rendered(self, source: str) -> tuple[Piece, ...]:
        known = self._kept.get(source)
        if known is not None:
            return tuple((kind, text, address) for kind, text, address in known)
        rendered = self._new[source] = super()._rendered(source)
        return rendered

    @cached_property
    def _kept(self) -> Lines:
        (kept,) = load(NAME, self._form) or ({},)
        lines: Lines = kept
        return lines

    @cached_property
    def _form(self) -> str:
        """The cache's form: another version of the renderer may render a line in another way."""
        from importlib.util import find_spec  # only for who comes here: most drafts need none

        found = find_spec("markdown")
        installed = os.stat(found.origin).st_mtime_ns if found and found.origin else 0
        return f"{FORMAT} {installed}"

    def hand_over(self) -> Lines:
        """What was rendered here since this was last asked for, for another process to keep."""
        new, self._new = self._new, {}
        return new

    def keep(self, lines: Lines) -> None:
        """Save what was rendered, here and elsewhere."""
        new = {**self.hand_over(), **lines}
        if new:
            kept = {**self._kept, **new}
            save(NAME, self._form, dict(list(kept.items())[-MOST_KEPT:]))
