"""One request to the API as a handler sees it: parameters, body, who asks, and what they may."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ghapp.sandbox.api.paging import Page
from ghapp.sandbox.errors import (
    ApiError,
    gone,
    invalid_request,
    missing_field,
    not_accessible,
    not_found,
)
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, HostedIssue, Json
from ghapp.sandbox.state.installations import Grant
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

_TYPES = {
    str: "a string",
    int: "an integer",
    bool: "a boolean",
    list: "an array",
    dict: "an object",
}


@dataclass(frozen=True)
class ApiAnswer:
    """What goes back: a JSON value, or raw bytes with their content type."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    content_type: str = "application/json; charset=utf-8"


@dataclass
class ApiCall:
    """A request that passed authentication."""

    site: Site
    method: str
    url: str
    params: dict[str, str]
    query: Mapping[str, str]
    accept: str
    raw_body: bytes
    presented: Grant | None = None

    @property
    def actor(self) -> Actor:
        """The app, as its bot account."""
        return self.site.world.app_actor

    @property
    def grant(self) -> Grant:
        """The installation token that was presented."""
        if self.presented is None:
            raise ApiError(401, "Bad credentials")
        return self.presented

    @property
    def repository(self) -> HostedRepository:
        """The repository in the path."""
        name = f"{self.params['owner']}/{self.params['repo']}"
        found = self.site.world.repository(name)
        if found is None:
            raise not_found()
        return found

    @property
    def issue(self) -> HostedIssue:
        """The issue or pull request in the path."""
        number = self.number("number")
        found = self.repository.issues.get(number)
        if found is not None and not isinstance(found, HostedPull):
            self.check_issues()
        if found is None and number in self.repository.deleted_issues:
            raise gone("This issue was deleted")
        if found is None:
            raise not_found()
        return found

    def check_issues(self) -> None:
        """Refuses what is about a plain issue, where there are none or the app may write none."""
        if not self.repository.has_issues:
            raise gone("Issues are disabled for this repo")
        if self.method != "GET" and not self.may("issues"):
            raise not_accessible()

    @property
    def pull(self) -> HostedPull:
        """The pull request in the path."""
        found = self.issue
        if not isinstance(found, HostedPull):
            raise not_found()
        return found

    def number(self, name: str) -> int:
        """A number in the path; anything else does not exist."""
        if not self.params[name].isdecimal():
            raise not_found()
        return int(self.params[name])

    def wants(self, form: str) -> bool:
        """Whether a media type such as `raw` or `diff` was asked for."""
        forms = (f"application/vnd.github.{form}", f"application/vnd.github.v3.{form}")
        return any(self.accept.startswith(one) for one in forms)

    # Bodies

    @property
    def body(self) -> Json:
        """The JSON object that was sent."""
        if not self.raw_body.strip():
            return {}
        try:
            found = json.loads(self.raw_body)
        except ValueError:
            raise ApiError(400, "Problems parsing JSON") from None
        if not isinstance(found, dict):
            raise ApiError(400, "Body should be a JSON object")
        return found

    def text(self, name: str, default: str | None = None) -> str:
        """A string of the body, required unless there is a default."""
        value = self.take(name, str)
        if value is None:
            if default is None:
                raise missing_field(name)
            return default
        return str(value)

    def take(self, name: str, kind: type) -> Any:
        """A value of the body if it is there, of this type."""
        value = self.body.get(name)
        if value is not None and (
            not isinstance(value, kind) or (kind is int and isinstance(value, bool))
        ):
            shown = json.dumps(value)
            raise invalid_request(f"For 'properties/{name}', {shown} is not {_TYPES[kind]}.")
        return value

    # Answers

    def page(self, items: list[Any], wrap: str | None = None) -> ApiAnswer:
        """One page of a list with links to the others; `wrap` names the list in an object."""
        page = Page(self.url, self.query, len(items))
        chosen = items[page.start : page.end]
        body = {"total_count": len(items), wrap: chosen} if wrap else chosen
        return ApiAnswer(body, headers=page.headers)

    # Rights

    def may(self, permission: str, level: str = "write") -> bool:
        """Whether the token carries this permission."""
        return self.grant.may(permission, level)

    def check_branch(self, branch: str) -> None:
        """Refuses to write a fork's branch that its author did not open to maintainers."""
        if self.grant.reaches(self.repository):
            return
        if branch not in self.grant.open_branches(self.repository):
            raise not_accessible()
