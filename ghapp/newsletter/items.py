"""One line of a list read once: its indent, bullet, prefixes and links, and what stands around."""

from __future__ import annotations

from ghapp.newsletter.bullets import beginning_of
from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.days import is_day
from ghapp.newsletter.link import Link
from ghapp.newsletter.prefixes import KINDS, canonical_prefix
from ghapp.newsletter.written_prefixes import BRACKETED, DRESS, PARTING, Prefix, prefixes_at
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

IN_A_LINK = ("[[", "[(", "[\\")  # what a link with a prefix in its text begins with


class Item:
    """A line that is a list item, or should be one; offsets count from 0, as Python slices."""

    def __init__(self, line: int, text: str, links: list[Link]) -> None:
        self.line = line  # from 1
        self.text = text
        self.links = links  # those that the Markdown parser finds on it
        begins = beginning_of(text)
        self.indent, self.bullet, self.gap = begins
        self.has_usual_bullet = begins.is_usual
        self.content_at = begins.end

    @property
    def is_listed(self) -> bool:
        """Whether it is a list item with something in it."""
        return self.has_usual_bullet and bool(self.gap and self.content)

    @property
    def is_in_italics(self) -> bool:
        """Whether a star is no bullet: another one closes what it opens."""
        return self.bullet == "*" and not self.gap and self.text.rstrip().endswith("*")

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
    def is_quote(self) -> bool:
        """Whether it is a note that is set apart, and no link that somebody quotes."""
        return self.text.startswith(">") and self.text.lstrip("> ")[:1] != "["

    @property
    def is_nested(self) -> bool:
        """Whether it hangs below another item, by its indent."""
        return len(self.indent.expandtabs(4)) > 1

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """Where the stretches between the bars of an event or a call stand, with their spaces."""
        bars = [at for at, sign in enumerate(self.text) if sign == "|" and at >= self.content_at]
        starts = [self.content_at, *(bar + 1 for bar in bars)]
        return list(zip(starts, [*bars, len(self.text)], strict=True))

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
        return prefixes_at(self.text, self.content_at)

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
        return blanked(self.visible, self.places)

    @property
    def before(self) -> str:
        """What stands between the prefixes and the first link; all of it without a link."""
        return self.unlinked[self.body_at : self.places[0][0] if self.places else None]

    @property
    def behind(self) -> str:
        """What stands behind the last link; nothing without a link."""
        return self.unlinked[self.places[-1][1] :] if self.places else ""

    @property
    def prefix_before(self) -> str | None:
        """The prefix before the link that is dressed up or bare: `**[video]**`, `Video:`."""
        before = self.before.strip(PARTING)
        word = before.strip(DRESS)
        is_in_brackets = word != before and "[" in before
        is_one = is_in_brackets or word.casefold() in KINDS
        return canonical_prefix(word) if is_one and self.links else None

    @property
    def prefix_inside(self) -> tuple[str, int] | None:
        """The prefix that a link's text begins with, and where the text goes on behind it."""
        at = self.body_at
        is_one = self.text.startswith(IN_A_LINK, at)
        word = BRACKETED.match(self.text, at + 1) if is_one else None
        prefix = canonical_prefix(word[1]) if word else None
        title = self.text[word.end() :].lstrip(" \t:") if word else ""
        return (prefix, len(self.text) - len(title)) if prefix and title.strip() else None

    @property
    def prefix_behind(self) -> str | None:
        """The prefix that stands in brackets behind the last link."""
        behind = self.behind.strip(" \t")
        word = BRACKETED.fullmatch(behind) if behind else None
        return canonical_prefix(word[1]) if word else None


def blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with some stretches blanked out, every column where it was."""
    for start, end in places:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
