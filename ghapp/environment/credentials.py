"""The App's credentials: its id, its webhook secret and its private key, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ghapp.environment.problem import EnvironmentProblem
from ghapp.environment.values import HIGHEST_ID, whole_number

APP_ID, SECRET = "GITHUB_APP_ID", "GITHUB_WEBHOOK_SECRET"
KEY_NAMES = KEY, KEY_FILE = "GITHUB_PRIVATE_KEY", "GITHUB_PRIVATE_KEY_FILE"


def credentials(found: Mapping[str, str]) -> tuple[int, str, str]:
    """App id, webhook secret and private key (PEM); 0 and empty while there are none.

    Raises:
        EnvironmentProblem: one is malformed, or only some are there.

    """
    if all(name in found for name in KEY_NAMES):
        raise EnvironmentProblem(f"{' and '.join(KEY_NAMES)} are both set: set only one of them.")
    has = {
        APP_ID: APP_ID in found,
        SECRET: SECRET in found,
        " or ".join(KEY_NAMES): any(name in found for name in KEY_NAMES),
    }
    if not any(has.values()):
        return 0, "", ""
    missing = [name for name, there in has.items() if not there]
    if missing:
        raise EnvironmentProblem(
            f"{', '.join(missing)}: not set, though other credentials of the App are;"
            " set all of them, or none to start in setup mode."
        )
    return whole_number(APP_ID, found[APP_ID], 1, HIGHEST_ID), found[SECRET], _private_key(found)


def _private_key(found: Mapping[str, str]) -> str:
    name = KEY
    if name in found:
        # `docker run --env-file` leaves quotes where they stand.
        pem = found[name].strip("\"'").replace("\\n", "\n")
    else:
        name = KEY_FILE
        try:
            pem = Path(found[name]).expanduser().read_text("ascii")
        except OSError as problem:
            # Not the path: somebody may have put the key itself there.
            reason = problem.strerror or "it cannot be opened"
            raise EnvironmentProblem(f"{name}: the file cannot be read ({reason}).") from None
        except (ValueError, RuntimeError):
            raise EnvironmentProblem(f"{name}: this is not the path of a PEM file.") from None
    if not is_rsa_key(pem):
        raise EnvironmentProblem(
            f"{name}: expected the App's private key, an unencrypted RSA key in PEM form."
        )
    return pem


def is_rsa_key(pem: str) -> bool:
    """Whether this is an unencrypted RSA key, as GitHub hands them out."""
    # Imported here: the command line reads no credentials and shall not pay for the library.
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey)
