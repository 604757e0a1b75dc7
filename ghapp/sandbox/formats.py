"""Times and identifiers as GitHub writes them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime


def node_id(kind: str, number: int) -> str:
    """An opaque global identifier, as GraphQL would use it."""
    return base64.b64encode(f"0{len(kind)}:{kind}{number}".encode()).decode().rstrip("=")


def stamp(when: datetime) -> str:
    """A time as GitHub writes it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def maybe_stamp(when: datetime | None) -> str | None:
    """A time as GitHub writes it, or null."""
    return stamp(when) if when else None
