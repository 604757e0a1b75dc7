"""The pages of the set-up: kept by nobody, and their addresses told to nobody."""

from __future__ import annotations

import json
from pathlib import Path

from aiohttp import web

from ghapp.environment.adding import line
from ghapp.manifest import manifest
from ghapp.server.pages import WebPages
from ghapp.server.setup.addresses import Addresses
from ghapp.server.setup.choice import LONGEST_NAME, Choice, ChoiceForm
from ghapp.server.setup.door import TakenOver, Visit
from ghapp.server.setup.taking_over import variables
from ghapp.server.setup.words import SET_UP, SHOWN, Words

SELF = "'self'"


class SetUpPages:
    """Fills in the templates of the set-up."""

    def __init__(self, pages: WebPages, env_file: Path) -> None:
        self._pages = pages
        self._env_file = env_file.absolute()

    def add_end(self, app: web.Application) -> None:
        """Say at the addresses of the set-up that it is over: somebody may load a page anew."""

        async def over(_request: web.Request) -> web.Response:
            return self.say(SET_UP)

        app.router.add_route("*", "/setup", over)
        app.router.add_route("*", "/setup/{page}", over)

    def say(self, words: Words) -> web.Response:
        """A page that says why the set-up does not go on, and what to do."""
        found = self._pages.page(
            "message.html", status=words.status, title=words.title, paragraphs=words.paragraphs
        )
        return kept_by_nobody(found)

    def choice(self, form: ChoiceForm, where: Addresses) -> web.Response:
        """Whose the App will be, and its name."""
        found = self._pages.page(
            "setup_choice.html",
            status=422 if form.wrong else 200,
            form_action=SELF,
            form=form,
            where=where,
            longest=LONGEST_NAME,
        )
        return kept_by_nobody(found)

    def offer(
        self, visit: Visit, choice: Choice, where: Addresses, file_problem: str, cautions: list[str]
    ) -> web.Response:
        """What will be registered, and the button to GitHub once the credentials have a place."""
        app = manifest()
        button = where.button(choice)
        found = self._pages.page(
            "setup_offer.html",
            form_action=f"{SELF} {button}",
            choice=choice,
            where=where,
            action=f"{button}?state={visit.state}",
            manifest=json.dumps(where.manifest(choice, app)),
            permissions=app["default_permissions"],
            events=app["default_events"],
            file=self._env_file,
            file_problem=file_problem,
            is_offered=not file_problem or visit.is_without_file,
            cautions=cautions,
        )
        return kept_by_nobody(found)

    def credentials(self, outcome: TakenOver | None) -> web.Response:
        """The credentials, or that they were shown before."""
        if outcome is None:
            return self.say(SHOWN)
        app = outcome.app
        found = self._pages.page(
            "setup_credentials.html",
            app=app,
            lines={name: line(name, value) for name, value in variables(app).items()},
            file=self._env_file,
            file_problem=outcome.file_problem,
        )
        return kept_by_nobody(found)


def sent_to(path: str) -> web.Response:
    """A redirect to another page of the set-up."""
    return kept_by_nobody(web.Response(status=303, headers={"Location": path}))


def kept_by_nobody(response: web.Response) -> web.Response:
    """The same answer, for no cache to keep, and its address for no other site to learn."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
