"""Compiled patterns kept in the cache: compiling them takes longer than checking a draft.

Python keeps no compiled patterns between processes. What `re` compiles to is a list of numbers,
which is kept here under the version of the engine that made it and reads it.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import sys

from ghapp.local.caching import load, save

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

FORMAT = 2  # of the cache; another one is not read
NAME = f"patterns-{sys.implementation.cache_tag}-{_sre.MAGIC}"


class Programs:
    """Compiles like `re.compile`, from the cache where it can."""

    _programs: dict[str, tuple[Any, ...]]  # by source

    def __init__(self) -> None:
        (self._programs,) = load(NAME, FORMAT) or ({},)
        self._kept = len(self._programs)

    def compile(self, source: str) -> re.Pattern[str]:
        """What `re.compile` returns for a pattern of text."""
        program = self._programs.get(source)
        try:
            if program is None:
                program = self._programs[source] = _program(source)
            made: re.Pattern[str] = _sre.compile(source, *program)
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
            # Another Python than this was written for, or a cache that makes no sense.
            import re

            return re.compile(source)
        return made

    def keep(self) -> None:
        """Save what was compiled for the next process."""
        if len(self._programs) > self._kept:
            save(NAME, FORMAT, self._programs)


def _program(source: str) -> tuple[Any, ...]:
    """What `_sre.compile` takes besides the source, as `re._compiler.compile` works it out."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return (
        parsed.state.flags,
        [int(number) for number in _compiler._code(parsed, 0)],
        parsed.state.groups - 1,
        dict(names),
        tuple(by_number),
    )
