"""Registering an app from its manifest: what GitHub refuses of one, and the app that it makes."""

from __future__ import annotations

import json
import re
import secrets

from ghapp.sandbox.payloads import apps
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import HostedUser, Json

LONGEST_NAME = 34
WEB = re.compile(r"https?://[^/\s]+(?:/\S*)?")
FIELDS = {
    "name": str,
    "url": str,
    "hook_attributes": dict,
    "redirect_url": str,
    "callback_urls": list,
    "setup_url": str,
    "description": str,
    "public": bool,
    "default_events": list,
    "default_permissions": dict,
    "request_oauth_on_install": bool,
    "setup_on_update": bool,
}
PERMISSIONS = frozenset(
    [
        "actions",
        "actions_variables",
        "administration",
        "checks",
        "contents",
        "deployments",
        "issues",
        "members",
        "metadata",
        "pages",
        "pull_requests",
        "repository_hooks",
        "statuses",
        "workflows",
    ]
)
# Events that an app may subscribe to, and the permission that each needs.
EVENTS = {
    "check_run": "checks",
    "check_suite": "checks",
    "issue_comment": "issues",
    "issues": "issues",
    "pull_request": "pull_requests",
    "pull_request_review": "pull_requests",
    "pull_request_review_comment": "pull_requests",
    "push": "contents",
    "repository": "metadata",
}


class ManifestRefused(Exception):
    """GitHub would show the manifest's faults in place of its form."""


def read_manifest(text: str) -> Json:
    """The manifest that a page sent; raises ManifestRefused."""
    try:
        manifest = json.loads(text)
    except ValueError:
        raise ManifestRefused("The manifest is no JSON.") from None
    if not isinstance(manifest, dict):
        raise ManifestRefused("The manifest is no object.")
    for name, value in manifest.items():
        if name not in FIELDS or not isinstance(value, FIELDS[name]):
            raise ManifestRefused(f'"{name}" is not understood.')
    hook = manifest.get("hook_attributes", {"url": "https://none"})
    required = {"url": manifest.get("url"), "hook_attributes.url": hook.get("url")}
    for name, value in required.items():
        if not isinstance(value, str):
            raise ManifestRefused(f'Error "{name}" wasn\'t supplied.')
    for value in (*required.values(), manifest.get("redirect_url"), manifest.get("setup_url")):
        if value is not None and not WEB.fullmatch(value):
            raise ManifestRefused(f"{value} must be a valid URL")
    _check_access(manifest)
    return manifest


def _check_access(manifest: Json) -> None:
    granted = manifest.get("default_permissions", {})
    for name, level in granted.items():
        if name not in PERMISSIONS or level not in ("read", "write"):
            raise ManifestRefused(f"Default permission records resource is invalid: {name}")
    for event in manifest.get("default_events", []):
        if EVENTS.get(event) not in {*granted, "metadata"}:
            raise ManifestRefused(f"Default events unsupported: {event}")


def register(site: Site, manifest: Json, owner: HostedUser, name: str) -> str:
    """Makes the app, in place of the one before, and returns the code for its credentials.

    GitHub knows many apps, and makes a key for each. Here there is one app, until somebody has it,
    and one key, for making one takes longer than all the rest.
    """
    world = site.world
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug or len(name) > LONGEST_NAME:
        raise ManifestRefused(f"Name is too long (maximum is {LONGEST_NAME} characters)")
    if slug in world.users:
        raise ManifestRefused("Name is already taken")
    if world.installations:
        raise ManifestRefused("This embedded GitHub has an app at work, and knows one at a time.")
    key, secret = world.app.private_key, secrets.token_hex(20)
    world.register(world.next_id(), slug, key, secret, manifest | {"name": name}, owner)
    hook = manifest.get("hook_attributes")
    site.deliveries.webhook_url = hook["url"] if hook else None
    if hook and hook.get("active", True):
        site.deliveries.add("ping", apps.ping(world, hook["url"]), None)
    code = secrets.token_hex(20)
    world.manifest_codes.add(code)
    return code
