"""The app, its installations and its tokens as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.formats import maybe_stamp, node_id, stamp
from ghapp.sandbox.payloads.people import simple_user
from ghapp.sandbox.payloads.repositories import repository
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.installations import Grant, HostedInstallation
from ghapp.sandbox.world import HostedWorld


def app(world: HostedWorld) -> Json:
    """The registered app."""
    found = world.app
    return {
        "id": found.id,
        "client_id": found.client_id,
        "slug": found.slug,
        "node_id": node_id("Integration", found.id),
        "owner": simple_user(world, found.owner),
        "name": found.manifest.get("name", found.slug),
        "description": found.manifest.get("description"),
        "external_url": found.manifest.get("url", f"{world.url}/apps/{found.slug}"),
        "html_url": f"{world.url}/apps/{found.slug}",
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.created_at),
        "permissions": found.permissions,
        "events": found.events,
    }


def installation(world: HostedWorld, found: HostedInstallation) -> Json:
    """One installation."""
    account = found.account
    settings = f"{world.url}/organizations/{account.login}/settings/installations/{found.id}"
    return {
        "id": found.id,
        "node_id": node_id("IntegrationInstallation", found.id),
        "client_id": world.app.client_id,
        "account": simple_user(world, account),
        "repository_selection": "selected",
        "access_tokens_url": f"{world.api}/app/installations/{found.id}/access_tokens",
        "repositories_url": f"{world.api}/installation/repositories",
        "html_url": settings,
        "app_id": world.app.id,
        "app_slug": world.app.slug,
        "target_id": account.id,
        "target_type": account.type,
        "permissions": found.permissions,
        "events": found.events,
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.created_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": simple_user(world, account) if found.suspended_at else None,
        "suspended_at": maybe_stamp(found.suspended_at),
    }


def ping(world: HostedWorld, webhook_url: str) -> Json:
    """The first delivery of all, which tells nothing but that it arrives."""
    found = world.app
    moment = stamp(found.created_at)
    config = {"content_type": "json", "insecure_ssl": "0", "secret": "********", "url": webhook_url}
    number = world.next_id()
    return {
        "zen": "Keep it logically awesome.",
        "hook_id": number,
        "hook": {
            "type": "App",
            "id": number,
            "name": "web",
            "active": True,
            "events": found.events,
            "config": config,
            "updated_at": moment,
            "created_at": moment,
            "app_id": found.id,
            "deliveries_url": f"{world.api}/app/hook/deliveries",
        },
    }


def installation_reference(found: HostedInstallation) -> Json:
    """The installation as it stands in every other event."""
    return {"id": found.id, "node_id": node_id("IntegrationInstallation", found.id)}


def token(world: HostedWorld, grant: Grant) -> Json:
    """A fresh installation token."""
    payload: Json = {
        "token": grant.token,
        "expires_at": stamp(grant.expires_at),
        "permissions": grant.permissions,
        "repository_selection": "selected",
    }
    if grant.repositories is not None:
        payload["repositories"] = [repository(world, found) for found in grant.repositories]
    return payload
