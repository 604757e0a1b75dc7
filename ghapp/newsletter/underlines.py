"""Headings that are underlined, where a newsletter writes all of its headings so."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

FEWEST = 2  # a single one is a slip, or a line across the page right below a text
UNDERLINE = pattern(r" {0,3}(?:={3,}|-{3,})[ \t]*$")
NO_WORDS = ("#", ">", "|", "<", "    ", "\t", "* ", "- ", "+ ", "[^")
LEVELS = {"=": 1, "-": 2}
CONFLICT, MIDDLE = "<<<<<<<", "======="  # two versions that were committed, and what parts them


def underlined(lines: Sequence[str], hidden: Collection[int]) -> dict[int, int]:
    """The level of each underlined heading, by the line of its words.

    Args:
        lines: of the draft.
        hidden: those of comments, code and front matter.

    """
    is_conflict = any(line.startswith(CONFLICT) for line in lines)
    found = {
        number: LEVELS[line.strip()[0]]
        for number, line in enumerate(lines[1:], 1)
        if line[-1:] and UNDERLINE.match(line) and number not in hidden
        if _stands_alone(lines, number, hidden) and not (is_conflict and line.rstrip() == MIDDLE)
    }
    return found if len(found) >= FEWEST else {}


def _stands_alone(lines: Sequence[str], number: int, hidden: Collection[int]) -> bool:
    """Whether a line of words begins a paragraph."""
    words, above = lines[number - 1], lines[number - 2] if number > 1 else ""
    begins = not above.strip() or number - 1 in hidden or UNDERLINE.match(above) is not None
    return begins and bool(words.strip()) and not words.startswith(NO_WORDS)
