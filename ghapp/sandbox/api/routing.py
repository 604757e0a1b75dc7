"""Routes: each handler says its method, path, documentation page and the permission it needs."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import TypeVar
from urllib.parse import unquote

from ghapp.sandbox.api.call import ApiAnswer, ApiCall

Handler = Callable[[ApiCall], Awaitable[ApiAnswer]]
Decorated = TypeVar("Decorated", bound=Handler)

APP = "app"  # the app's own JSON web token
TOKEN = "token"  # noqa: S105 - any installation token, whatever its permissions
PUBLIC = "public"  # nobody needs to say who they are


@dataclass(frozen=True)
class Route:
    """One endpoint; `needs` lists alternatives such as `issues:write|pull_requests:write`."""

    method: str
    path: str
    needs: str
    docs: str
    handler: Handler

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the raw path; `{name...}` may contain slashes."""
        pattern = re.sub(r"\\\{(\w+)(\\\.\\\.\\\.)?\\\}", _group, re.escape(self.path))
        return re.compile(pattern + "/?$")


def _group(match: re.Match[str]) -> str:
    return f"(?P<{match[1]}>.+)" if match[2] else f"(?P<{match[1]}>[^/]+)"


def route(method: str, path: str, needs: str, docs: str) -> Callable[[Decorated], Decorated]:
    """Marks a function as the handler of an endpoint."""

    def mark(handler: Decorated) -> Decorated:
        one = Route(method, path, needs, docs, handler)
        handler.__dict__.setdefault("routes", []).append(one)
        return handler

    return mark


class Router:
    """Finds the endpoint of a request among the handlers of some modules."""

    def __init__(self, modules: Iterable[ModuleType]) -> None:
        routes: list[Route] = []
        for module in modules:
            for value in vars(module).values():
                routes += getattr(value, "__dict__", {}).get("routes", [])
        # What is literal goes before what is not, and before what swallows slashes at its end.
        routes.sort(key=lambda one: (one.path.endswith("...}"), one.path.count("{")))
        self.routes = routes

    def find(self, method: str, raw_path: str) -> tuple[Route, dict[str, str]] | None:
        """The route and its parameters, decoded."""
        for one in self.routes:
            match = one.pattern.match(raw_path) if one.method == method else None
            if match:
                return one, {name: unquote(value) for name, value in match.groupdict().items()}
        return None
