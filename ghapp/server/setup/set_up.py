"""GET /setup: the App is registered on GitHub with one button, and comes back with its key."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from secrets import token_hex

from aiohttp import web

from ghapp.environment import Environment, EnvironmentProblem
from ghapp.environment.adding import CannotAdd, temporary_file_system, try_adding
from ghapp.environment.values import server_address
from ghapp.github.addresses import site_of
from ghapp.github.registration import CODE, CodeRefused
from ghapp.ports.errors import RequestRejected, TransientError
from ghapp.server.pages import WebPages
from ghapp.server.setup import words
from ghapp.server.setup.addresses import Addresses, doubts
from ghapp.server.setup.choice import ChoiceForm, form_of, read_choice
from ghapp.server.setup.door import KeptOut, Visit, is_own_state
from ghapp.server.setup.gate import Gate
from ghapp.server.setup.showing import SetUpPages, sent_to
from ghapp.server.setup.taking_over import take_over, with_credentials

MOUNTS = Path("/proc/self/mounts")
SECONDS_TO_LOOK = 600  # for the credentials to be seen, before the server works without that

log = logging.getLogger(__name__)


class SetUp:
    """The way of one browser through the set-up, at the end of which there are credentials."""

    def __init__(self, environment: Environment, pages: WebPages) -> None:
        self._environment = environment
        self._show = SetUpPages(pages, environment.env_file)
        self._gate = Gate(environment, self._show)
        self._name = f"ghapp-{token_hex(2)}"  # a name must be new on all of GitHub
        self._has_credentials = asyncio.Event()
        self._with_credentials = environment

    def add_routes(self, app: web.Application) -> None:
        """Serve the set-up, and print its address once the server starts."""
        add, for_visitor = app.router.add_route, self._gate.for_visitor
        add("GET", "/setup", self._gate.with_token(for_visitor(self._begin)))
        add("POST", "/setup", for_visitor(self._choose))
        add("GET", "/setup/register", for_visitor(self._offer))
        add("POST", "/setup/register", for_visitor(self._go_without_file))
        add("GET", "/setup/callback", self._come_back)
        add("GET", "/setup/credentials", for_visitor(self._see_credentials))
        app.on_startup.append(self._gate.open)

    @property
    def address(self) -> str:
        """The address that was printed last."""
        return self._gate.address

    async def finished(self) -> Environment:
        """Wait until there are credentials and somebody saw them; the environment with them."""
        await self._has_credentials.wait()
        return self._with_credentials

    async def _begin(self, request: web.Request, visit: Visit) -> web.Response:
        """Ask whose the App will be."""
        if visit.is_over:
            return sent_to("/setup/credentials")
        form = form_of(visit.choice) if visit.choice else ChoiceForm(name=self._name)
        return self._show.choice(form, self._addresses(request))

    async def _choose(self, request: web.Request, visit: Visit) -> web.Response:
        """Take the choice, or say what is wrong with it."""
        choice = read_choice(await _sent(request))
        if isinstance(choice, ChoiceForm):
            return self._show.choice(choice, self._addresses(request))
        visit.choice = choice
        return sent_to("/setup/register")

    async def _offer(self, request: web.Request, visit: Visit) -> web.Response:
        """Show the button, if the credentials can be kept or the person says to keep them."""
        if visit.choice is None or visit.is_over:
            return sent_to("/setup")
        where = self._addresses(request)
        env_file = self._environment.env_file
        problem = await asyncio.to_thread(_problem_of, env_file)
        temporary = "" if problem else await asyncio.to_thread(_temporary, env_file)
        cautions = list(doubts(where, self._environment.url, temporary))
        return self._show.offer(visit, visit.choice, where, problem, cautions)

    async def _go_without_file(self, _request: web.Request, visit: Visit) -> web.Response:
        """The person has said to keep the credentials by hand."""
        visit.is_without_file = True
        return sent_to("/setup/register")

    async def _come_back(self, request: web.Request) -> web.Response:
        """GitHub sends the browser back, with a code that is good for one request."""
        visit = self._gate.visit(request)
        if isinstance(visit, KeptOut):
            return self._show.say(words.NOT_BEGUN_HERE)
        code = request.query.get("code", "")
        if not is_own_state(visit, request.query.get("state", "")) or not CODE.fullmatch(code):
            return self._show.say(words.OTHER_STATE)
        async with visit.exchanging:  # loaded twice at a time, it is asked once
            return sent_to("/setup/credentials") if visit.is_over else await self._ask(visit, code)

    async def _ask(self, visit: Visit, code: str) -> web.Response:
        try:
            outcome = await take_over(self._environment, code)
        except CodeRefused:
            return self._show.say(words.CODE_REFUSED)
        except (RequestRejected, TransientError) as problem:
            log.warning("An App was registered, but its credentials are not here: %s", problem)
            return self._show.say(words.NO_ANSWER)
        visit.outcome = outcome
        self._with_credentials = with_credentials(self._environment, outcome.app)
        self._gate.prolong(visit, SECONDS_TO_LOOK)
        asyncio.get_running_loop().call_later(SECONDS_TO_LOOK, self._has_credentials.set)
        return sent_to("/setup/credentials")

    async def _see_credentials(self, _request: web.Request, visit: Visit) -> web.Response:
        """Show them once; then the server goes to work."""
        if not visit.is_over:
            return sent_to("/setup")
        outcome, visit.outcome = visit.outcome, None
        visit.was_shown = True
        self._has_credentials.set()
        return self._show.credentials(outcome)

    def _addresses(self, request: web.Request) -> Addresses:
        """Where this server is: as the operator says, or else as the browser found it."""
        try:
            found = self._environment.url or server_address("Host", f"http://{request.host}")
        except EnvironmentProblem:
            found = f"http://localhost:{self._environment.port}"
        return Addresses(found, site_of(self._environment.api_url))


async def _sent(request: web.Request) -> dict[str, str]:
    """The fields of a form by name; none where what came is no form that can be read."""
    try:
        sent = await request.post()
    except (ValueError, LookupError):  # broken off, or in no encoding, or another
        return {}
    return {name: value for name, value in sent.items() if isinstance(value, str)}


def _problem_of(env_file: Path) -> str:
    """Why credentials cannot be added to the file; empty when they can."""
    try:
        try_adding(env_file)
    except CannotAdd as problem:
        return str(problem)
    return ""


def _temporary(env_file: Path) -> str:
    """The kind of the file's file system, if it may be gone at the next start."""
    try:
        return temporary_file_system(env_file, MOUNTS.read_text())
    except OSError:  # a system that has no such list
        return ""
