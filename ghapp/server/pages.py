"""The pages for people who open the server's address in a browser."""

from __future__ import annotations

from aiohttp import web

WELCOME = """\
ghapp looks after a newsletter edited by pull requests.

Whether it works: /healthz (the process), /readyz (database and GitHub), /metrics.
"""

SETUP = """\
ghapp has no credentials of a GitHub App yet.

Register a GitHub App with the permissions and events of app.yaml and the webhook address
<this server>/webhook, then start the server with these environment variables:

  GITHUB_APP_ID            the App's id
  GITHUB_WEBHOOK_SECRET    the webhook secret given at the registration
  GITHUB_PRIVATE_KEY       the App's private key (PEM), or
  GITHUB_PRIVATE_KEY_FILE  the path of a file with it
"""


async def welcome(_request: web.Request) -> web.Response:
    """Answer GET /."""
    return web.Response(text=WELCOME)


async def setup(_request: web.Request) -> web.Response:
    """Answer GET /setup while there are no credentials."""
    return web.Response(text=SETUP)
