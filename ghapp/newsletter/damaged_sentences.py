"""Sentences of the template that a slip of the hand has damaged, and which each of them is."""

from __future__ import annotations

from ghapp.newsletter.diff import shared_ends
from ghapp.newsletter.template import Template, is_sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.changes import Change

LEAST_IN_COMMON = 8  # characters at an end of a line by which it is known
FEW = 2  # characters that a slip of the hand replaces


def damaged_sentences(
    change: Change, template: Template, boilerplate: frozenset[str]
) -> dict[int, str]:
    """The added lines that are nearly a sentence of every edition, and how they should read.

    Args:
        change: what to look at; of a base, only what it had and the head lacks counts.
        template: what the file was made from.
        boilerplate: its sentences, as they are in this edition.

    """
    head = change.head
    lost = sorted(boilerplate.difference(head.lines))
    if change.base is not None:
        lost = [one for one in lost if one in change.base.lines]
    if not lost:
        return {}
    known = boilerplate.union(template.draft.lines)
    found = {}
    for number in change.visible_lines:
        line = head.line(number)
        if is_sentence(line) and line not in known:
            wanted = next((one for one in lost if _is_damaged(line, one)), None)
            found.update({number: wanted} if wanted is not None else {})
    return found


def _is_damaged(line: str, wanted: str) -> bool:
    """Whether a line is another one with something put into its middle, lost from it, or mistyped.

    What editors reword differs in several places, or goes on where the other one ends.
    """
    if line[:FEW] != wanted[:FEW] and line[-FEW:] != wanted[-FEW:]:
        return False  # as nearly every pair of lines
    shortest = min(len(line), len(wanted))
    start, end = shared_ends(line, wanted)
    ours, theirs = line[start : len(line) - end], wanted[start : len(wanted) - end]
    if not f"{ours}{theirs}".strip():
        return False  # but for white space they are the same
    if start + end < shortest - FEW:
        return False
    is_inside = min(start, end) >= LEAST_IN_COMMON
    return is_inside or (max(len(ours), len(theirs)) <= FEW and f"{ours}{theirs}".isalnum())
