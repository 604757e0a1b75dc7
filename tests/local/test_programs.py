"""Compiled patterns that were kept do what freshly compiled ones do."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from ghapp.local.programs import NAME, Programs
from ghapp.newsletter.patterns import _Later

HOUSE = Path(__file__).parents[2] / "ghapp"


def all_patterns() -> list[_Later]:
    """Every pattern of the newsletter's model and of the rules."""
    found = []
    for folder in ("newsletter", "rules"):
        for path in sorted((HOUSE / folder).glob("*.py")):
            module = import_module(f"ghapp.{folder}.{path.stem}")
            found += [value for value in vars(module).values() if isinstance(value, _Later)]
    return found


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "ghapp" / NAME


TEXTS = (
    "* [video] [Title](https://blog.example/post?utm_source=x) - text",
    "    * [**Rust Meetup**](https://meetup.example/1)",
    "* 2026-08-27 | Virtual (Berlin, DE) | [Group](https://group.example)",
    "- <b>bold</b> `code` http://localhost:8080/ N√ºrnberg",
)


def test_every_pattern_means_the_same_from_the_cache(cache):
    """Flags, groups and what is matched are the same, the second time as well."""
    first = Programs()
    sources = [one._source for one in all_patterns()]
    assert len(sources) > 80
    for source in sources:
        first.compile(source)
    first.keep()
    second = Programs()
    for source in sources:
        kept, fresh = second.compile(source), re.compile(source)
        assert (kept.pattern, kept.flags) == (fresh.pattern, fresh.flags)
        assert (kept.groups, kept.groupindex) == (fresh.groups, fresh.groupindex)
        for text in TEXTS:
            assert [m.span() for m in kept.finditer(text)] == [
                m.span() for m in fresh.finditer(text)
            ]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"{0", b"i\x01\x00\x00\x00"])
def test_a_cache_that_makes_no_sense_is_passed_over(cache, content):
    """Whatever stands in the file, patterns are compiled."""
    cache.parent.mkdir()
    cache.write_bytes(content)
    assert Programs().compile("a+").fullmatch("aaa")


def test_a_program_that_makes_no_sense_is_passed_over(cache):
    """A program of another engine is refused by the engine, and compiled anew."""
    programs = Programs()
    programs._programs["a+"] = (32, [99999, 1], 0, {}, (None,))
    assert programs.compile("a+").fullmatch("aaa")
