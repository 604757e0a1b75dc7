"""What the board is made of, read from the database at each view, with the costly parts kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from hashlib import sha256

from cachetools import LRUCache

from ghapp.board.draft_view import ShownSection, shown_sections
from ghapp.board.harmless import HarmlessMarkdown
from ghapp.board.view import BoardFacts, Rendered
from ghapp.features.approvals import Approval
from ghapp.features.deeds import Deed
from ghapp.features.rollup_state import RollupState
from ghapp.features.senders import Sender
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week
from ghapp.ports.store import WHOLE_REPOSITORY, Store

MOST_DRAFTS = 64
MOST_PULLS = 2000


class Shelf:
    """Reads memories, and renders what was not rendered before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._drafts: LRUCache[str, Sequence[ShownSection]] = LRUCache(MOST_DRAFTS)
        self._pulls: LRUCache[str, Sequence[str]] = LRUCache(MOST_PULLS)
        self._rendering = asyncio.Lock()  # a page that many ask for at once is made once

    async def kept(self, name: str) -> BoardFacts:
        """Everything that is kept of a repository for its board."""
        store = self._store
        return BoardFacts(
            await store.recall(Week, name, WHOLE_REPOSITORY),
            await store.recall_all(Waiting, name),
            await store.recall_all(Approval, name),
            await store.recall_all(Sender, name),
            await store.recall(RollupState, name, WHOLE_REPOSITORY),
            await store.recall_all(Deed, name),
        )

    async def rendered(self, kept: BoardFacts) -> Rendered:
        """The Markdown in it as harmless HTML."""
        async with self._rendering:
            return await asyncio.to_thread(self._rendered, kept)

    def _rendered(self, kept: BoardFacts) -> Rendered:
        draft = _digest(kept.week.text, kept.week.template)
        sections = self._drafts.get(draft)
        if sections is None:
            sections = self._drafts[draft] = shown_sections(kept.week)
        pulls: dict[int, Sequence[str]] = {}
        renderer: HarmlessMarkdown | None = None
        for number, one in kept.waiting.items():
            key = _digest(*one.submissions)
            known = self._pulls.get(key)
            if known is None:
                renderer = renderer or HarmlessMarkdown()
                known = self._pulls[key] = [renderer.html(text) for text in one.submissions]
            pulls[number] = known
        return Rendered(sections, pulls)


def _digest(*texts: str) -> str:
    digest = sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
