"""The repository's variables: a single setting changed on a settings page, without a commit."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.newsletter.patterns import pattern
from ghapp.records import fields_of, form_of, is_record
from ghapp.settings.tree import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ghapp.settings.values import Path

NUMBER = pattern(r"-?[0-9]{1,9}")
SCALARS = (bool, int, str)
BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


def overridden(
    data: dict[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], dict[Path, str]]:
    """Parsed values with variables over them, and which variable set what."""
    if not variables:
        return data, {}
    changed, known = dict(data), _known()
    by_variable: dict[Path, str] = {}
    for name, value in variables.items():
        setting = known.get(name.upper()) or _reply(data, name.upper())
        if setting is None:
            continue
        table, key, kind = setting
        inner = changed.get(table, {}) if table else changed
        if isinstance(inner, dict):
            path = (table, key) if table else (key,)
            by_variable[path] = name
            new = {**inner, key: _read(value.strip(), kind)}
            changed = {**changed, table: new} if table else new
    return changed, by_variable


def _read(value: str, kind: type) -> Any:
    if kind is bool:
        return BOOLEANS.get(value.lower(), value)
    return int(value) if kind is int and NUMBER.fullmatch(value) else value


def _known() -> dict[str, tuple[str, str, type]]:
    """The variables that override a setting: name -> (table, key, type)."""
    names: dict[str, tuple[str, str, type]] = {}
    for name in fields_of(Settings):
        default = getattr(Settings, name)
        if type(default) in SCALARS:
            names[_variable("", name)] = ("", name, type(default))
        elif is_record(default):
            for inner in fields_of(default):
                kind = type(getattr(default, inner))
                if kind in SCALARS:
                    names[_variable(name, inner)] = (name, inner, kind)
    for rule in form_of(Settings, "rules").names:
        names[_variable("rules", rule)] = ("rules", rule, str)
    return names


def _reply(data: dict[str, Any], name: str) -> tuple[str, str, type] | None:
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
