"""A settings file parsed as TOML, past its errors: whoever mends a file wants to do it once."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ghapp.newsletter.code_spans import code_span
from ghapp.settings.places import Again, Places
from ghapp.settings.problem import SettingsError

MOST_ERRORS = 10  # of the syntax, after which the rest of the file is not read
# How `tomllib` names a table that cannot be written there: as a Python tuple.
TABLE = re.compile(r"Cannot (?:declare|mutate|redefine)[^(]*\((?P<names>'.*'),?\).*")
# How it ends its messages.
PLACE = re.compile(r" \((?:at line ([0-9]+), column ([0-9]+)|at end of document)\)$")


def parse(text: str) -> tuple[dict[str, Any], list[SettingsError]]:
    """What a file says, and the errors of its syntax.

    A setting with an error is left out, and the rest is read. Where an error leaves open what
    belongs to what, it is the last, and nothing is read from its table on.
    """
    errors: list[SettingsError] = []
    lines = text.split("\n")
    while len(errors) < MOST_ERRORS:
        try:
            return tomllib.loads("\n".join(lines)), errors
        except tomllib.TOMLDecodeError as problem:
            broken = _Broken("\n".join(lines), str(problem))
            errors.append(broken.error)
            if not broken.is_alone:
                return tomllib.loads("\n".join(lines[: broken.table - 1])), errors
            lines[broken.start - 1 : broken.line] = [""] * (broken.line - broken.start + 1)
        except (ValueError, RecursionError):
            endless = lines.index(max(lines, key=len)) + 1
            message = "This is not TOML: a number or a list in a list goes on without end."
            errors.append(SettingsError(endless, message))
            break
    return {}, errors


class _Broken:
    """The first error of the syntax in a text."""

    def __init__(self, text: str, message: str) -> None:
        match = PLACE.search(message)
        last = text.rstrip("\n").count("\n") + 1
        self._message = message[: match.start()] if match else message
        self._column = match[2] if match else None
        self.line = int(match[1]) if match and match[1] else last
        self._places = Places("\n".join(text.split("\n")[: self.line]))
        self.start = self._places.start(self.line)
        self._again = self._places.again.get(self.start)

    @property
    def table(self) -> int:
        """The line with the name of the table that it stands in; above all tables its own."""
        return max((at for at in self._places.tables if at <= self.start), default=self.start)

    @property
    def error(self) -> SettingsError:
        if self._again is not None:
            return SettingsError(self.start, _said_twice(self._again))
        if table := TABLE.fullmatch(self._message):
            name = code_span(".".join(re.findall(r"'([^']*)'", table["names"])))
            return SettingsError(self.line, f"{name} is set above already. Keep one of them.")
        # What has no end was begun where one has to look.
        line = self.line if self._column else self.start
        where = f" at column {self._column}" if self._column else ""
        return SettingsError(line, f"This is not TOML{where}: {code_span(self._message)}.")

    @property
    def is_alone(self) -> bool:
        """Whether the rest of the file is to be read as if this were not there."""
        is_whole = self._again is not None or self.start == self.line
        return is_whole and self.start not in self._places.tables


def _said_twice(again: Again) -> str:
    name = code_span(".".join(str(key) for key in again.path if isinstance(key, str)))
    return f"{name} stands here a second time, after line {again.line}. Keep one of them."
