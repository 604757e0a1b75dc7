"""Prefixes as they are written: in front of a link, in any usual brackets, with or without gaps."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import canonical_prefixes
from ghapp.records import record

# In front of a link or of one more prefix; `[video](address)` is a link itself.
PREFIX = pattern(
    r"[\[(［【](?P<word>[^\[\]()［］【】]{2,16})[\])］】](?P<gap>[ \t:–—-]*)"
    r"(?=\[|\([^\[\]()]{2,12}\)[ \t:–—-]*[\[(]|(?<=\] )(?!\(<?https?:)[^\s\[\])|:–—-])"
)
# In a title or behind the link, perhaps with backslashes.
BRACKETED = pattern(r"\\?[\[(]([^\[\]()\\]{2,12})\\?[\])]")
PARTING = " \t:–—-"  # may stand behind a prefix
ENDS = frozenset("])］】")
LONGEST = 18  # characters, with the brackets
DRESS = "\\*_[]"  # bold, or with backslashes


@record
class Prefix:
    """A word in brackets in front of a link: `[video]`, `(ES)`; offsets count from 0."""

    text: str  # between the brackets
    written: str  # with them
    start: int
    end: int  # behind the closing bracket
    gap: str  # what parts it from what follows
    standard: str  # as it should be written, perhaps as several

    @property
    def is_usual(self) -> bool:
        """Whether it is written as it should be, with one space behind it."""
        return self.written == self.standard and self.gap == " "

    @property
    def is_understood(self) -> bool:
        """Whether only its case is wrong, or a language has an unusual name in usual brackets."""
        is_language = self.standard.isupper() and self.written == f"[{self.text}]"
        return is_language or self.written.casefold() == self.standard.casefold()


def prefixes_at(text: str, at: int) -> tuple[Prefix, ...]:
    """The prefixes that stand in a line from an offset on."""
    found: list[Prefix] = []
    if ENDS.isdisjoint(text[at : at + LONGEST]):
        return ()
    while (match := PREFIX.match(text, at)) and (standard := canonical_prefixes(match["word"])):
        end = match.start("gap")
        found.append(Prefix(match["word"], text[at:end], at, end, match["gap"], standard))
        at = match.end()
    return tuple(found)
