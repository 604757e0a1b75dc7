"""The repository's variables: a single setting changed on a settings page, without a commit."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.newsletter.patterns import pattern
from ghapp.records import fields_of, form_of, is_record, record
from ghapp.settings.forms import ANY, Form
from ghapp.settings.tree import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ghapp.settings.values import Path

NUMBER = pattern(r"-?[0-9]{1,9}")
SCALARS = (bool, int, str)
BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


@record
class Overridable:
    """A setting that a variable can override: what it takes decides how a value is read."""

    path: tuple[str, ...]
    kind: type
    form: Form


def overridden(
    data: dict[str, Any], variables: Mapping[str, str]
) -> tuple[dict[str, Any], dict[Path, str]]:
    """Parsed values with variables over them, and which variable set what."""
    changed, known = dict(data), _known()
    by_variable: dict[Path, str] = {}
    for name, value in variables.items():
        setting = known.get(name.upper()) or _reply(data, name.upper())
        if setting is None:
            continue
        *tables, key = setting.path
        inner = changed.get(tables[0], {}) if tables else changed
        if isinstance(inner, dict):
            by_variable[setting.path] = name
            new = {**inner, key: _read(value, setting)}
            changed = {**changed, tables[0]: new} if tables else new
    return changed, by_variable


def _read(value: str, setting: Overridable) -> Any:
    bare = value.strip()
    if setting.kind is bool:
        return BOOLEANS.get(bare.lower(), bare)
    if setting.kind is int:
        return int(bare) if NUMBER.fullmatch(bare) else bare
    # A line end was pasted along; a space may be meant, as in the prefix of labels.
    return bare if setting.form.words else value.strip("\r\n")


def _known() -> dict[str, Overridable]:
    """The variables that override a setting, by name."""
    rules = form_of(Settings, "rules")
    settings = [Overridable(("rules", rule), str, rules) for rule in rules.names]
    for name in fields_of(Settings):
        default = getattr(Settings, name)
        if is_record(default):
            settings += (_overridable(default, (name, inner)) for inner in fields_of(default))
        else:
            settings.append(_overridable(Settings, (name,)))
    return {_variable(one.path): one for one in settings if one.kind in SCALARS}


def _overridable(table: Any, path: tuple[str, ...]) -> Overridable:
    name = path[-1]
    return Overridable(path, type(getattr(table, name)), form_of(table, name) or ANY)


def _reply(data: dict[str, Any], name: str) -> Overridable | None:
    """The reply that a variable overrides or adds; the names of replies are free."""
    form, replies = form_of(Settings, "replies"), data.get("replies")
    for key in replies if isinstance(replies, dict) else ():
        if _variable(("replies", key)) == name:
            return Overridable(("replies", key), str, form)
    added = name.removeprefix("GHAPP_REPLIES_")
    is_one = added not in ("", name)
    return Overridable(("replies", added.lower()), str, form) if is_one else None


def _variable(path: tuple[str, ...]) -> str:
    return "_".join(("GHAPP", *path)).replace("-", "_").upper()
