"""What the values of variables must be, so that a wrong one is told by its name and not shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ghapp.environment.problem import EnvironmentProblem

HIGHEST_PORT = 65535
HIGHEST_ID = 2**63 - 1

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x20\x7f\"'<>\\^`{|}]")


def web_address(name: str, value: str, example: str) -> str:
    """An http or https address without a final slash."""
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        is_address = False
    if (
        not is_address
        or parts.username is not None
        or any(mark in value for mark in "?#")
        or _NOT_IN_ADDRESSES.search(value)
    ):
        raise EnvironmentProblem(f"{name}: expected an http or https address such as {example}.")
    return value.rstrip("/")


def server_address(name: str, value: str) -> str:
    """The address of a whole server, so without a path; empty when there is none."""
    if not value:
        return ""
    example = "https://ghapp.example.org"
    address = web_address(name, value, example)
    if urlsplit(address).path:
        raise EnvironmentProblem(f"{name}: expected an address without a path, such as {example}.")
    return address


def database_address(value: str) -> str:
    """SQLite's or PostgreSQL's address, the latter under its one name."""
    scheme, separator, rest = value.partition("://")
    scheme = {"postgres": "postgresql"}.get(scheme.lower(), scheme.lower())
    if not separator or not rest or scheme not in {"sqlite", "postgresql"}:
        raise EnvironmentProblem(
            "DATABASE_URL: expected sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        )
    return f"{scheme}://{rest}"


def whole_number(name: str, value: str, lowest: int, highest: int) -> int:
    """A number in these limits."""
    # Nineteen digits are the most that the highest of them all has.
    if value.isascii() and value.isdigit() and len(value) <= 19 and lowest <= int(value) <= highest:
        return int(value)
    expected = "a whole number" if highest > HIGHEST_PORT else f"a number up to {highest}"
    raise EnvironmentProblem(f"{name}: expected {expected}.")


def one_of(name: str, value: str, accepted: tuple[str, ...]) -> str:
    """One of these words."""
    if value not in accepted:
        raise EnvironmentProblem(f"{name}: expected one of {', '.join(accepted)}.")
    return value


def switch(name: str, value: str) -> bool:
    """On or off, in the words that people use for it."""
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise EnvironmentProblem(f"{name}: expected on or off (1/0, true/false, yes/no).")
