"""Prefixes as they are written: in front of a link, in any usual brackets, with or without gaps."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import KINDS, canonical_prefixes
from ghapp.records import record

# In front of a link or of one more prefix; `[video](address)` is a link itself.
PREFIX = pattern(
    r"[\[(［【](?P<word>[^\[\]()［］【】]{2,16})[\])］】](?P<gap>[ \t:–—-]*)"
    r"(?=\[|\([^\[\]()]{2,12}\)[ \t:–—-]*[\[(]|(?<=\] )(?!\(<?https?:)[^\s\[\])|:–—-])"
)
# In a title or behind the link, perhaps with backslashes.
BRACKETED = pattern(r"\\?[\[(]([^\[\]()\\]{2,12})\\?[\])]")
PARTING = " \t:–—-"  # may stand behind a prefix
BEGINNINGS, ENDS = frozenset("[(［【"), frozenset("])］】")
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

    def is_usual(self, *, large_nouns: bool) -> bool:
        """Whether it is written as it should be, with one space behind it.

        Args:
            large_nouns: whether the language has them, so that `[Video]` is right, too.

        """
        is_noun = large_nouns and self.written == self.standard.title()
        return (is_noun or self.written == self.standard) and self.gap == " "

    @property
    def is_some_kind(self) -> bool:
        """Whether it is another word for a kind of page, in usual brackets: `[Podcast]`."""
        is_kind = self.standard.strip("[]") in KINDS
        return is_kind and self.written == f"[{self.text}]" and self.gap == " "

    @property
    def is_understood(self) -> bool:
        """Whether only its case is wrong, or a language has an unusual name in usual brackets."""
        is_language = self.standard.isupper() and self.written == f"[{self.text}]"
        return is_language or self.written.casefold() == self.standard.casefold()


def prefixes_at(text: str, at: int) -> tuple[Prefix, ...]:
    """The prefixes that stand in a line from an offset on."""
    found: list[Prefix] = []
    while (word := _word_at(text, at)) and (standard := canonical_prefixes(word)):
        end = at + len(word) + 2
        if text.startswith("] [", end - 1):  # as nearly all are written
            gap = " "
        elif match := PREFIX.match(text, at):
            gap = match["gap"]
        else:
            break
        found.append(Prefix(word, text[at:end], at, end, gap, standard))
        at = end + len(gap)
    return tuple(found)


def _word_at(text: str, at: int) -> str:
    """The word in brackets at an offset; empty where no bracket opens or closes there."""
    if text[at : at + 1] not in BEGINNINGS:
        return ""
    inside = text[at + 1 : at + LONGEST]
    return next((inside[:end] for end, sign in enumerate(inside) if sign in ENDS), "")
