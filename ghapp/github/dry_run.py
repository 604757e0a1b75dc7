"""What a dry run would have written, in one line of a bounded length for the log."""

from __future__ import annotations


def summary(data: object) -> str:
    """What a write holds: each field by name, long values cut."""
    if not isinstance(data, dict):
        return ""
    parts = (f"{name}={_shortened(value)}" for name, value in data.items())
    return " ".join(parts)


def _shortened(value: object, most: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]}... ({len(text)} characters)"
