"""The settings file and variables, read strictly: every typing error is told, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ghapp.newsletter.calendar import WEEKDAYS
from ghapp.newsletter.patterns import pattern
from ghapp.records import fields_of, is_record
from ghapp.rules.book import NAMES
from ghapp.rules.rule import Severity, code
from ghapp.settings import ClosedSection, DraftSettings, ScheduleSettings, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILENAME = pattern(r"[^{}/]*\{date\}[^{}/]*")
NUMBER = pattern(r"-?[0-9]{1,9}")
REFUSED = object()  # in place of a value that does not fit
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
    """The plain values in a settings file, as TOML has them.

    Raises:
        SettingsProblem: it is not TOML.

    """
    import tomllib

    if len(text) > LARGEST:
        raise SettingsProblem([f"These are more than {LARGEST // 1024} KiB of settings."])
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, or brackets and digits without end
        raise SettingsProblem([f"This is not TOML: {code(str(error))}."]) from error


def settings_from(data: dict[str, Any], variables: Mapping[str, str] | None = None) -> Settings:
    """Make settings of plain values, with the repository's variables over them.

    Raises:
        SettingsProblem: with everything that is wrong, not only the first thing.

    """
    reader = _Reader()
    for name, value in (variables or {}).items():
        reader.override(data, name, value)
    settings: Settings = reader.tree(Settings, data, "")
    if not reader.errors:
        reader.check(settings)
    if reader.errors:
        raise SettingsProblem(reader.errors)
    return settings


class _Reader:
    """Turns plain data into Settings and collects what does not fit."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def tree(self, kind: type, data: Any, where: str) -> Any:
        if not isinstance(data, dict):
            self.errors.append(f"{code(where)} is a table: write `[{where}]` above its keys.")
            return kind()
        known = fields_of(kind)
        values = {}
        for key, value in data.items():
            name = f"{where}.{key}" if where else key
            if key not in known:
                self.errors.append(f"{code(name)} is no setting.{_did_you_mean(key, known)}")
                continue
            values[key] = self.value(getattr(kind, key), value, name)
        return kind(**{key: value for key, value in values.items() if value is not REFUSED})

    def value(self, default: Any, value: Any, name: str) -> Any:
        if name == "rules":
            return self.severities(value)
        if name == "replies":
            return self.replies(value)
        if name == "closed":
            return self.closed(value)
        if is_record(default):
            return self.tree(type(default), value, name)
        if type(value) is not type(default):
            self.errors.append(f"{code(name)} takes {_KINDS[type(default)]}, not {_shown(value)}.")
            return REFUSED
        return value

    def severities(self, data: Any) -> dict[str, Severity]:
        found: dict[str, Severity] = {}
        if not isinstance(data, dict):
            self.errors.append("`rules` is a table: write `[rules]` above its keys.")
            return found
        for name, value in data.items():
            if name not in NAMES:
                self.errors.append(
                    f"{code('rules.' + name)} is no rule.{_did_you_mean(name, NAMES)}"
                )
            elif not isinstance(value, str) or value not in SEVERITIES:
                words = ", ".join(SEVERITIES)
                self.errors.append(
                    f"{code('rules.' + name)} takes one of {words}, not {_shown(value)}."
                )
            else:
                found[name] = SEVERITIES[value]
        return found

    def replies(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict):
            self.errors.append("`replies` is a table: write `[replies]` above its keys.")
            return {}
        for name, value in data.items():
            if not isinstance(value, str):
                self.errors.append(f"{code('replies.' + name)} takes a text, not {_shown(value)}.")
        return {name: value for name, value in data.items() if isinstance(value, str)}

    def closed(self, data: Any) -> tuple[ClosedSection, ...]:
        if not isinstance(data, list):
            self.errors.append("`closed` is a list of tables: write `[[closed]]` above each.")
            return ()
        return tuple(self.tree(ClosedSection, one, "closed") for one in data)

    def override(self, data: dict[str, Any], name: str, value: str) -> None:
        """Put a repository variable over the file, if it is one of ours."""
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

    def check(self, settings: Settings) -> None:
        """What single values cannot say: forms, and how they fit together."""
        if settings.schedule.weekday not in WEEKDAYS:
            self.errors.append(
                f"`schedule.weekday` takes one of {', '.join(WEEKDAYS)},"
                f" not {_shown(settings.schedule.weekday)}."
            )
        if not FILENAME.fullmatch(settings.draft.filename):
            self.errors.append(
                "`draft.filename` takes a file name with `{date}` in it once,"
                f" not {_shown(settings.draft.filename)}."
            )
        for name in ("directory", "published", "template"):
            path = getattr(settings.draft, name)
            if not all(part.strip(".") for part in path.split("/")):
                self.errors.append(
                    f"`draft.{name}` takes a path in the repository, as in"
                    f" `{getattr(DraftSettings, name)}`, not {_shown(path)}."
                )
        if settings.duplicates.editions < 0:
            self.errors.append("`duplicates.editions` takes a number from 0.")
        # The defaults are right, and what tells so is slow to load.
        if settings.schedule.open != ScheduleSettings.open:
            self._check_open(settings.schedule.open)
        if settings.schedule.timezone != ScheduleSettings.timezone:
            self._check_timezone(settings.schedule.timezone)
        self._check_closed(settings)

    def _check_open(self, cron: str) -> None:
        from ghapp.cron import is_cron

        if not is_cron(cron):
            self.errors.append(
                f"`schedule.open` takes five cron fields, as in `0 6 * * thu`, not {_shown(cron)}."
            )

    def _check_timezone(self, name: str) -> None:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self.errors.append(f"`schedule.timezone` is no time zone: {_shown(name)}.")

    def _check_closed(self, settings: Settings) -> None:
        for section in settings.closed:
            if not section.section:
                self.errors.append("`closed.section` is missing: name the section's heading.")
            if section.since and not _is_date(section.since):
                self.errors.append("`closed.since` takes a date like 2026-08-19.")


_KINDS = {
    bool: "true or false",
    int: "a number",
    str: "a text",
}


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return code(text[:60])


def _did_you_mean(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""


def _variable_keys() -> dict[str, tuple[str, str, type]]:
    """The repository variables that override a setting: name -> (table, key, type)."""
    names: dict[str, tuple[str, str, type]] = {}
    for name in fields_of(Settings):
        default = getattr(Settings, name)
        if type(default) in _KINDS:
            names[_variable("", name)] = ("", name, type(default))
        elif is_record(default):
            for inner in fields_of(default):
                kind = type(getattr(default, inner))
                names[_variable(name, inner)] = (name, inner, kind)
    for rule in NAMES:
        names[_variable("rules", rule)] = ("rules", rule, str)
    return names


def _reply_key(data: dict[str, Any], name: str) -> tuple[str, str, type] | None:
    """The reply that a variable overrides, or adds: they are called as the file likes."""
    replies = data.get("replies")
    for key in replies if isinstance(replies, dict) else ():
        if _variable("replies", key) == name:
            return "replies", key, str
    added = name.removeprefix("GHAPP_REPLIES_")
    return ("replies", added.lower(), str) if added not in ("", name) else None


def _variable(table: str, key: str) -> str:
    parts = ["GHAPP", table, key] if table else ["GHAPP", key]
    return "_".join(parts).replace("-", "_").upper()
