"""What a change of the settings changes, in words: each setting with its old and its new value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.plain import section_key
from ghapp.records import fields_of, is_record
from ghapp.rules.registry import rules
from ghapp.settings.problem import shown
from ghapp.settings.tree import ClosedSection, Settings

LONGEST = 200  # characters of a value


def changes(before: Settings, after: Settings) -> Iterator[str]:
    """One clause for each setting that is another: "`paused` goes from `false` to `true`"."""
    for name in fields_of(Settings):
        old, new = getattr(before, name), getattr(after, name)
        if name == "rules":
            yield from _rules(old, new)
        elif name == "closed":
            yield from _closed(old, new)
        elif name == "replies":
            yield from _replies(old, new)
        elif is_record(old):
            yield from _fields(old, new, name)
        elif old != new:
            yield _goes(name, old, new)


def _fields(old: Any, new: Any, name: str) -> Iterator[str]:
    for field in fields_of(old):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield _goes(f"{name}.{field}", before, after)


def _rules(old: Any, new: Any) -> Iterator[str]:
    for rule in rules():
        before, after = (found.get(rule.name, rule.severity) for found in (old, new))
        if before is not after:
            yield _goes(f"rules.{rule.name}", before.word, after.word)


def _replies(old: Any, new: Any) -> Iterator[str]:
    for name in dict.fromkeys((*old, *new)):
        setting = code_span(f"replies.{name}")
        if name not in new:
            yield f"{setting} is gone"
        elif name not in old:
            yield f"{setting} is new: {_value(new[name])}"
        elif old[name] != new[name]:
            yield _goes(f"replies.{name}", old[name], new[name])


def _closed(old: Any, new: Any) -> Iterator[str]:
    before = {section_key(one.section): one for one in old}
    after = {section_key(one.section): one for one in new}
    for key in dict.fromkeys((*before, *after)):
        title = code_span((after.get(key) or before[key]).section)
        if key not in after:
            yield f"the section {title} is closed no longer"
        elif key not in before:
            yield f"the section {title} is closed{_terms(after[key])}"
        else:
            for told in _fields(before[key], after[key], "closed"):
                yield f"{told}, for the section {title}"


def _terms(closed: ClosedSection) -> str:
    since = f" from {_value(closed.since)} on" if closed.since else ""
    hours = closed.close_after
    closing = f", and what adds only there is closed after {hours} hours" if hours else ""
    said = f", with the message {_value(closed.message)}" if closed.message else ""
    return f"{since}{closing}{said}"


def _goes(name: str, old: Any, new: Any) -> str:
    before, after = _value(old), _value(new)
    if before == after:
        return f"{code_span(name)} changes further on, after {before}"
    return f"{code_span(name)} goes from {before} to {after}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    if not isinstance(value, str):
        return shown(value)
    if value != " ".join(value.split()) or not value:  # a code span would not show that
        value = json.dumps(value, ensure_ascii=False)
    return code_span(value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…")
