"""GitHub's errors turned into those of the ports: features never handle a status code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import gidgethub

from ghapp.ports.errors import RequestRejected, TransientError

_FIRST_SERVER_ERROR = 500


class NotThere(RequestRejected):
    """Nothing is there, or the app may not know of it (404, 410)."""


class Conflict(RequestRejected):
    """The repository's state does not allow it now (409)."""


class Unprocessable(RequestRejected):
    """GitHub rejects the content of the request (422); the message says why."""

    def __init__(self, message: str, errors: object = None) -> None:
        super().__init__(message)
        self._errors = errors

    def has_code(self, code: str) -> bool:
        """Whether GitHub gives this code for any field ("already_exists")."""
        errors = self._errors if isinstance(self._errors, list) else []
        return any(isinstance(one, Mapping) and one.get("code") == code for one in errors)


@contextmanager
def typed_errors(what: str) -> Iterator[None]:
    """Raise what goes wrong inside as RequestRejected or TransientError.

    Args:
        what: the request, for the message ("GET /repos/...").

    Raises:
        RequestRejected: GitHub would reject it again; or a subclass above.
        TransientError: the failure may pass.

    """
    try:
        yield
    except gidgethub.HTTPException as problem:
        raise _typed(problem, what) from problem
    except (ValueError, LookupError) as problem:
        # What is not JSON though it says so, and statuses that HTTP does not know: a proxy's words.
        raise TransientError(f"{what}: the answer cannot be read") from problem


def _typed(problem: gidgethub.HTTPException, what: str) -> Exception:
    status = int(problem.status_code)
    message = f"{what}: {status} {problem}"
    match status:
        case 404 | 410:
            return NotThere(message)
        case 409:
            return Conflict(message)
        case 422:
            return Unprocessable(message, getattr(problem, "errors", None))
        case 401:
            return TransientError(f"{message} (GitHub does not accept the App's credentials)")
        case 408 | 429:
            return TransientError(message)
        case _ if status >= _FIRST_SERVER_ERROR:
            return TransientError(message)
        case _:
            return RequestRejected(message)
