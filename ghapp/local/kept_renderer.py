"""What the site's renderer made of lines, kept from one process to the next.

Loading the renderer takes 60 to 140 ms, more than all the rest of checking a draft.
"""

from __future__ import annotations

import os
from array import array
from itertools import accumulate, pairwise

from ghapp.local.address_index import hash_of
from ghapp.local.caching import load, save
from ghapp.newsletter.rendering import Renderer
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.shown import Piece

    Lines = dict[str, tuple[Piece, ...]]

NAME = "rendered-lines"
FORMAT = 4  # of the cache; another one is not read
MOST_KEPT = 5000  # lines, the last ones; a year's drafts have some 100 in doubt


class KeptRenderer(Renderer):
    """Renders single lines, each only once as long as its cache is there."""

    def __init__(self) -> None:
        super().__init__()
        self._new: Lines = {}

    def _rendered(self, source: str) -> tuple[Piece, ...]:
        known = self._looked_up(source)
        if known is not None:
            return known
        rendered = self._new[source] = super()._rendered(source)
        return rendered

    def _looked_up(self, source: str) -> tuple[Piece, ...] | None:
        """What an earlier process made of a line; of the thousands kept, only this one is read."""
        hashes, ends, content = self._kept
        wanted = hash_of(source)
        if wanted not in hashes:
            return None
        import json

        at = hashes.index(wanted)
        line, pieces = json.loads(content[ends[at] : ends[at + 1]])
        if line != source:
            return None
        return tuple((kind, text, address) for kind, text, address in pieces)

    @cached_property
    def _kept(self) -> tuple[array[int], array[int], bytes]:
        """The hashes of the lines, where each begins and the last ends, and the lines as JSON."""
        hashes, ends, content = load(NAME, self._form) or (b"", bytes(array("I", [0])), b"")
        return array("Q", hashes), array("I", ends), content

    @cached_property
    def _form(self) -> str:
        """The cache's form: another version of the renderer may render a line in another way."""
        from importlib.machinery import PathFinder  # only for who comes here: many drafts do not

        found = PathFinder.find_spec("markdown")
        installed = os.stat(found.origin).st_mtime_ns if found and found.origin else 0
        return f"{FORMAT} {installed}"

    def hand_over(self) -> Lines:
        """What was rendered here since this was last asked for, for another process to keep."""
        new, self._new = self._new, {}
        return new

    def keep(self, lines: Lines) -> None:
        """Save what was rendered, here and elsewhere."""
        new = {**self.hand_over(), **lines}
        if not new:
            return
        import json

        hashes, ends, content = self._kept
        kept = dict(zip(hashes, (content[a:b] for a, b in pairwise(ends)), strict=True))
        kept |= {hash_of(one): json.dumps([one, pieces]).encode() for one, pieces in new.items()}
        last = dict([*kept.items()][-MOST_KEPT:])
        ends = array("I", [0, *accumulate(map(len, last.values()))])
        save(NAME, self._form, bytes(array("Q", last)), bytes(ends), b"".join(last.values()))
