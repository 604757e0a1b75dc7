"""Where signs of one sort stand in a row: spaces, backticks, characters without a shape."""

from __future__ import annotations

from itertools import groupby

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


def runs_of(signs: Collection[str], text: str) -> list[tuple[int, int]]:
    """The stretches of a text, each as long as can be, that have only these signs in them."""
    found, end = [], 0
    for is_run, letters in groupby(text, signs.__contains__):
        start, end = end, end + sum(1 for _ in letters)
        if is_run:
            found.append((start, end))
    return found
