"""The addresses of the set-up: ours in the manifest, and GitHub's behind the button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlsplit

from ghapp.server.setup.choice import Choice

_LOCAL = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where this server is, and the GitHub that the App is registered on."""

    here: str  # without a final slash
    github: str

    @property
    def webhook(self) -> str:
        """Where GitHub delivers."""
        return f"{self.here}/webhook"

    @property
    def is_webhook_refused(self) -> bool:
        """Whether GitHub refuses to deliver there: it is public, and the address is not."""
        return is_public(self.github) and not is_public(self.here)

    def button(self, choice: Choice) -> str:
        """Where GitHub takes manifests for this owner."""
        owner = f"/organizations/{quote(choice.organization)}" if choice.organization else ""
        return f"{self.github}{owner}/settings/apps/new"

    def manifest(self, choice: Choice, app: Mapping[str, Any]) -> dict[str, Any]:
        """The manifest for GitHub.

        GitHub docs, "Registering a GitHub App from a manifest", has its fields.

        Args:
            choice: owner and name.
            app: `app.yaml`, with permissions and events.

        """
        return {
            **app,
            "name": choice.name,
            "url": self.here,
            "hook_attributes": {"url": self.webhook, "active": True},
            "redirect_url": f"{self.here}/setup/callback",
            "setup_url": f"{self.here}/",
            "public": False,
        }


def is_public(address: str) -> bool:
    """Whether an address may be one that everybody reaches, by its form."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_LOCAL)


def doubts(where: Addresses, url: str, temporary: str) -> Iterator[str]:
    """What a person should know before the button, though it keeps nobody from it.

    Args:
        where: the addresses.
        url: where the operator says that people reach the server; may be empty.
        temporary: the kind of file system that the env file is on, if it may be gone soon.

    """
    if not where.is_webhook_refused and not url:
        yield (
            f"GHAPP_URL is not set, so the App gets the address in your browser, {where.here}."
            " Set it if people and GitHub reach the server elsewhere."
        )
    if is_public(where.here) and where.here.startswith("http:"):
        yield (
            "This address has no https: who is between you and the server can read the"
            " credentials on the next page, and all that GitHub delivers."
        )
    if temporary:
        yield (
            f"The env file is on a file system of the kind “{temporary}”, which in a container is"
            " gone at the next start. Keep it on a volume, or paste the credentials into your"
            " platform's settings as well."
        )
