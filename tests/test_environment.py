"""The environment: what is accepted, and that a refusal names the variable and hides its value."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ghapp.environment import Environment, EnvironmentProblem


@pytest.fixture
def credentials(private_key: str) -> dict[str, str]:
    return {
        "GITHUB_APP_ID": "12",
        "GITHUB_WEBHOOK_SECRET": "hush",
        "GITHUB_PRIVATE_KEY": private_key,
    }


def test_nothing_set_is_setup_mode_with_all_defaults() -> None:
    """A fresh machine serves the setup page."""
    environment = Environment.read({})

    assert environment.is_setup
    assert environment.api_url == "https://api.github.com"
    assert environment.database_url == "sqlite:///ghapp.db"
    assert (environment.host, environment.port) == ("0.0.0.0", 8080)
    assert (environment.log_level, environment.log_format) == ("INFO", "console")
    assert environment.dry_run is False
    assert (environment.url, environment.onboarding) == ("", True)
    assert environment.env_file == Path(".env")


def test_all_credentials(credentials: dict[str, str], private_key: str) -> None:
    """With all three the app is itself."""
    environment = Environment.read(credentials)

    assert not environment.is_setup
    assert environment.app_id == 12
    assert environment.webhook_secret == "hush"
    assert environment.private_key == private_key.strip()


def test_a_key_in_one_line(credentials: dict[str, str], private_key: str) -> None:
    r"""Hosts that take no line ends get the key with a literal \n."""
    one_line = private_key.replace("\n", "\\n")

    read = Environment.read(credentials | {"GITHUB_PRIVATE_KEY": one_line})
    assert read.private_key == private_key


def test_a_key_in_a_file(credentials: dict[str, str], private_key: str, tmp_path: Path) -> None:
    """The key may lie in a file, as GitHub hands it out."""
    file = tmp_path / "key.pem"
    file.write_text(private_key)
    del credentials["GITHUB_PRIVATE_KEY"]

    environment = Environment.read(credentials | {"GITHUB_PRIVATE_KEY_FILE": str(file)})

    assert environment.private_key == private_key


@pytest.mark.parametrize(
    "missing", ["GITHUB_APP_ID", "GITHUB_WEBHOOK_SECRET", "GITHUB_PRIVATE_KEY"]
)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_some_credentials_but_not_all(
    credentials: dict[str, str], missing: str, value: str | None
) -> None:
    """Half a set of credentials is a mistake, and the message names what is missing."""
    del credentials[missing]
    if value is not None:
        credentials[missing] = value

    assert missing in _problem(credentials)


def test_the_key_twice(credentials: dict[str, str]) -> None:
    """Two keys leave open which one is meant."""
    assert "both" in _problem(credentials | {"GITHUB_PRIVATE_KEY_FILE": "key.pem"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_APP_ID", "Iv1.secret"),
        ("GITHUB_APP_ID", "0"),
        ("GITHUB_APP_ID", "-3"),
        ("GITHUB_APP_ID", "１２"),
        ("GITHUB_APP_ID", "9" * 5000),
        ("GITHUB_PRIVATE_KEY", "secret-but-no-key"),
        ("GITHUB_PRIVATE_KEY", "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n"),
        ("GITHUB_PRIVATE_KEY", "ключ-secret"),
        ("GITHUB_API_URL", "ftp://secret.example"),
        ("GITHUB_API_URL", "api.github.com"),
        ("GITHUB_API_URL", "https://"),
        ("GITHUB_API_URL", "https://[::1"),
        ("GITHUB_API_URL", "https://host:port"),
        ("GITHUB_API_URL", "https://user:secret@host"),
        ("GITHUB_API_URL", "https://host/?secret"),
        ("DATABASE_URL", "mysql://user:secret@host/name"),
        ("DATABASE_URL", "secret.db"),
        ("DATABASE_URL", "sqlite://"),
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "80.0"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("GHAPP_DRY_RUN", "maybe"),
        ("GHAPP_ONBOARDING", "later"),
        ("GHAPP_URL", "secret.example"),
        ("GHAPP_URL", "ftp://secret.example"),
        ("GHAPP_URL", "https://user:secret@host"),
        ("GHAPP_URL", "https://host/secret"),
        ("GHAPP_URL", "https://host/?secret"),
        ("GHAPP_URL", "https://host?"),
        ("GHAPP_URL", "https://host#"),
        ("GHAPP_URL", "https://host:port"),
        ("GHAPP_URL", "https://ho st"),
        ("GHAPP_URL", "https://host\nsecret"),
        ("GHAPP_URL", "https://host'secret"),
        ("GHAPP_ENV_FILE", "~hidden-secret/x"),
    ],
)
def test_malformed_values(credentials: dict[str, str], name: str, value: str) -> None:
    """A malformed value is one line that names the variable and does not repeat the value."""
    message = _problem(credentials | {name: value})

    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert "secret" not in message


def test_a_key_file_that_is_not_there(credentials: dict[str, str]) -> None:
    """The message does not repeat the path: it may be the key, put into the wrong variable."""
    del credentials["GITHUB_PRIVATE_KEY"]
    for value in ("/nowhere/hidden.pem", "hidden\0", "-----BEGIN hidden-----\nAAAA", "~hidden/x"):
        message = _problem(credentials | {"GITHUB_PRIVATE_KEY_FILE": value})

        assert message.startswith("GITHUB_PRIVATE_KEY_FILE: ")
        assert "hidden" not in message


def test_a_key_of_another_kind(credentials: dict[str, str]) -> None:
    """GitHub's keys are RSA."""
    made = ec.generate_private_key(ec.SECP256R1())
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem = made.private_bytes(*form).decode()

    assert "RSA" in _problem(credentials | {"GITHUB_PRIVATE_KEY": pem})


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("GITHUB_API_URL", "https://git.example/api/v3/", "api_url", "https://git.example/api/v3"),
        ("GITHUB_API_URL", "http://localhost:8081", "api_url", "http://localhost:8081"),
        ("DATABASE_URL", "postgres://u:p@h/n", "database_url", "postgresql://u:p@h/n"),
        ("DATABASE_URL", "postgresql://u:p@h/n", "database_url", "postgresql://u:p@h/n"),
        ("DATABASE_URL", "sqlite:////var/x.db", "database_url", "sqlite:////var/x.db"),
        ("PORT", "0", "port", 0),
        ("PORT", "65535", "port", 65535),
        ("HOST", "127.0.0.1", "host", "127.0.0.1"),
        ("GHAPP_URL", "https://ghapp.example.org/", "url", "https://ghapp.example.org"),
        ("GHAPP_URL", "http://[::1]:8080", "url", "http://[::1]:8080"),
        ("GHAPP_ONBOARDING", "off", "onboarding", False),
        ("GHAPP_ENV_FILE", "/data/ghapp.env", "env_file", Path("/data/ghapp.env")),
        ("LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("LOG_FORMAT", "JSON", "log_format", "json"),
        *(("GHAPP_DRY_RUN", value, "dry_run", True) for value in ("1", "true", "YES", "On")),
        *(("GHAPP_DRY_RUN", value, "dry_run", False) for value in ("0", "False", "no", "off", "")),
    ],
)
def test_accepted_values(name: str, value: str, attribute: str, expected: object) -> None:
    """What the table of the environment says."""
    assert getattr(Environment.read({name: value}), attribute) == expected


def test_secrets_are_not_shown(credentials: dict[str, str]) -> None:
    """An environment in a log tells no secret."""
    shown = repr(Environment.read(credentials | {"DATABASE_URL": "postgresql://u:covert@h/n"}))

    assert "hush" not in shown
    assert "PRIVATE KEY" not in shown
    assert "covert" not in shown


def test_reading_it_imports_no_library_of_the_server() -> None:
    """The command line reads the environment, and must start fast."""
    program = (
        "import sys, ghapp.environment as e; e.Environment.read({});"
        "print(*[m for m in ('aiohttp', 'gidgethub', 'dbos', 'cryptography') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.split() == []


def _problem(variables: Mapping[str, str]) -> str:
    with pytest.raises(EnvironmentProblem) as caught:
        Environment.read(variables)
    return str(caught.value)
