"""One line of a list read once: its indent, bullet, prefixes and links, and what stands around."""

from __future__ import annotations

from functools import cached_property

from ghapp.newsletter.calendar import begins_with_day
from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import canonical_prefix, canonical_prefixes
from ghapp.newsletter.whole_address import is_whole_address
from ghapp.records import record

BEGINNING = pattern(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>(?:[*+•–-]|\d{1,2}[.)](?=[ \t]))(?:[ \t]+[*+-](?=[ \t]))?)"
    r"(?P<gap>[ \t]+|(?<=\*)(?=[\[(（［\d])|(?<![\s*])(?=[\[(（［\w<`\"“])))?"
)
USUAL_BULLETS = ("*", "-", "+")
USUAL_BEGINNINGS = ("* ", "- ", "+ ", "– ", "• ")
BULLET_SIGNS = ("*", "+", "•", "–", "-")
BLANKS = ("", " ", "\t")
FIELD = pattern(r"[^|]+")
# In front of a link or of one more prefix; `[video](address)` is a link itself.
PREFIX = pattern(
    r"([\[(])([^\[\]()]{2,16})[\])](?P<gap>[ \t:–—-]*)"
    r"(?=\[|\([^\[\]()]{2,12}\)[ \t:–—-]*[\[(]|(?<=\] )[^\s\[\]()|:–—-])"
)
ENDS = frozenset("])")
LONGEST_PREFIX = 18  # characters, with its brackets
# In a title or behind the link, perhaps with backslashes.
BRACKETED = pattern(r"\\?[\[(]([^\[\]()\\]{2,12})\\?[\])]")
# What the site and the parser may read differently, or readers would see as a mark.
MARKS = pattern(r"[\[\]<>{}\\`*_()]|://")
IN_PAIRS = pattern(r"\([^()\[\]<>{}\\`*_]*\)|\[[^()\[\]<>{}\\`*_^]*\](?= )")
# Both read these alike: pairs of brackets, code, one stretch in italics, signs that open nothing.
PLAIN_TITLE = pattern(
    r"(?:\*\*(?=\S[^*]*\S?\*\*$))?"
    r"(?:[^\\<>{}`*_\[\]]|(?<=\w)_(?=\w)|`[^`]+`|\[[^\\<>{}`*_\[\]]*\]"
    r"|<(?![A-Za-z/!?])|(?<=[-=<\s])>|>(?==)|\\[_()#+.!-]"
    r"|(?<![\w*])\*(?=[^\s*])[^\\<>{}`*_\[\]]*(?<=[^\s*])\*(?![\w*]))+"
    r"(?:\*\*$)?"
)
SPELLED_OUT = "'\""  # in an address, these may begin the title of a link


@record
class Prefix:
    """A word in brackets in front of a link: `[video]`, `(ES)`; offsets count from 0."""

    text: str  # between the brackets
    start: int
    end: int  # behind the closing bracket
    gap: str  # what parts it from what follows


