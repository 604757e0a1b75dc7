"""The JSON Schema of the settings, for editors that complete and check a file while it is written.

It refuses what the reader refuses, but for what a schema cannot say: cron expressions, time zones,
and days that no calendar has.
"""

from __future__ import annotations

from typing import Any

from ghapp.records import fields_of, form_of, is_record, text_of
from ghapp.rules.registry import rules
from ghapp.rules.rule import RULES_PAGE
from ghapp.settings.forms import ANY, Form
from ghapp.settings.tree import SETTINGS_PATH, Settings

SCHEMA_FILE = "settings.schema.json"
SCHEMA_PAGE = RULES_PAGE.replace("github.com", "raw.githubusercontent.com").replace(
    "/blob/main/docs/rules.md", f"/main/docs/{SCHEMA_FILE}"
)

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema, as JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_PAGE,
        "title": SETTINGS_PATH,
        **_record(Settings),
    }


def _record(kind: Any) -> Schema:
    fields = fields_of(kind)
    required = [name for name in fields if (form_of(kind, name) or ANY).is_required]
    return {
        "description": kind.__doc__,
        "type": "object",
        "properties": {name: _field(kind, name) for name in fields},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _field(kind: Any, name: str) -> Schema:
    form, default = form_of(kind, name) or ANY, getattr(kind, name)
    if is_record(default):
        return _record(type(default))
    described = {"description": text_of(kind, name)}
    if form.each is not None:
        return {**described, "type": "array", "items": _record(form.each)}
    if isinstance(default, dict):
        return {**described, "type": "object", **_names(form)}
    shown = list(default) if isinstance(default, tuple) else default
    return {
        **described,
        **_value(form, default),
        **({} if form.is_required else {"default": shown}),
    }


def _names(form: Form) -> Schema:
    """A table with a value for each name; its names are those of the rules, or free."""
    if not form.names:
        return {"additionalProperties": _value(form, "")}
    value = _value(form, "")
    told = {
        rule.name: {"description": rule.why, **value, "default": rule.severity.word}
        for rule in rules()
    }
    return {"properties": told, "additionalProperties": False}


def _value(form: Form, default: Any) -> Schema:
    if isinstance(default, tuple):
        sizes = {} if form.length is None else {"minItems": form.length, "maxItems": form.length}
        return {"type": "array", "items": _text(form), **sizes, "uniqueItems": True}
    if isinstance(default, bool):
        return {"type": "boolean"}
    if isinstance(default, int):
        bounds = {"minimum": form.least, "maximum": form.most}
        return {"type": "integer", **{name: at for name, at in bounds.items() if at is not None}}
    return _text(form)


def _text(form: Form) -> Schema:
    if form.words:
        return {"type": "string", "enum": list(form.words)}
    # In Python `$` matches before a last line end, too.
    pattern = {"pattern": rf"^(?:{form.pattern})$(?!\n)"} if form.pattern else {}
    return {"type": "string", **pattern}
