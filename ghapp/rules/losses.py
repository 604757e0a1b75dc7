"""What a correction would lose of a text: a word, or a page that it leads to."""

from __future__ import annotations

from enum import IntEnum

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import words_in

SITE = pattern(r"://([^\s/?#()\[\]<>|]+)")


class Loss(IntEnum):
    """How much of a text is gone."""

    NOTHING = 0  # but marks and spaces
    WORDS = 1
    PAGES = 2


def loss_between(before: str, after: str) -> Loss:
    """What of a text is not in the one that takes its place, however it is written there."""
    before, after = before.casefold(), after.casefold()
    if not set(SITE.findall(before)).issubset(SITE.findall(after)):
        return Loss.PAGES
    is_all_there = set(words_in(before)).issubset(words_in(after))
    return Loss.NOTHING if is_all_there else Loss.WORDS
