"""The front door of the API: everything GitHub checks, in its order, before a handler runs."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from aiohttp import web

from ghapp.sandbox.api import (
    apps,
    checks,
    comparisons,
    git_data,
    graphql,
    issues,
    labels,
    merges,
    pulls,
    references,
    repositories,
    reviews,
)
from ghapp.sandbox.api.authentication import bearer, check_app_token, find_grant
from ghapp.sandbox.api.authorization import authorize
from ghapp.sandbox.api.call import ApiCall
from ghapp.sandbox.api.limits import Budget, Budgets, Fault
from ghapp.sandbox.api.responses import http_response, refusal
from ghapp.sandbox.api.routing import APP, PUBLIC, Route, Router
from ghapp.sandbox.errors import ApiError, not_found
from ghapp.sandbox.site import Site

NO_USER_AGENT = (
    "Request forbidden by administrative rules. Please make sure your request has a User-Agent "
    "header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api"
    "#user-agent-required). Check https://developer.github.com for other possible causes.\n"
)
MODULES = (
    apps,
    checks,
    comparisons,
    git_data,
    graphql,
    issues,
    labels,
    merges,
    pulls,
    references,
    repositories,
    reviews,
)


@dataclass(frozen=True)
class RequestRecord:
    """One call of the API, for budgets and for stories that look at them."""

    method: str
    path: str
    status: int
    not_modified: bool
    actor: str


class ApiServer:
    """Answers `/api/v3` and `/api/graphql`."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.router = Router(MODULES)
        self.budgets = Budgets(site.world)
        self.faults: list[Fault] = []
        self.requests: list[RequestRecord] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answers one request, and keeps a record of it."""
        path = "/" + request.raw_path.partition("?")[0].removeprefix("/api/v3").lstrip("/")
        fault = next((one for one in self.faults if one.matches(request.method, path)), None)
        if fault is not None and not fault.after:
            return await self._fail(request, path, fault)
        response = await self._real_answer(request, path)
        if fault is not None:
            return await self._fail(request, path, fault)
        return response

    async def _real_answer(self, request: web.Request, path: str) -> web.StreamResponse:
        if not request.headers.get("User-Agent"):
            return web.Response(status=403, text=NO_USER_AGENT)
        found = self.router.find(request.method, path)
        route, params = found if found else (None, {})
        budget: Budget | None = None
        actor = "nobody"
        try:
            call = await self._call(request, path, params)
            budget, actor = self._authenticate(request, call, route)
            if route is None:
                raise not_found()
            authorize(call, route)
            answer = await route.handler(call)
        except ApiError as error:
            answer = refusal(error, route)
        response = http_response(request, answer)
        if budget is not None:
            if response.status != 304:
                budget.remaining = max(budget.remaining - 1, 0)
            response.headers.update(budget.headers())
        self._record(request.method, path, response.status, actor)
        return response

    async def _call(self, request: web.Request, path: str, params: dict[str, str]) -> ApiCall:
        return ApiCall(
            site=self.site,
            method=request.method,
            url=f"{self.site.world.api}{path}",
            params=params,
            query=request.query,
            accept=request.headers.get("Accept", ""),
            raw_body=await request.read(),
        )

    def _authenticate(
        self, request: web.Request, call: ApiCall, route: Route | None
    ) -> tuple[Budget | None, str]:
        if route is not None and route.needs == PUBLIC:
            return None, "nobody"
        world = self.site.world
        credential = bearer(request.headers.get("Authorization", ""))
        if route is not None and route.needs == APP:
            check_app_token(world, credential)
            return self.budgets.of(0), "app"
        if not credential:
            raise ApiError(401, "Requires authentication")
        call.presented = find_grant(world, credential)
        number = call.grant.installation.id
        budget = self.budgets.of(number)
        if budget.remaining < 1:
            message = f"API rate limit exceeded for installation ID {number}."
            raise ApiError(403, message, headers=budget.headers())
        return budget, f"installation {number}"

    async def _fail(self, request: web.Request, path: str, fault: Fault) -> web.StreamResponse:
        fault.times -= 1
        if fault.delay:
            await asyncio.sleep(fault.delay)
        self._record(request.method, path, fault.status, "fault")
        if fault.status == 0:
            if request.transport is not None:
                request.transport.abort()
            raise web.HTTPBadGateway
        text = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
        kind = "text/html" if isinstance(fault.body, str) else "application/json"
        return web.Response(
            status=fault.status, text=text, headers=fault.headers, content_type=kind
        )

    def _record(self, method: str, path: str, status: int, actor: str) -> None:
        self.requests.append(RequestRecord(method, path, status, status == 304, actor))
