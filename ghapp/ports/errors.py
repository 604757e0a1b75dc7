"""How GitHub can say no, each once."""

from __future__ import annotations


class RequestRejected(Exception):
    """GitHub said no and will say no again: no right to do this, or nothing there (403, 404)."""


class NotFastForward(Exception):
    """Somebody else was faster: the branch has another tip than the one that was read."""


class AlreadyExists(Exception):
    """What was to be created exists."""


class TransientError(Exception):
    """GitHub cannot be reached or failed: try again later, after `retry_after` seconds if known."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
