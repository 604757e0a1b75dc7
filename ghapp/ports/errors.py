"""What can go wrong with a request to GitHub, by what a feature does about it."""

from __future__ import annotations


class RequestRejected(Exception):
    """GitHub rejected the request and would again: no permission, or nothing there (403, 404)."""


class NotFastForward(Exception):
    """The branch has another tip than the one that was read: somebody pushed in between."""


class MergeRefused(Exception):
    """GitHub does not merge a pull request now; the message is GitHub's own (405)."""


class AlreadyExists(Exception):
    """What was to be created exists."""


class TransientError(Exception):
    """GitHub cannot be reached or failed: try again later, after `retry_after` seconds if known."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
