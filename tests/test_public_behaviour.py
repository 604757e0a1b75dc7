"""Tests look at what a class promises, not at what it keeps to itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PRIVATE = re.compile(r"_(?!_)")


def private_names(code: str) -> Iterator[str]:
    """What a test uses of others that begins with one underscore."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=name) if PRIVATE.match(name):
                yield ast.unparse(node)
            case ast.ImportFrom(module=str(module), names=names):
                parts = [*module.split("."), *(one.name for one in names)]
                yield from filter(PRIVATE.match, parts)
            case ast.Call(func=ast.Attribute(attr="setattr"), args=[*places, _]):
                parts = [name.value for name in places if isinstance(name, ast.Constant)]
                yield from (part for part in parts if PRIVATE.match(part.rpartition(".")[2]))


def test_no_test_reaches_into_what_is_private():
    """What is kept private can be changed without a change of any test."""
    files = list(TESTS.rglob("*.py"))
    assert len(files) > 100
    found = {path: list(private_names(path.read_text())) for path in files}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("server.engine._database.dispose()", ["server.engine._database"]),
        ("from ghapp.store import _Row", ["_Row"]),
        ("from ghapp._store import Row", ["_store"]),
        ("patch.setattr('ghapp.store._Row', 1)", ["ghapp.store._Row"]),
        ("patch.setattr(store, '_Row', 1)", ["_Row"]),
        ("self._notes = cls._notes", []),
        ("__name__ + type(error).__name__", []),
        ("from __future__ import annotations", []),
    ],
)
def test_what_counts_as_private(code: str, found: list[str]):
    """Attributes, imports and names in strings, but nobody's own and nothing of Python's."""
    assert list(private_names(code)) == found
