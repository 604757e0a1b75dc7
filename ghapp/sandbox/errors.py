"""What GitHub refuses: every error of the embedded one, in GitHub's own words and shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ErrorEntry = Mapping[str, str] | str


class ApiError(Exception):
    """A request that GitHub would refuse: status, message and the list of field errors."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: Sequence[ErrorEntry] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = list(errors)
        self.headers = dict(headers or {})


def not_found() -> ApiError:
    """What GitHub says of things that do not exist, and of things one may not know of."""
    return ApiError(404, "Not Found")


def gone(message: str) -> ApiError:
    """What was there before, and is no more."""
    return ApiError(410, message)


def not_accessible() -> ApiError:
    """The app may know of this, but its permissions do not reach it."""
    return ApiError(403, "Resource not accessible by integration")


def invalid_request(reason: str) -> ApiError:
    """The request does not fit the schema of the endpoint."""
    return ApiError(422, f"Invalid request.\n\n{reason}")


def missing_field(name: str) -> ApiError:
    """A required field is not there."""
    return invalid_request(f'"{name}" wasn\'t supplied.')


def validation_failed(resource: str, field: str, code: str, message: str | None = None) -> ApiError:
    """The request fits the schema, but its content is refused by one field's validation."""
    entry = {"resource": resource, "field": field, "code": code}
    if message is not None:
        entry["message"] = message
    return ApiError(422, "Validation Failed", [entry])


def unprocessable(*reasons: str) -> ApiError:
    """The shape in which reviews and their comments are refused: a list of sentences."""
    return ApiError(422, "Unprocessable Entity", list(reasons))


def workflow_refused(path: str) -> ApiError:
    """Changing a workflow file needs a permission of its own."""
    return ApiError(
        403,
        "refusing to allow a GitHub App to create or update workflow "
        f"`{path}` without `workflows` permission",
    )
