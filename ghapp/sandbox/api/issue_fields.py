"""The limits of what issues and pull requests are called, and the states they can be in."""

from __future__ import annotations

from ghapp.sandbox.errors import invalid_request, validation_failed

TITLE_LIMIT = 256


def check_title(title: str) -> None:
    """Refuses an empty title and one that is too long."""
    if not title.strip():
        raise validation_failed("Issue", "title", "missing_field")
    if len(title) > TITLE_LIMIT:
        message = f"title is too long (maximum is {TITLE_LIMIT} characters)"
        raise validation_failed("Issue", "title", "custom", message)


def check_state(state: str) -> None:
    """Refuses a state that there is not."""
    if state not in ("open", "closed"):
        raise invalid_request(
            f'For \'properties/state\', {state} is not a member of ["open", "closed"].'
        )
