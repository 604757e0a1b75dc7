"""Where each setting stands in a file: the parser tells the lines of syntax errors only.

The text is TOML as its own parser takes it, at least up to the line of the first error. What
follows that line may be anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]  # keys, and positions in lists from 0
DEEPEST = 8  # no setting has a longer path; what lies deeper is taken for what it lies in

TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r]+ | \#[^\n]* )
    | (?P<key> "{3}(?:(?:\\.|[^\\])*?"{3,5}|.*) | '{3}(?:.*?'{3,5}|.*)
        | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | [^\s\[\]{}=,.\#"']+ )
    | (?P<sign> \n | . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """A list or table whose end has not come: the file itself, and brackets within values."""

    path: Path
    is_list: bool = False
    position: int = 0  # of the value that comes next in a list
    keys: list[str] = field(default_factory=list)  # of the setting that is being read
    in_value: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """A setting or table that stands in the file a second time."""

    path: Path
    line: int  # of the first one


class Places:
    """The lines of a file's settings, counted from 1."""

    def __init__(self, text: str) -> None:
        self.starts = [1]  # the lines on which a setting or the name of a table begins
        self.tables: set[int] = set()  # the lines among them with the name of a table
        self.again: dict[int, Again] = {}  # by the line of the second one
        self._lines: dict[Path, int] = {}
        self._said: dict[Path, int] = {}  # those of them that are not only within others' names
        self._lists: dict[Path, int] = {}  # lists of tables: position of the last one
        self._header: list[str] | None = None  # the name of a table that is being read
        self._is_listed = False  # whether that is one of a list of tables
        self._open = [_Open(())]
        for line, kind, word in _tokens(text):
            self._take(line, kind, word)

    def line(self, path: Path) -> int | None:
        """The line of a setting, or of the innermost thing around it that has one."""
        for length in range(min(len(path), DEEPEST), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None

    def start(self, line: int) -> int:
        """The line on which the setting begins that reaches to this line."""
        return max(start for start in self.starts if start <= line)

    def _take(self, line: int, kind: str, word: str) -> None:
        here = self._open[-1]
        if here.is_list:
            self._in_list(here, line, kind, word)
        elif here.in_value:
            self._in_value(here, kind, word)
        elif self._header is not None:
            self._in_header(self._header, line, kind, word)
        elif len(self._open) == 1 and word == "[" and not here.keys:
            self.starts.append(line)
            self.tables.add(line)
            self._header, self._is_listed = [], False
        else:
            self._in_key(here, line, kind, word)

    def _in_key(self, here: _Open, line: int, kind: str, word: str) -> None:
        if kind == "key":
            if not here.keys and len(self._open) == 1:
                self.starts.append(line)
            here.keys.append(_plain(word))
        elif word == "=":
            path = (*here.path, *here.keys)[:DEEPEST]
            self._note(path, line, len(here.path) + 1)
            here.in_value = True
        elif word == "}" and len(self._open) > 1:
            self._open.pop()
        elif word in ("\n", ","):
            here.keys = []

    def _in_value(self, here: _Open, kind: str, word: str) -> None:
        if kind == "sign" and word in "[{":
            path = (*here.path, *here.keys)[:DEEPEST]
            self._open.append(_Open(path, is_list=word == "["))
        elif word == "}" and len(self._open) > 1:
            self._open.pop()
        elif word == "," or (word == "\n" and len(self._open) == 1):
            here.keys, here.in_value = [], False

    def _in_list(self, here: _Open, line: int, kind: str, word: str) -> None:
        path = (*here.path, here.position)[:DEEPEST]
        if word == "]":
            self._open.pop()
        elif word == ",":
            here.position += 1
        elif word != "\n":
            self._lines.setdefault(path, line)
            if kind == "sign" and word in "[{":
                self._open.append(_Open(path, is_list=word == "["))

    def _in_header(self, header: list[str], line: int, kind: str, word: str) -> None:
        if kind == "key":
            header.append(_plain(word))
        elif word == "[":
            self._is_listed = True
        elif word in ("]", "\n"):
            self._header = None
            self._enter(header[:DEEPEST], line)

    def _enter(self, keys: list[str], line: int) -> None:
        path: Path = ()
        for number, key in enumerate(keys, 1):
            path += (key,)
            if self._is_listed and number == len(keys):
                self._lists[path] = self._lists.get(path, -1) + 1
            if path in self._lists:
                path += (self._lists[path],)
        self._note(path, line, 1)
        self._open = [_Open(path)]

    def _note(self, path: Path, line: int, first: int) -> None:
        for length in range(first, len(path) + 1):
            self._lines.setdefault(path[:length], line)
        if path in self._said:
            self.again[line] = Again(path, self._said[path])
        self._said.setdefault(path, line)


def _tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """The words and signs of a file with their lines, without spaces and comments."""
    line = 1
    for match in TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match[0]
        if kind != "blank":
            yield line, kind, word
        line += word.count("\n")


def _plain(word: str) -> str:
    """A key without its quotes."""
    if word[0] not in "\"'":
        return word
    try:
        return str(tomllib.loads(f"key = {word}")["key"])
    except ValueError:  # what TOML does not take, at the place of a syntax error
        return word
