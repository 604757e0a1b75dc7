"""Settings made of parsed values: what is known and fits is taken, and everything else is told."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.records import fields_of, form_of, is_record
from ghapp.settings.forms import ANY, Form, accepts, taken
from ghapp.settings.problem import did_you_mean, shown
from ghapp.settings.tree import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    Path = tuple[str | int, ...]  # keys, and positions in lists from 0
    Wrong = tuple[Path, str]  # what, and a message

INVALID = object()  # in place of a value that cannot be one
MOST_HINTS = 100  # looking for the name that was meant takes 1 ms


def settings_and_errors(data: dict[str, Any]) -> tuple[Settings, list[Wrong]]:
    """The settings that parsed values make, and what is wrong with these."""
    values = _Values()
    settings: Settings = values.record(Settings, data, ())
    return settings, values.wrong


def name_of(path: Path) -> str:
    """A setting as messages call it: `closed.section`."""
    return ".".join(part for part in path if isinstance(part, str))


class _Values:
    """Takes values one by one, and collects what is wrong."""

    def __init__(self) -> None:
        self.wrong: list[Wrong] = []
        self._hints = 0

    def record(self, kind: type, data: Any, path: Path) -> Any:
        known = fields_of(kind)
        values = {}
        for key, value in self._table(data, path).items():
            if key not in known:
                self._tell((*path, key), "is no setting.", _elsewhere(key, path), key, known)
                continue
            form = form_of(kind, key) or ANY
            read = self._value(form, getattr(kind, key), value, (*path, key))
            if read is not INVALID:
                values[key] = read
        return kind(**values)

    def _value(self, form: Form, default: Any, value: Any, path: Path) -> Any:
        if is_record(default):
            return self.record(type(default), value, path)
        if form.each is not None:
            return self._records(form.each, value, path)
        if isinstance(default, dict):
            return self._named(form, value, path)
        return self._single(form, default, value, path)

    def _single(self, form: Form, default: Any, value: Any, path: Path) -> Any:
        if type(default) is int and type(value) is float and value.is_integer():
            value = int(value)  # JSON Schema makes no difference either
        if accepts(form, default, value):
            return tuple(value) if isinstance(value, list) else value
        word = value if isinstance(value, str) else ""
        known = form.words or (form.near() if form.near is not None and word else ())
        says = f"takes {taken(form, default)}, not {shown(value)}."
        self._tell(path, says, "", word, known)
        return INVALID

    def _named(self, form: Form, data: Any, path: Path) -> dict[str, Any]:
        found = {}
        for key, value in self._table(data, path).items():
            where = (*path, key)
            if form.names and key not in form.names:
                self._tell(where, f"is no {form.called}.", "", key, form.names)
            elif (read := self._single(form, "", value, where)) is not INVALID:
                found[key] = form.reads(read) if form.reads is not None else read
        return found

    def _records(self, kind: type, data: Any, path: Path) -> tuple[Any, ...]:
        if isinstance(data, list):
            return tuple(self._one(kind, one, (*path, at)) for at, one in enumerate(data))
        self._tell(path, f"is a list of tables: write `[[{name_of(path)}]]` above each.")
        return ()

    def _one(self, kind: type, data: Any, path: Path) -> Any:
        before = len(self.wrong)
        read = self.record(kind, data, path)
        for key in fields_of(kind):
            form = form_of(kind, key) or ANY
            if form.is_required and isinstance(data, dict) and key not in data:
                told = " ".join(message for _, message in self.wrong[before:])
                if f"Did you mean `{key}`?" not in told:
                    name = code_span(name_of((*path, key)))
                    self.wrong.append((path, f"{name} is missing: it takes {form.takes}."))
        return read

    def _table(self, data: Any, path: Path) -> dict[str, Any]:
        if isinstance(data, dict):
            return data
        name = name_of(path)
        brackets = f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"
        self._tell(path, f"is a table: write `{brackets}` above its keys.")
        return {}

    def _tell(
        self, path: Path, says: str, hint: str = "", word: str = "", known: Collection[str] = ()
    ) -> None:
        if word and known and not hint and self._hints < MOST_HINTS:
            self._hints += 1
            hint = did_you_mean(word, known)
        self.wrong.append((path, f"{code_span(name_of(path))} {says}{hint}"))


def _elsewhere(key: str, path: Path) -> str:
    """Where a key belongs that stands in the wrong table."""
    if path and key in fields_of(Settings):
        return f" `{key}` stands above all tables." if len(path) == 1 else ""
    for table in fields_of(Settings):
        default = getattr(Settings, table)
        if is_record(default) and key in fields_of(default):
            return f" `{key}` stands below `[{table}]`."
    return ""
