"""A heading as it stands in a draft: the line, its level, and the words that it is known by."""

from __future__ import annotations

from ghapp.newsletter.plain import plain_text, section_key
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

DEEPEST = 6  # level of a heading


@record
class Heading:
    """A heading line; `title` is its plain text, `key` what headings are compared by."""

    line: int
    level: int
    title: str
    key: str
    is_underlined: bool = False

    @property
    def end_line(self) -> int:
        """The last line of it: the marks below an underlined one."""
        return self.line + self.is_underlined


def heading_in(line: str) -> tuple[int, str]:
    """The level of the heading that a line is, and its text in Markdown; level 0 if it is none."""
    marked = line.lstrip(" ")
    text = marked.lstrip("#")
    level = len(marked) - len(text)
    if not 0 < level <= DEEPEST or len(line) - len(marked) > 3 or text[:1] not in ("", " ", "\t"):
        return 0, ""
    text = text.strip(" \t")
    unclosed = text.rstrip("#")
    return level, unclosed.rstrip(" \t") if unclosed[-1:] in (" ", "\t") else text


def headings_in(
    lines: Sequence[str], hidden: Collection[int], underlined: Mapping[int, int]
) -> list[Heading]:
    """The headings of a text, in order.

    Args:
        lines: of the text.
        hidden: those of comments and code, in which there are none.
        underlined: the levels of those that have their marks below, by line.

    """
    found = []
    for number, line in enumerate(lines, 1):
        if "#" not in line and number not in underlined:
            continue
        level, text = (underlined[number], line) if number in underlined else heading_in(line)
        if level and number not in hidden:
            title = plain_text(text)
            found.append(Heading(number, level, title, section_key(title), number in underlined))
    return found
