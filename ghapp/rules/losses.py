"""What a correction would lose of a text: a word, or a page that it leads to."""

from __future__ import annotations

from enum import IntEnum

from ghapp.newsletter.patterns import pattern

SITE = pattern(r"://([^\s/?#()\[\]<>|]+)")
WORD = pattern(r"[^\W_]+")  # letters and figures


class Loss(IntEnum):
    """How much of a text is gone."""

    NOTHING = 0  # but marks and spaces
    WORDS = 1
    PAGES = 2


def loss_between(before: str, after: str) -> Loss:
    """What of a text is not in the one that takes its place, however it is written there."""
    if _lost(SITE.findall(before), SITE.findall(after)):
        return Loss.PAGES
    return Loss.WORDS if _lost(WORD.findall(before), WORD.findall(after)) else Loss.NOTHING


def _lost(before: list[str], after: list[str]) -> bool:
    left = {one.casefold() for one in after}
    return any(one.casefold() not in left for one in before)
