"""Where signs of one sort stand in a row: spaces, backticks, characters without a shape."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection


def runs_of(signs: Collection[str], text: str) -> list[tuple[int, int]]:
    """The stretches of a text, each as long as can be, that have only these signs in them."""
    runs: list[tuple[int, int]] = []
    for at in [at for at, sign in enumerate(text) if sign in signs]:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def in_place_of(runs: list[tuple[int, int]], text: str, *wanted: str) -> str:
    """What stands from the first of some stretches to the last, with something else for each.

    Args:
        runs: the stretches, in their order.
        text: what they stand in.
        wanted: what takes the place of each, or of all of them.

    """
    each = wanted if len(wanted) == len(runs) else wanted * len(runs)
    starts = [start for start, _ in runs[1:]]
    between = [
        text[end:start] for (_, end), start in zip(runs, [*starts, runs[-1][1]], strict=True)
    ]
    return "".join(new + rest for new, rest in zip(each, between, strict=True))
