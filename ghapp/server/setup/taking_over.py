"""What GitHub hands out once is taken over: exchanged, checked, and added to the env file."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ghapp.environment import Environment
from ghapp.environment.adding import CannotAdd, add
from ghapp.environment.credentials import APP_ID, KEY, SECRET, is_rsa_key
from ghapp.github.registration import Registered, registered
from ghapp.ports.errors import RequestRejected
from ghapp.server.setup.door import TakenOver

log = logging.getLogger(__name__)


def variables(app: Registered) -> dict[str, str]:
    """The credentials as the environment has them."""
    return {APP_ID: str(app.app_id), SECRET: app.webhook_secret, KEY: app.private_key}


def with_credentials(environment: Environment, app: Registered) -> Environment:
    """The environment as it will be read at the next start."""
    return replace(
        environment,
        app_id=app.app_id,
        webhook_secret=app.webhook_secret,
        private_key=app.private_key,
    )


async def take_over(environment: Environment, code: str) -> TakenOver:
    """Exchange the code for the credentials, and add them to the env file.

    Raises:
        CodeRefused, RequestRejected, TransientError: as `registered`.

    """
    app = await registered(environment.api_url, code)
    if not app.webhook_secret or not await asyncio.to_thread(is_rsa_key, app.private_key):
        raise RequestRejected("GitHub sent no webhook secret, or no key.")
    problem = await asyncio.to_thread(_added, environment.env_file, app)
    if problem:
        log.warning(
            "Registered as %s, App id %d; the credentials are NOT in %s, for %s",
            app.name,
            app.app_id,
            environment.env_file,
            problem,
        )
    else:
        log.info(
            "Registered as %s, App id %d; the credentials are in %s",
            app.name,
            app.app_id,
            environment.env_file,
        )
    return TakenOver(app, problem)


def _added(path: Path, app: Registered) -> str:
    """Why the credentials could not be added; empty when they are there."""
    today = datetime.now(UTC).date()
    try:
        add(path, variables(app), f"Added by the set-up of ghapp on {today}: {app.page}")
    except CannotAdd as problem:
        return str(problem)
    return ""
