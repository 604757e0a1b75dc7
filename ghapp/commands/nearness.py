"""Which command was meant by a misspelt name."""

from __future__ import annotations

from collections.abc import Collection

LONGEST = 40  # no command has so long a name; what is longer is compared by its beginning


def nearest(word: str, names: Collection[str]) -> str:
    """The name that takes the fewest edits."""
    return min(names, key=lambda name: (distance(word, name), name))


def distance(word: str, name: str) -> int:
    """How many letters have to be added, left out or replaced (Levenshtein)."""
    word = word[:LONGEST]
    above = list(range(len(name) + 1))
    for row, letter in enumerate(word, start=1):
        line = [row]
        for column, other in enumerate(name, start=1):
            replaced = above[column - 1] + (letter != other)
            line.append(min(replaced, above[column] + 1, line[-1] + 1))
        above = line
    return above[-1]