class Item:
    """A line that is a list item, or should be one; offsets count from 0, as Python slices."""

    def __init__(self, line: int, text: str, links: list[Link]) -> None:
        self.line = line  # from 1
        self.text = text
        self.links = links  # those that the Markdown parser finds on it
        self.indent, self.bullet, self.gap, self.content_at = _beginning(text)

    @property
    def has_usual_bullet(self) -> bool:
        """Whether it begins as Markdown's lists do, perhaps without the space behind."""
        return self.bullet in USUAL_BULLETS

    @property
    def is_dated(self) -> bool:
        """Whether it begins with a day that a bar follows, as events do."""
        day, bar, _ = self.content.partition("|")
        return bool(bar) and is_day(day[:10])

    @property
    def is_submission(self) -> bool:
        """Whether it is an item with a bracket in it, or a link and nothing else."""
        content = self.content
        if self.has_usual_bullet and self.gap:
            return "[" in content
        return content.startswith("[") and "](" in content and content.rstrip().endswith(")")

    @property
    def is_nested(self) -> bool:
        """Whether it hangs below another item, by its indent."""
        return len(self.indent.expandtabs(4)) > 1

    @property
    def fields(self) -> list[tuple[int, int]]:
        """Where the stretches between the bars of an event or a call stand."""
        return [match.span() for match in FIELD.finditer(self.text, self.content_at)]

    @property
    def content(self) -> str:
        """What stands behind the bullet."""
        return self.text[self.content_at :]

    @cached_property
    def visible(self) -> str:
        """The line with its code and comments blanked out, every column where it was."""
        text = self.text
        return without_code(text) if "`" in text or "<!--" in text else text

    @cached_property
    def prefixes(self) -> tuple[Prefix, ...]:
        """The prefixes in front of the first link, in any usual spelling."""
        found, at = [], self.content_at
        if not ENDS.intersection(self.text[at : at + LONGEST_PREFIX]):
            return ()
        while (match := PREFIX.match(self.text, at)) and canonical_prefixes(match[2]):
            found.append(Prefix(match[2], match.start(), match.start("gap"), match["gap"]))
            at = match.end()
        return tuple(found)

    @property
    def body_at(self) -> int:
        """Where the content begins behind the prefixes."""
        last = self.prefixes[-1] if self.prefixes else None
        return last.end + len(last.gap) if last else self.content_at

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each link stands in the line; one that goes on below ends with the line."""
        end = len(self.text)
        return tuple(
            (link.span.column - 1, link.span.end_column - 1 if link.is_on_one_line else end)
            for link in self.links
        )

    @cached_property
    def unlinked(self) -> str:
        """The line with its links, code and comments blanked out, every column where it was."""
        text = self.visible
        for start, end in self.places:
            text = text[:start] + "\0" * (end - start) + text[end:]
        return text

    @property
    def before(self) -> str:
        """What stands between the prefixes and the first link; all of it without a link."""
        return self.unlinked[self.body_at : self.places[0][0] if self.places else None]

    @property
    def behind(self) -> str:
        """What stands behind the last link; nothing without a link."""
        return self.unlinked[self.places[-1][1] :] if self.places else ""

    @property
    def prefix_behind(self) -> str | None:
        """The prefix that stands in brackets behind the last link."""
        word = BRACKETED.fullmatch(self.behind.strip(" \t"))
        return canonical_prefix(word[1]) if word else None

    @cached_property
    def is_plain(self) -> bool:
        """Whether the parser's ranges alone say that the site shows links and text as meant."""
        if not self.links or not self.bullet or not self.gap:
            return False
        rest = self.unlinked[self.body_at :]
        if "[" in rest and any(link.text == link.url for link in self.links):
            return False  # `[title] <address>` is meant as one link
        rest = IN_PAIRS.sub("", rest) if "(" in rest or "[" in rest else rest
        return not MARKS.search(rest) and all(map(is_plain_link, self.links))


def _beginning(text: str) -> tuple[str, str, str, int]:
    """The indent of a line, its bullet, the gap between that and the content, and where this is."""
    begun = text.lstrip(" \t")
    at = len(text) - len(begun)
    first, next_one = begun[2:3], begun[3:4]  # behind a bullet and its space
    if begun[:2] in USUAL_BEGINNINGS and first not in BLANKS:
        if first not in USUAL_BULLETS or next_one not in BLANKS:
            return text[:at], begun[0], " ", at + 2
    elif begun[:1] not in BULLET_SIGNS and not begun[:1].isdecimal():
        return text[:at], "", "", at
    found = BEGINNING.match(text)
    if found is None:
        return "", "", "", 0
    return found["indent"], found["bullet"] or "", found["gap"] or "", found.end()


def has_bracket(text: str) -> bool:
    """Whether a square bracket stands in a text."""
    return "[" in text or "]" in text


def is_link(text: str) -> bool:
    """Whether a text is one link with a whole address, and nothing else."""
    title, middle, address = text[1:-1].partition("](")
    return (
        text.startswith("[")
        and text.endswith(")")
        and bool(middle and title)
        and not has_bracket(title)
        and address.startswith(("https://", "http://"))
        and not any(sign in address for sign in " \t()")
    )


def is_day(text: str) -> bool:
    """Whether a text is a day in figures: `2026-08-26`."""
    return len(text) == 10 and begins_with_day(text)


def is_plain_link(link: Link) -> bool:
    """Whether a link has a text and a whole address that no reader of Markdown could mistake."""
    return (
        link.is_on_one_line
        and is_whole_address(link.url)
        and not any(mark in link.url for mark in SPELLED_OUT)
        and not link.text.isspace()
        and PLAIN_TITLE.fullmatch(link.text) is not None
    )
