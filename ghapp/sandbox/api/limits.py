"""The hourly budget of each installation, and faults that a test asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ghapp.sandbox.world import HostedWorld

BUDGET = 5000
WINDOW = 3600


@dataclass
class Budget:
    """What one installation has left in this hour."""

    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """The headers that every answer carries."""
        return {
            "X-RateLimit-Limit": str(BUDGET),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Used": str(BUDGET - self.remaining),
            "X-RateLimit-Reset": str(self.reset),
            "X-RateLimit-Resource": "core",
        }


class Budgets:
    """The budgets of all installations, and of the app itself."""

    def __init__(self, world: HostedWorld) -> None:
        self.world = world
        self._budgets: dict[int, Budget] = {}

    def of(self, installation: int) -> Budget:
        """The present budget; a new hour begins with the first request after the last one."""
        now = int(self.world.clock().timestamp())
        budget = self._budgets.get(installation)
        if budget is None or budget.reset <= now:
            budget = self._budgets[installation] = Budget(BUDGET, now + WINDOW)
        return budget


@dataclass
class Fault:
    """An answer that replaces the real one, a few times."""

    method: str
    pattern: re.Pattern[str]
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: object = None
    times: int = 1
    delay: float = 0.0
    after: bool = False

    def matches(self, method: str, path: str) -> bool:
        """Whether the fault is meant for this request."""
        if self.times < 1 or self.method not in (method, "*"):
            return False
        return self.pattern.search(path) is not None
