"""Compiled patterns kept in the cache: compiling them takes longer than checking a draft.

Python keeps no compiled patterns between processes. What `re` compiles to is a list of numbers,
which is kept here under the version of the engine that made it and reads it.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import sys

from ghapp.local.caching import load, save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMAT = 1  # of the cache; another one is not read
NAME = f"patterns-{sys.implementation.cache_tag}-{_sre.MAGIC}"


class Programs:
    """Compiles like `re.compile`, from the cache where it can."""

    _programs: dict[tuple[str, int], tuple[Any, ...]]  # by source and flags

    def __init__(self) -> None:
        (self._programs,) = load(NAME, FORMAT) or ({},)
        self._kept = len(self._programs)

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        """What `re.compile` returns for a pattern of text."""
        key = source, int(flags)
        program = self._programs.get(key)
        try:
            if program is None:
                program = self._programs[key] = _program(source, int(flags))
            made: re.Pattern[str] = _sre.compile(source, *program)
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            # Another Python than this was written for, or a cache that makes no sense.
            return re.compile(source, flags)
        return made

    def keep(self) -> None:
        """Save what was compiled for the next process."""
        if len(self._programs) > self._kept:
            save(NAME, FORMAT, self._programs)


def _program(source: str, flags: int) -> tuple[Any, ...]:
    """What `_sre.compile` takes besides the source, as `re._compiler.compile` works it out."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return (
        int(flags | parsed.state.flags),
        [int(number) for number in _compiler._code(parsed, flags)],
        parsed.state.groups - 1,
        dict(names),
        tuple(by_number),
    )
