"""The settings file and the repository's variables, read strictly: all errors are told at once."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.patterns import pattern
from ghapp.records import fields_of, is_record
from ghapp.rules.problem import Severity
from ghapp.rules.registry import NAMES
from ghapp.settings.checks import did_you_mean, errors_in, in_closed, shown
from ghapp.settings.tree import ClosedSection, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NUMBER = pattern(r"-?[0-9]{1,9}")
KINDS = {bool: "true or false", int: "a number", str: "a text"}
INVALID = object()  # in place of a value of the wrong type
SEVERITIES = {severity.word: severity for severity in Severity}
LARGEST = 64 * 1024  # characters: telling a stranger's typing errors takes time


class SettingsProblem(Exception):
    """What is wrong with a settings file, one clear line for each error."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def read_settings(text: str, variables: Mapping[str, str] | None = None) -> Settings:
    """Read a settings file, with the repository's variables over it.

    Raises:
        SettingsProblem: with everything that is wrong, not only the first thing.

    """
    return settings_from(parsed(text), variables)


def parsed(text: str) -> dict[str, Any]:
    """Parse a settings file as TOML.

    Raises:
        SettingsProblem: it is not TOML.

    """
    import tomllib

    if len(text) > LARGEST:
        raise SettingsProblem([f"These are more than {LARGEST // 1024} KiB of settings."])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, or brackets and digits without end
        raise SettingsProblem([f"This is not TOML: {code_span(str(error))}."]) from error


def settings_from(data: dict[str, Any], variables: Mapping[str, str] | None = None) -> Settings:
    """Make settings of parsed values, with the repository's variables over them.

    Raises:
        SettingsProblem: with everything that is wrong, not only the first thing.

    """
    reader = _Reader()
    for name, value in (variables or {}).items():
        reader.override(data, name, value)
    settings: Settings = reader.tree(Settings, data, "")
    errors = [*reader.errors, *errors_in(settings)]
    if errors:
        raise SettingsProblem(errors)
    return settings


class _Reader:
    """Turns parsed values into Settings and collects the errors."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def tree(self, kind: type, data: Any, where: str) -> Any:
        known = fields_of(kind)
        values = {}
        for key, value in self.table(data, where).items():
            name = f"{where}.{key}" if where else key
            if key not in known:
                self.errors.append(f"{code_span(name)} is no setting.{did_you_mean(key, known)}")
            elif (read := self.value(getattr(kind, key), value, name)) is not INVALID:
                values[key] = read
        return kind(**values)

    def table(self, data: Any, name: str) -> dict[str, Any]:
        if isinstance(data, dict):
            return data
        self.errors.append(f"{code_span(name)} is a table: write `[{name}]` above its keys.")
        return {}

    def wrong_value(self, name: str, wanted: str, value: Any) -> None:
        self.errors.append(f"{code_span(name)} takes {wanted}, not {shown(value)}.")

    def value(self, default: Any, value: Any, name: str) -> Any:
        forms = {"rules": self.severities, "replies": self.replies, "closed": self.closed}
        if name in forms:
            return forms[name](value)
        if is_record(default):
            return self.tree(type(default), value, name)
        if type(value) is not type(default):
            self.wrong_value(name, KINDS[type(default)], value)
            return INVALID
        return value

    def severities(self, data: Any) -> dict[str, Severity]:
        found: dict[str, Severity] = {}
        for name, value in self.table(data, "rules").items():
            where = f"rules.{name}"
            if name not in NAMES:
                self.errors.append(f"{code_span(where)} is no rule.{did_you_mean(name, NAMES)}")
            elif not isinstance(value, str) or value not in SEVERITIES:
                self.wrong_value(where, f"one of {', '.join(SEVERITIES)}", value)
            else:
                found[name] = SEVERITIES[value]
        return found

    def replies(self, data: Any) -> dict[str, str]:
        texts = {}
        for name, value in self.table(data, "replies").items():
            if isinstance(value, str):
                texts[name] = value
            else:
                self.wrong_value(f"replies.{name}", "a text", value)
        return texts

    def closed(self, data: Any) -> tuple[ClosedSection, ...]:
        if not isinstance(data, list):
            self.errors.append("`closed` is a list of tables: write `[[closed]]` above each.")
            return ()
        return tuple(self.closed_section(number, one) for number, one in enumerate(data, 1))

    def closed_section(self, number: int, data: Any) -> ClosedSection:
        if not isinstance(data, dict):
            self.errors.append(in_closed(number, f"{shown(data)} is no table."))
            return ClosedSection()
        inner = _Reader()
        section: ClosedSection = inner.tree(ClosedSection, data, "closed")
        if data.get("section", "") == "":
            inner.errors.append("`closed.section` is missing: name the section's heading.")
        self.errors += [in_closed(number, error) for error in inner.errors]
        return section

    def override(self, data: dict[str, Any], name: str, value: str) -> None:
        """Override a setting by a repository variable; other variables are ignored."""
        keys = _variable_keys().get(name.upper()) or _reply_key(data, name.upper())
        if keys is None:
            return
        table, key, kind = keys
        value = value.strip()
        parsed: Any = value
        if kind is bool:
            parsed = {"true": True, "false": False, "1": True, "0": False}.get(value.lower(), value)
        elif kind is int and NUMBER.fullmatch(value):
            parsed = int(value)
        target = data.setdefault(table, {}) if table else data
        if isinstance(target, dict):
            target[key] = parsed


def _variable_keys() -> dict[str, tuple[str, str, type]]:
    """The repository variables that override a setting: name -> (table, key, type)."""
    names: dict[str, tuple[str, str, type]] = {}
    for name in fields_of(Settings):
        default = getattr(Settings, name)
        if type(default) in KINDS:
            names[_variable("", name)] = ("", name, type(default))
        elif is_record(default):
            for inner in fields_of(default):
                kind = type(getattr(default, inner))
                names[_variable(name, inner)] = (name, inner, kind)
    for rule in NAMES:
        names[_variable("rules", rule)] = ("rules", rule, str)
    return names


def _reply_key(data: dict[str, Any], name: str) -> tuple[str, str, type] | None:
    """The reply that a variable overrides or adds; the names of replies are free."""
    replies = data.get("replies")
    for key in replies if isinstance(replies, dict) else ():
        if _variable("replies", key) == name:
            return "replies", key, str
    added = name.removeprefix("GHAPP_REPLIES_")
    return ("replies", added.lower(), str) if added not in ("", name) else None


def _variable(table: str, key: str) -> str:
    parts = ["GHAPP", table, key] if table else ["GHAPP", key]
    return "_".join(parts).replace("-", "_").upper()
