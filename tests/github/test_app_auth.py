"""The app's own token, as GitHub demands it."""

from __future__ import annotations

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ghapp.github.app_auth import AppCredentials, AppKey, InstallationTokens
from ghapp.ports.errors import TransientError
from tests.github.conftest import FakeTime

NOW = 1_800_000_000.0


def test_what_the_token_says(private_key: str) -> None:
    """Signed with the app's key, issued a minute ago, and good for less than ten minutes."""
    token = AppKey(42, private_key).signed(NOW)

    public = load_pem_private_key(private_key.encode(), None).public_key()
    assert isinstance(public, RSAPublicKey)
    claims = jwt.decode(token, public, algorithms=["RS256"], options={"verify_exp": False,
        "verify_iat": False, "verify_nbf": False})  # fmt: skip
    assert claims == {"iat": NOW - 60, "exp": NOW + 540, "iss": "42"}


async def test_the_token_is_signed_anew_in_time(private_key: str, clock: FakeTime) -> None:
    """It is kept for some minutes, and not when the clock was set back."""
    credentials = AppCredentials(AppKey(42, private_key), clock.time)
    first = await credentials.header()
    clock.now += 200
    kept = await credentials.header()
    clock.now += 200
    second = await credentials.header()
    clock.now -= 3600
    third = await credentials.header()

    assert first == kept
    assert len({first, second, third}) == 3


async def test_a_rejected_token_is_signed_anew(private_key: str, clock: FakeTime) -> None:
    """Only the token that was rejected is forgotten."""
    credentials = AppCredentials(AppKey(42, private_key), clock.time)
    first = await credentials.header()
    clock.now += 1
    credentials.reject("Bearer another")
    assert await credentials.header() == first

    credentials.reject(first)
    assert await credentials.header() != first


def test_the_key_is_not_shown(private_key: str) -> None:
    """A key in a log tells nothing."""
    assert "PRIVATE" not in repr(AppKey(42, private_key))


async def test_a_failure_is_not_kept(clock: FakeTime) -> None:
    """After a failure the next request asks for a token again."""
    failures = [TransientError("away")]

    async def create(installation: int) -> tuple[str, str]:
        if failures:
            raise failures.pop()
        return "token", "2099-01-01T00:00:00Z"

    tokens = InstallationTokens(create, clock.time)
    with pytest.raises(TransientError):
        await tokens.token(7)

    assert await tokens.token(7) == "token"


async def test_a_newer_token_is_not_rejected_with_an_older(clock: FakeTime) -> None:
    """Two requests turned away with the same token cost one new token, not two."""
    made = iter(["old", "new", "newest"])

    async def create(installation: int) -> tuple[str, str]:
        return next(made), "2099-01-01T00:00:00Z"

    tokens = InstallationTokens(create, clock.time)
    old = await tokens.token(7)
    tokens.reject(7, old)
    assert await tokens.token(7) == "new"
    tokens.reject(7, old)

    assert await tokens.token(7) == "new"
