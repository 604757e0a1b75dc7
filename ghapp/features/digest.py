"""Digests: what is made of the same as before need not be written again."""

from __future__ import annotations

from hashlib import sha256


def digest_of(*made_of: object) -> str:
    """A digest of plain values, the same in every process."""
    return sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()
