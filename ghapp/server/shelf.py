"""What the board is made of, read from the database at each view, with the costly parts kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from cachetools import LRUCache

from ghapp.board.draft_view import ShownSection, shown_sections
from ghapp.board.harmless import HarmlessMarkdown
from ghapp.board.parts import BoardFacts, Rendered
from ghapp.features.approvals import Approval
from ghapp.features.deeds import Deed
from ghapp.features.rollup_state import RollupState
from ghapp.features.senders import Sender
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week
from ghapp.ports.store import WHOLE_REPOSITORY, M
from ghapp.server.keeping import ServerStore

MOST_DRAFTS = 64
KINDS = (Week, Waiting, Approval, Sender, RollupState, Deed)


class Shelf:
    """Reads memories, and renders what was not rendered before."""

    def __init__(self, store: ServerStore) -> None:
        self._store = store
        self._drafts: LRUCache[str, Sequence[ShownSection]] = LRUCache(MOST_DRAFTS)
        self._rendering = asyncio.Lock()  # a page that many ask for at once is made once

    @cached_property
    def _markdown(self) -> HarmlessMarkdown:
        return HarmlessMarkdown()  # made at the first view: that takes a while

    async def facts(self, name: str) -> BoardFacts:
        """Everything that is kept of a repository for its board."""
        found = await self._store.recall_together(name, KINDS)

        def of(kind: type[M]) -> dict[int, M]:
            return {number: one for number, one in found if isinstance(one, kind)}

        return BoardFacts(
            of(Week).get(WHOLE_REPOSITORY, Week()),
            of(Waiting),
            of(Approval),
            of(Sender),
            of(RollupState).get(WHOLE_REPOSITORY, RollupState()),
            of(Deed),
        )

    async def rendered(self, facts: BoardFacts) -> Rendered:
        """The Markdown in it as harmless HTML."""
        async with self._rendering:
            return await asyncio.to_thread(self._rendered, facts)

    def _rendered(self, facts: BoardFacts) -> Rendered:
        draft = _digest(facts.week.text, facts.week.template)
        sections = self._drafts.get(draft)
        if sections is None:
            sections = self._drafts[draft] = shown_sections(facts.week, self._markdown)
        pulls = {
            number: [self._markdown.html(text) for text in one.submissions]
            for number, one in facts.waiting.items()
        }
        return Rendered(sections, pulls)


def _digest(*texts: str) -> str:
    digest = sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
