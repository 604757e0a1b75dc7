"""Which repositories have a board that everybody may see, at this moment and not one longer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ghapp.features.exposure import SeenPublic, Withdrawn, is_public, is_public_now, withdraw
from ghapp.github.exposure import withdrawal
from ghapp.server.keeping import ServerStore


class Exposure:
    """What the database says, read at each view: another machine may have written it."""

    def __init__(self, store: ServerStore) -> None:
        self._store = store
        self._is_known = False

    @property
    def is_known(self) -> bool:
        """Whether GitHub was asked since the start: until then, nothing is shown to anybody."""
        return self._is_known

    async def obey(self, delivery: str, event: str, payload: Mapping[str, Any]) -> None:
        """Take out of sight what a delivery says is private, gone or not the app's any more."""
        told = withdrawal(event, payload)
        if told.is_none:
            return
        names = set(told.names)
        if told.installation:
            seen = await self._store.recall_everywhere(SeenPublic)
            names |= {name for name, one in seen.items() if one.installation == told.installation}
        for name in sorted(names):
            await withdraw(self._store, name, delivery, told.at)

    async def keep_only(self, names: Collection[str], by: str) -> None:
        """Take out of sight what is not among the public repositories that GitHub has listed.

        Args:
            names: those that are.
            by: what to remember as the reason.

        """
        for name in await self._store.recall_everywhere(SeenPublic):
            if name not in names:
                await withdraw(self._store, name, by)
        self._is_known = True

    async def public(self) -> list[str]:
        """The repositories that everybody may see, by name."""
        if not self._is_known:
            return []
        seen = await self._store.recall_everywhere(SeenPublic)
        withdrawn = await self._store.recall_everywhere(Withdrawn)
        return [
            name for name, one in seen.items() if is_public(one, withdrawn.get(name, Withdrawn()))
        ]

    async def named(self, name: str) -> str | None:
        """The public repository of a name, in whatever case it is written; None for any other."""
        wanted = name.casefold()
        return next((one for one in await self.public() if one.casefold() == wanted), None)

    async def still(self, name: str) -> bool:
        """Whether everybody may see a repository now: asked last, before an answer is sent."""
        return self._is_known and await is_public_now(self._store, name)
