"""What a line of a list begins with: its indent, its bullet, and the gap behind that."""

from __future__ import annotations

from collections import namedtuple

from ghapp.newsletter.conventions import BULLETS
from ghapp.newsletter.patterns import pattern

ITEM_STARTS = ("* ", "- ", "+ ")  # of list items at the margin, as Markdown reads them
SIGNS = "*+•＊∗·●○▪■◦‣–—-"  # the hyphen last, for a class of a pattern
BULLET_SIGNS = frozenset(SIGNS + "\\")
BLANKS = ("", " ", "\t")
NUMBERED = frozenset(".)")
BEGINNING = pattern(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>\*{2,3}(?=[ \t]+(?:\[|\d{4}-\d\d-\d\d))(?!.*\*\*[ \t]*$)"
    r"|(?:\\[*+-]|--)(?=[ \t]+(?:\\?\[|\d{4}-\d\d-\d\d))"
    rf"|(?:[{SIGNS}]|\d{{1,2}}[.)](?=[ \t]))(?:[ \t]+[*+-](?=[ \t]))?)"
    r"(?P<gap>[ \t]+|(?<=\*)(?=[\[(（［\d])|(?<![\s*])(?=[\[(（［\w<`\"“])))?"
)


class Beginning(namedtuple("Beginning", ("indent", "bullet", "gap"))):
    """How a line begins; without a bullet, there is no gap either."""

    indent: str
    bullet: str  # also what is meant as one: `•`, `1.`, `\\*`, `**` before a link, or two in a row
    gap: str

    __slots__ = ()

    @property
    def end(self) -> int:
        """Where the content begins."""
        return len(self.indent) + len(self.bullet) + len(self.gap)

    @property
    def is_usual(self) -> bool:
        """Whether the bullet is one of Markdown's lists, perhaps without the space behind."""
        return self.bullet in BULLETS


def beginning_of(line: str) -> Beginning:
    """Read how a line begins."""
    begun = line.lstrip(" \t")
    indent = line[: len(line) - len(begun)]
    sign, behind, first, second = begun[:1], begun[1:2], begun[2:3], begun[3:4]
    if sign in BULLET_SIGNS:
        is_doubled = first in BULLETS and second in BLANKS
        if behind == " " and first not in BLANKS and not is_doubled:
            return Beginning(indent, sign, " ")
        if sign == "*" and behind.isalpha():  # words in italics
            return Beginning(indent, "", "")
    elif not sign.isdecimal() or NUMBERED.isdisjoint(begun[1:3]):
        return Beginning(indent, "", "")
    found = BEGINNING.match(line)
    indent, bullet, gap = found.groups("") if found else ("", "", "")
    return Beginning(indent, bullet, gap)


def begins_item(line: str) -> bool:
    """Whether a line is a list item, or is meant as one: with a gap or a link behind its bullet."""
    begins = beginning_of(line)
    return bool(begins.bullet) and (bool(begins.gap) or line.startswith(("[", "("), begins.end))
