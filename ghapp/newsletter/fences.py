"""The front matter that Jekyll, Hugo and Zola read: fields between two fences above the text."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

YAML, TOML = "---", "+++"
FENCES = (YAML, TOML)
MOST_LINES = 200
FIELD = pattern(r"([A-Za-z_][\w.-]*)[ \t]*[:=](?=[ \t]|$)")  # at the margin: of the outermost table


def last_line(lines: Sequence[str]) -> int:
    """The line of the closing fence; 0 for a text without front matter.

    Below a line across the page, as CommonMark reads `---`, there are no fields.
    """
    mark = lines[0].rstrip() if lines else ""
    if mark not in FENCES:
        return 0
    for number, line in enumerate(lines[1:MOST_LINES], 2):
        if line.rstrip() == mark:
            return number if any(map(field_of, lines[1 : number - 1])) else 0
    return 0


def field_of(line: str) -> str:
    """The name of the field that begins on a line of front matter; empty where none does."""
    match = FIELD.match(line)
    return str(match[1]) if match else ""


def fields_in(lines: Sequence[str], last: int) -> dict[str, tuple[int, str]]:
    """The outermost fields above the closing fence: name -> (line, value)."""
    fields: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines[: last - 1], 1):
        if line.startswith("["):  # a table of TOML, whose fields are not the outermost
            break
        name = field_of(line)
        if name:
            value = line[len(name) :].lstrip(" \t")[1:]
            fields.setdefault(name, (number, value.strip()))
    return fields
