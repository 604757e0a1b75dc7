"""What an operator does in the demo: the App registered through the set-up, and installed."""

from __future__ import annotations

import time
from collections.abc import Callable

from ghapp.demo.running import Running
from ghapp.demo.setting_up import SettingUp
from ghapp.demo.visitor import SeenPage, Visitor
from ghapp.sandbox import SandboxRepository

NAME = "ghapp"
CREDENTIALS = 3


class WrongTurn(Exception):
    """The set-up did not go as it should: what was expected, and what the page says."""


async def walk(
    both: SettingUp, repository: SandboxRepository, say: Callable[[str], None]
) -> Running:
    """Go from the address in the log to an app at work on a repository.

    Raises:
        WrongTurn: a page is not the one that it should be.

    """
    began = time.monotonic()
    owner = repository.full_name.partition("/")[0]
    async with Visitor() as operator:
        page = await operator.open(both.address)
        page = await operator.send(page, owner="organization", organization=owner, name=NAME)
        page = await operator.send(_is(page, f"Register {NAME}"))
        page = await operator.send(_is(page, f"Create GitHub App for {owner}"))
        shown = _is(page, f"{NAME} is registered")
        app = await both.at_work()
        page = await operator.open(shown.links[f"Install {NAME}"])
        await operator.send(_is(page, f"Install {NAME} on {owner}"))
    await app.settled()
    if not repository.has_app or len(shown.blocks) != CREDENTIALS:
        raise WrongTurn(f"The App is not installed on {repository.full_name}.")
    address = both.address.partition("=")[0]
    say(
        f"Set up in {time.monotonic() - began:.1f} s, as an operator does it with a browser: opened"
    )
    say(f"{address}=… from the log, registered the App for {owner} with one button on")
    say(f"{both.sandbox.url}, and installed it on {repository.full_name}.\n")
    return app


def _is(page: SeenPage, title: str) -> SeenPage:
    """The page, if it is the one that was expected."""
    if page.status != 200 or title not in page.text:
        raise WrongTurn(f"Expected “{title}”, and came to {page.url.path} ({page.status}).")
    return page
