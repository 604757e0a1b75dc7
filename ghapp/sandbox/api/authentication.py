"""Who is asking: GitHub's checks of the app's JSON web token and of installation tokens."""

from __future__ import annotations

import jwt
from cryptography.hazmat.primitives import serialization

from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.state.installations import Grant
from ghapp.sandbox.world import HostedWorld

LONGEST_LIFE = 600  # seconds

UNDECODABLE = "A JSON web token could not be decoded"
UNKNOWN_ISSUER = (
    "'Issuer' claim ('iss') must be an Integer representing the assertion issuer's App ID"
)
EXPIRED = (
    "'Expiration time' claim ('exp') must be a numeric value representing the future time "
    "at which the assertion expires"
)
TOO_FAR = "'Expiration time' claim ('exp') is too far in the future"
ISSUED_LATER = (
    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion "
    "was issued"
)
SUSPENDED = "This installation has been suspended"


def bearer(authorization: str) -> str:
    """The credential of an `Authorization` header, under either scheme."""
    scheme, _, credential = authorization.partition(" ")
    return credential.strip() if scheme.lower() in ("bearer", "token") else ""


def check_app_token(world: HostedWorld, credential: str) -> None:
    """Refuses a JSON web token that GitHub would refuse."""
    if credential.count(".") != 2:
        raise ApiError(401, UNDECODABLE)
    key = serialization.load_pem_public_key(world.app.public_key)
    unchecked = {f"verify_{name}": False for name in ("exp", "iat", "nbf", "aud", "iss", "sub")}
    try:
        claims = jwt.decode(credential, key, algorithms=["RS256"], options=unchecked)  # type: ignore[arg-type]
    except jwt.PyJWTError:
        raise ApiError(401, UNDECODABLE) from None
    now = world.clock().timestamp()
    issued, expires = claims.get("iat"), claims.get("exp")
    if str(claims.get("iss")) not in (str(world.app.id), world.app.client_id):
        raise ApiError(401, UNKNOWN_ISSUER)
    if not isinstance(expires, int | float) or expires <= now:
        raise ApiError(401, EXPIRED)
    if expires > now + LONGEST_LIFE:
        raise ApiError(401, TOO_FAR)
    if not isinstance(issued, int | float) or issued > now:
        raise ApiError(401, ISSUED_LATER)


def find_grant(world: HostedWorld, credential: str) -> Grant:
    """The installation token that was presented, if it still holds."""
    grant = world.grants.get(credential)
    if grant is None or grant.expires_at <= world.clock():
        raise ApiError(401, "Bad credentials")
    if grant.installation.suspended_at is not None:
        raise ApiError(403, SUSPENDED)
    return grant
