"""The one link to the board that stands on GitHub: in the rollup, where somebody can follow it."""

from dataclasses import dataclass
from typing import Any

import pytest

from ghapp.features.exposure import SeenPublic
from ghapp.features.rollup import board_notes
from tests.in_memory import MemoryStore

NAME = "crabs/weekly"


@dataclass
class Named:
    name: str = NAME


@dataclass
class Around:
    """As much of a job as the link is made of."""

    board: str
    store: Any
    repository: Named


@pytest.mark.parametrize(
    ("board", "is_public", "notes"),
    [
        ("https://b.example/crabs/weekly", True, 1),
        ("https://b.example/crabs/weekly", False, 0),
        ("", True, 0),
    ],
)
async def test_a_link_that_leads_somewhere(board, is_public, notes):
    """It is written only where the server's address is known and everybody may see the board."""
    store = MemoryStore()
    await store.remember(SeenPublic(is_public=is_public), NAME, 0)

    found = await board_notes(Around(board, store, Named()))

    assert len(found) == notes
    assert all(board in note for note in found)
