"""Authentication: the app's signed token, and the hourly tokens of its installations."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

import jwt
from cachetools import TLRUCache
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

_DRIFT = 60  # GitHub docs: issue it 60 s in the past, to allow for clocks that differ
_JWT_LIFE = 9 * 60  # GitHub docs: at most 10 minutes in the future
_JWT_KEPT = 5 * 60
_TOKEN_LIFE = 60 * 60  # GitHub docs: installation tokens expire after one hour
_TOKEN_MARGIN = 5 * 60  # renewed so long before it ends
_MOST_TOKENS = 1000


class Credentials(Protocol):
    """What a client authenticates with."""

    async def header(self) -> str:
        """The value of the Authorization header."""

    def reject(self, header: str) -> None:
        """GitHub did not accept this one: forget it."""


@dataclass(frozen=True, slots=True)
class AppKey:
    """The app's id and private key."""

    app_id: int
    private_key: InitVar[str]  # PEM, an unencrypted RSA key; ValueError for anything else
    _key: RSAPrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self, private_key: str) -> None:
        # Its primes were checked, for some 100 ms, where the environment was read.
        pem = private_key.encode()
        key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
        if not isinstance(key, RSAPrivateKey):
            raise ValueError("The App's private key is not an RSA key.")  # noqa: TRY004
        object.__setattr__(self, "_key", key)

    def signed(self, now: float) -> str:
        """The app's JSON Web Token as of `now`, in seconds since 1970.

        GitHub docs, "Generating a JSON Web Token (JWT) for a GitHub App": RS256, `iss` the app.
        """
        claims = {"iat": int(now) - _DRIFT, "exp": int(now) + _JWT_LIFE, "iss": str(self.app_id)}
        return jwt.encode(claims, self._key, algorithm="RS256")


class AppCredentials:
    """The app's own credentials: its JWT, signed anew every few minutes."""

    def __init__(self, key: AppKey, time: Callable[[], float]) -> None:
        self._key = key
        self._time = time
        self._token = ""
        self._signed_at = 0.0

    async def header(self) -> str:
        """The value of the Authorization header."""
        now = self._time()
        if not self._token or not 0 <= now - self._signed_at < _JWT_KEPT:
            self._token, self._signed_at = self._key.signed(now), now
        return f"Bearer {self._token}"

    def reject(self, header: str) -> None:
        """Sign a new token the next time."""
        if header == f"Bearer {self._token}":
            self._token = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str = field(repr=False)
    good_until: float


class InstallationTokens:
    """The tokens of all installations, each asked for once and renewed before it expires."""

    def __init__(
        self, create: Callable[[int], Awaitable[tuple[str, str]]], time: Callable[[], float]
    ) -> None:
        """`create` asks GitHub for a token: (token, ISO time at which it expires)."""
        self._create = create
        self._time = time
        self._kept: TLRUCache[int, _Token] = TLRUCache(
            _MOST_TOKENS, ttu=lambda _id, token, _now: token.good_until, timer=time
        )
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def token(self, installation: int) -> str:
        """A token good for some minutes at least; concurrent callers share one request.

        Raises:
            RequestRejected: the app is not installed there (any more), or suspended.
            TransientError: GitHub failed.

        """
        lock = self._locks.setdefault(installation, asyncio.Lock())
        async with lock:
            kept = self._kept.get(installation)
            if kept is None:
                text, expires = await self._create(installation)
                now = self._time()
                ends = min(datetime.fromisoformat(expires).timestamp(), now + _TOKEN_LIFE)
                kept = _Token(text, ends - _TOKEN_MARGIN)
                self._kept[installation] = kept
            return kept.text

    def reject(self, installation: int, token: str) -> None:
        """Forget a token that GitHub did not accept, unless a newer one is there already."""
        kept = self._kept.get(installation)
        if kept is not None and kept.text == token:
            del self._kept[installation]


@dataclass(frozen=True, slots=True)
class InstallationCredentials:
    """The credentials of one installation."""

    tokens: InstallationTokens
    installation: int

    async def header(self) -> str:
        """The value of the Authorization header; raises as `InstallationTokens.token`."""
        return f"Bearer {await self.tokens.token(self.installation)}"

    def reject(self, header: str) -> None:
        """Ask for a new token the next time."""
        self.tokens.reject(self.installation, header.removeprefix("Bearer "))
