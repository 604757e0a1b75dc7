"""Endpoints of the app itself: who it is, where it is installed, its tokens and its deliveries."""

from __future__ import annotations

from typing import Any

from ghapp.sandbox.api.call import ApiAnswer, ApiCall
from ghapp.sandbox.api.routing import APP, PUBLIC, TOKEN, route
from ghapp.sandbox.errors import ApiError, invalid_request, not_found
from ghapp.sandbox.hook_log import HookDelivery, delivery_payload
from ghapp.sandbox.payloads import apps, repositories
from ghapp.sandbox.state.installations import HostedInstallation
from ghapp.sandbox.state.repositories import HostedRepository

INACCESSIBLE = (
    "There is at least one repository that does not exist or is not accessible to the parent "
    "installation."
)
NOT_GRANTED = "The permissions requested are not granted to this installation."


@route("GET", "/app", APP, "apps/apps#get-the-authenticated-app")
async def get_app(call: ApiCall) -> ApiAnswer:
    """The app."""
    count = len(call.site.world.installations)
    return ApiAnswer(apps.app(call.site.world) | {"installations_count": count})


@route("GET", "/app/installations", APP, "apps/apps")
async def list_installations(call: ApiCall) -> ApiAnswer:
    """Where the app is installed."""
    world = call.site.world
    return call.page([apps.installation(world, one) for one in world.installations.values()])


@route(
    "POST",
    "/app/installations/{id}/access_tokens",
    APP,
    "apps/apps#create-an-installation-access-token-for-an-app",
)
async def create_token(call: ApiCall) -> ApiAnswer:
    """A new installation token, possibly for less than the installation has."""
    installation = _installation(call)
    if installation.suspended_at is not None:
        raise ApiError(403, "This installation has been suspended")
    permissions = _narrowed_permissions(call, installation)
    chosen = _narrowed_repositories(call, installation)
    grant = call.site.world.issue_token(installation, permissions, chosen)
    return ApiAnswer(apps.token(call.site.world, grant), 201)


@route("GET", "/installation/repositories", TOKEN, "apps/installations")
async def list_repositories(call: ApiCall) -> ApiAnswer:
    """The repositories that the token reaches."""
    grant = call.grant
    found = [one for one in grant.installation.repositories if grant.reaches(one)]
    world = call.site.world
    return call.page([repositories.repository(world, one) for one in found], "repositories")


@route("GET", "/app/hook/deliveries", APP, "apps/webhooks")
async def list_deliveries(call: ApiCall) -> ApiAnswer:
    """Deliveries, newest first; the cursor is opaque."""
    newest = sorted(call.site.deliveries.log, key=lambda one: -one.id)
    cursor = call.query.get("cursor", "")
    if cursor:
        if not cursor.startswith("v1_") or not cursor[3:].isdecimal():
            raise invalid_request("Invalid cursor")
        newest = [one for one in newest if one.id <= int(cursor[3:])]
    wanted = call.query.get("per_page", "30")
    size = min(int(wanted), 100) if wanted.isdecimal() else 30
    headers = {}
    if len(newest) > size:
        following = f"{call.url}?per_page={size}&cursor=v1_{newest[size].id}"
        headers["Link"] = f'<{following}>; rel="next"'
    return ApiAnswer([delivery_payload(one) for one in newest[:size]], headers=headers)


@route("POST", "/app/hook/deliveries/{id}/attempts", APP, "apps/webhooks")
async def redeliver(call: ApiCall) -> ApiAnswer:
    """Delivers once more, under the same GUID."""
    call.site.deliveries.redeliver(_delivery(call))
    return ApiAnswer({}, 202)


@route("POST", "/app-manifests/{code}/conversions", PUBLIC, "apps/apps")
async def convert_manifest(call: ApiCall) -> ApiAnswer:
    """Ends the registration of an app from a manifest: its key and secret, once."""
    world = call.site.world
    if call.params["code"] not in world.manifest_codes:
        raise not_found()
    world.manifest_codes.remove(call.params["code"])
    secrets = {
        "client_secret": "sandbox-client-secret",
        "webhook_secret": world.app.webhook_secret,
        "pem": world.app.private_key,
    }
    return ApiAnswer(apps.app(world) | secrets, 201)


def _installation(call: ApiCall) -> HostedInstallation:
    found = call.site.world.installations.get(call.number("id"))
    if found is None:
        raise not_found()
    return found


def _delivery(call: ApiCall) -> HookDelivery:
    number = call.number("id")
    found = next((one for one in call.site.deliveries.log if one.id == number), None)
    if found is None:
        raise not_found()
    return found


def _narrowed_permissions(call: ApiCall, installation: HostedInstallation) -> dict[str, str]:
    wanted: dict[str, Any] | None = call.take("permissions", dict)
    if wanted is None:
        return dict(installation.permissions)
    order = ("read", "write", "admin")
    for name, level in wanted.items():
        held = installation.permissions.get(name)
        if held is None or level not in order or order.index(level) > order.index(held):
            raise ApiError(422, NOT_GRANTED)
    return {"metadata": "read"} | wanted


def _narrowed_repositories(
    call: ApiCall, installation: HostedInstallation
) -> tuple[HostedRepository, ...] | None:
    names: list[str] | None = call.take("repositories", list)
    numbers: list[int] | None = call.take("repository_ids", list)
    if names is None and numbers is None:
        return None
    lowered = {name.lower() for name in names or ()}
    found = [
        one
        for one in installation.repositories
        if one.name.lower() in lowered or one.id in (numbers or ())
    ]
    if len(found) < len(lowered | set(numbers or ())):
        raise ApiError(422, INACCESSIBLE)
    return tuple(found)
