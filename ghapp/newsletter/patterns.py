"""Patterns that are compiled when they are first used: most drafts need few of them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Any

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


def _compile(source: str) -> re.Pattern[str]:
    import re  # loading it takes a tenth of the time of checking a draft

    return re.compile(source)


class _Later:
    """Stands in for a compiled pattern, and becomes one."""

    compile: Callable[[str], re.Pattern[str]] = staticmethod(_compile)

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self.compile(self._source)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str) -> re.Pattern[str]:
    """What `re.compile` returns, but without the work until it is used.

    A command on one file has no time to compile what it will not look for.
    """
    later: Any = _Later(source)
    return later  # type: ignore[no-any-return]


def compile_with(compile: Callable[[str], re.Pattern[str]]) -> None:  # noqa: A002
    """Have patterns that were not used yet compiled by something other than `re.compile`."""
    _Later.compile = staticmethod(compile)
