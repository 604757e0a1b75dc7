"""Whether the app would write again what it has written: by a digest of what that is made of."""

from __future__ import annotations

from hashlib import sha256


def digest_of(*made_of: object) -> str:
    """A digest of plain values, the same in every process."""
    return sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()
