"""The environment of the process, read once at start, so that a wrong value is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ghapp.environment.credentials import credentials
from ghapp.environment.env_file import path_of
from ghapp.environment.values import (
    HIGHEST_PORT,
    database_address,
    one_of,
    server_address,
    switch,
    web_address,
    whole_number,
)

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_FORMATS = ("console", "json")
_GITHUB = "https://api.github.com"


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
    url: str = ""  # where people reach the server, without a final slash; empty: not known
    onboarding: bool = True
    env_file: Path = Path(".env")

    @property
    def is_setup(self) -> bool:
        """Whether there are no credentials yet, so that only the setup page is served."""
        return not self.app_id

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Environment:
        """Read the environment; a variable that is empty counts as not set.

        Args:
            variables: all variables of the process, as `os.environ` holds them, and those of the
                env file.

        Returns:
            The checked values, with defaults for what is not set.

        Raises:
            EnvironmentProblem: a value is malformed, or only some of the credentials are there.

        """
        found = {name: value.strip() for name, value in variables.items() if value.strip()}
        app_id, secret, key = credentials(found)
        return cls(
            app_id=app_id,
            webhook_secret=secret,
            private_key=key,
            api_url=web_address("GITHUB_API_URL", found.get("GITHUB_API_URL", _GITHUB), _GITHUB),
            database_url=database_address(found.get("DATABASE_URL", "sqlite:///ghapp.db")),
            host=found.get("HOST", "0.0.0.0"),  # noqa: S104 - a server in a container
            port=whole_number("PORT", found.get("PORT", "8080"), 0, HIGHEST_PORT),
            log_level=one_of("LOG_LEVEL", found.get("LOG_LEVEL", "INFO").upper(), _LEVELS),
            log_format=one_of("LOG_FORMAT", found.get("LOG_FORMAT", "console").lower(), _FORMATS),
            dry_run=switch("GHAPP_DRY_RUN", found.get("GHAPP_DRY_RUN", "off")),
            url=server_address("GHAPP_URL", found.get("GHAPP_URL", "")),
            onboarding=switch("GHAPP_ONBOARDING", found.get("GHAPP_ONBOARDING", "on")),
            env_file=path_of(variables),
        )
