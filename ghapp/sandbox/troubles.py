"""The troubles that a story can ask for: lost answers, refusals and limits."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ghapp.sandbox.api.limits import Budget, Fault
from ghapp.sandbox.api.server import ApiServer


class SandboxTroubles:
    """What goes wrong between GitHub and an app."""

    def __init__(self, api: ApiServer) -> None:
        self._api = api

    def fail_next(
        self,
        method: str,
        path_pattern: str,
        status: int = 500,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        times: int = 1,
        delay: float = 0.0,
        after: bool = False,
    ) -> None:
        """Answers the next matching calls like this; status 0 drops the connection.

        With `after` the real work is done first, as when GitHub's answer is lost on its way.
        """
        fault = Fault(
            method=method.upper(),
            pattern=re.compile(path_pattern),
            status=status,
            headers=dict(headers or {}),
            body={"message": "Server Error"} if body is None else body,
            times=times,
            delay=delay,
            after=after,
        )
        self._api.faults.append(fault)

    def limit_secondary(
        self,
        method: str = "*",
        path_pattern: str = ".",
        *,
        status: int = 403,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """Answers the next matching calls with GitHub's secondary rate limit."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        body = {
            "message": "You have exceeded a secondary rate limit. Please wait a few minutes "
            "before you try again.",
            "documentation_url": "https://docs.github.com/rest/overview/"
            "rate-limits-for-the-rest-api#about-secondary-rate-limits",
        }
        self.fail_next(method, path_pattern, status, headers, body, times)

    def budget(self, installation_id: int) -> Budget:
        """What an installation has left in this hour; `remaining` may be set."""
        return self._api.budgets.of(installation_id)
