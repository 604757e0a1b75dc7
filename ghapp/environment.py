"""The environment of the process, read once at start, so that a wrong value is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_FORMATS = ("console", "json")
_HIGHEST_PORT = 65535


class EnvironmentProblem(Exception):
    """A variable is malformed or missing; one line naming it, which never repeats its value."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the operator set; in setup mode the three credentials are empty."""

    app_id: int
    webhook_secret: str = field(repr=False)
    private_key: str = field(repr=False)  # PEM
    api_url: str  # without a final slash
    database_url: str = field(repr=False)
    host: str
    port: int
    log_level: str
    log_format: str
    dry_run: bool

    @property
    def is_setup(self) -> bool:
        """Whether there are no credentials yet, so that only the setup page is served."""
        return not self.app_id

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Environment:
        """Read the environment; a variable that is empty counts as not set.

        Args:
            variables: all variables of the process, as `os.environ` holds them.

        Returns:
            The checked values, with defaults for what is not set.

        Raises:
            EnvironmentProblem: a value is malformed, or only some of the credentials are there.

        """
        found = {name: value.strip() for name, value in variables.items() if value.strip()}
        app_id, secret, key = _credentials(found)
        return cls(
            app_id=app_id,
            webhook_secret=secret,
            private_key=key,
            api_url=_api_url(found.get("GITHUB_API_URL", "https://api.github.com")),
            database_url=_database_url(found.get("DATABASE_URL", "sqlite:///ghapp.db")),
            host=found.get("HOST", "0.0.0.0"),  # noqa: S104 - a server in a container
            port=_whole_number("PORT", found.get("PORT", "8080"), 0, _HIGHEST_PORT),
            log_level=_one_of("LOG_LEVEL", found.get("LOG_LEVEL", "INFO").upper(), _LEVELS),
            log_format=_one_of("LOG_FORMAT", found.get("LOG_FORMAT", "console").lower(), _FORMATS),
            dry_run=_switch("GHAPP_DRY_RUN", found.get("GHAPP_DRY_RUN", "off")),
        )


def _credentials(found: Mapping[str, str]) -> tuple[int, str, str]:
    key_names = ("GITHUB_PRIVATE_KEY", "GITHUB_PRIVATE_KEY_FILE")
    if all(name in found for name in key_names):
        raise EnvironmentProblem(f"{' and '.join(key_names)} are both set: set only one of them.")
    has = {
        "GITHUB_APP_ID": "GITHUB_APP_ID" in found,
        "GITHUB_WEBHOOK_SECRET": "GITHUB_WEBHOOK_SECRET" in found,
        " or ".join(key_names): any(name in found for name in key_names),
    }
    if not any(has.values()):
        return 0, "", ""
    missing = [name for name, there in has.items() if not there]
    if missing:
        raise EnvironmentProblem(
            f"{', '.join(missing)}: not set, though other credentials of the App are;"
            " set all of them, or none to start in setup mode."
        )
    app_id = _whole_number("GITHUB_APP_ID", found["GITHUB_APP_ID"], 1, 2**63 - 1)
    return app_id, found["GITHUB_WEBHOOK_SECRET"], _private_key(found)


def _private_key(found: Mapping[str, str]) -> str:
    name = "GITHUB_PRIVATE_KEY"
    if name in found:
        pem = found[name].replace("\\n", "\n")
    else:
        name = "GITHUB_PRIVATE_KEY_FILE"
        try:
            pem = Path(found[name]).expanduser().read_text("ascii")
        except OSError as problem:
            # Not the path: somebody may have put the key itself there.
            reason = problem.strerror or "it cannot be opened"
            raise EnvironmentProblem(f"{name}: the file cannot be read ({reason}).") from None
        except (ValueError, RuntimeError):
            raise EnvironmentProblem(f"{name}: this is not the path of a PEM file.") from None
    if not _is_rsa_key(pem):
        raise EnvironmentProblem(
            f"{name}: expected the App's private key, an unencrypted RSA key in PEM form."
        )
    return pem


def _is_rsa_key(pem: str) -> bool:
    # Imported here: the command line reads no credentials and shall not pay for the library.
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey)


def _api_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_url = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        is_url = False
    if not is_url or parts.username is not None or parts.query or parts.fragment:
        raise EnvironmentProblem(
            "GITHUB_API_URL: expected an http or https address such as https://api.github.com."
        )
    return value.rstrip("/")


def _database_url(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    scheme = {"postgres": "postgresql"}.get(scheme.lower(), scheme.lower())
    if not separator or not rest or scheme not in {"sqlite", "postgresql"}:
        raise EnvironmentProblem(
            "DATABASE_URL: expected sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        )
    return f"{scheme}://{rest}"


def _whole_number(name: str, value: str, lowest: int, highest: int) -> int:
    # Nineteen digits are the most that the highest of them all has.
    if value.isascii() and value.isdigit() and len(value) <= 19 and lowest <= int(value) <= highest:
        return int(value)
    expected = "a whole number" if highest > _HIGHEST_PORT else f"a number up to {highest}"
    raise EnvironmentProblem(f"{name}: expected {expected}.")


def _one_of(name: str, value: str, accepted: tuple[str, ...]) -> str:
    if value not in accepted:
        raise EnvironmentProblem(f"{name}: expected one of {', '.join(accepted)}.")
    return value


def _switch(name: str, value: str) -> bool:
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise EnvironmentProblem(f"{name}: expected on or off (1/0, true/false, yes/no).")
