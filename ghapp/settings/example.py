"""The documented example: a settings file that has every setting in it, as a comment."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from ghapp.records import fields_of, is_record
from ghapp.rules.registry import rules
from ghapp.settings.forms import described_by
from ghapp.settings.schema import SCHEMA_PAGE
from ghapp.settings.tree import SETTINGS_PAGE, ClosedSection, Settings

WIDTH = 98  # of what is said, without the sign of a comment

HEAD = f"""\
#:schema {SCHEMA_PAGE}
# The settings of the app that looks after this newsletter. All are here, each as a comment at its
# default. To change one, take away the `#` before it, and the one before its table's `[name]`.
# What each means, and how to set one without a commit: {SETTINGS_PAGE}
"""

# What is a list or has free names is empty by default: an example says how it is written.
CLOSED = ClosedSection("Project/Tooling Updates", "Announce it elsewhere, please.", "2026-08-19")
REPLY = "paywall", "Thank you! Links here have to be readable without paying."
INDENT = "#     "  # of what is no setting at its default


def example() -> str:
    """A settings file in which nothing is set, and all that can be set is explained.

    A line that begins with `#` and no space behind it is a setting or the name of a table. With
    all these signs taken away, it sets everything to its default.
    """
    return "\n".join((HEAD, *_table(Settings(), "")))


def _table(settings: Any, name: str) -> Iterator[str]:
    """The settings of a table, then the tables in it."""
    inner = []
    for field in fields_of(settings):
        value, told = getattr(settings, field), _said(described_by(settings, field))
        if is_record(value):
            lines = "\n".join(_table(value, field))
            inner.append(f"{_said(value.__doc__)}#[{field}]\n{lines}\n")
        elif isinstance(value, Mapping) or field == "closed":
            inner.append(f"{told}{_of_free_size(field)}\n")
        else:
            yield f"{told}#{_line(field, value)}" + ("" if name else "\n")
    yield from inner


def _of_free_size(field: str) -> str:
    """A table with names of its own, or a list of tables."""
    if field == "rules":
        severities = {_line(one.name, one.severity.word): one.why for one in rules()}
        return "\n".join(("#[rules]", *_aligned(severities, "#")))
    if field == "replies":
        return f"#[replies]\n{INDENT}{_line(*REPLY)}"
    keys = fields_of(ClosedSection)
    told = {_line(key, getattr(CLOSED, key)): described_by(ClosedSection, key) for key in keys}
    return "\n".join((f"{INDENT}[[closed]]", *_aligned(told, INDENT)))


def _line(key: str, value: Any) -> str:
    # JSON's texts, numbers, words and lists of texts are TOML's as well.
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _aligned(told: Mapping[str, str], before: str) -> Iterator[str]:
    """Settings with what each is for behind it."""
    width = max(map(len, told))
    return (f"{before}{line.ljust(width)}  # {text}" for line, text in told.items())


def _said(text: str) -> str:
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)
