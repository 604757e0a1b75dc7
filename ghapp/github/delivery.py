"""One delivery's payload: every value is checked, for strangers wrote parts of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

NAME = re.compile(r"[\w-]+/(?!\.{1,2}\Z)[\w.-]+", re.ASCII)  # "owner/name"
SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
LOGIN = re.compile(r"[\w-]+(?:\[bot\])?", re.ASCII)
IDENTIFIER = re.compile(r"[\w.-]{1,20}", re.ASCII)  # GitHub docs: at most 20 characters
_LARGEST = 2**63 - 1


class Unused(Exception):
    """The app has no use for a delivery; the text says why."""


def moment_in(found: object) -> datetime | None:
    """The moment that a text names (ISO 8601, with its zone); None for anything else."""
    try:
        moment = datetime.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A payload; what is not of the expected form makes the delivery unused."""

    payload: Mapping[str, object]
    app_slug: str

    def value(self, *keys: str) -> object:
        """What lies under these keys; Unused when one of them is missing."""
        found: object = self.payload
        for key in keys:
            if not isinstance(found, Mapping) or key not in found:
                raise Unused(f"no {'.'.join(keys)}")
            found = found[key]
        return found

    def optional(self, *keys: str) -> object:
        """What lies under these keys, or None."""
        try:
            return self.value(*keys)
        except Unused:
            return None

    def text(self, form: re.Pattern[str], *keys: str) -> str:
        """A text of this form; Unused when it is anything else."""
        found = self.value(*keys)
        if not isinstance(found, str) or not form.fullmatch(found):
            raise Unused(f"{'.'.join(keys)} is not of the expected form")
        return found

    def number(self, *keys: str) -> int:
        """A positive number; Unused when it is anything else."""
        found = self.value(*keys)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= _LARGEST:
            raise Unused(f"{'.'.join(keys)} is not a number")
        return found

    def moment(self, *keys: str) -> str:
        """A moment as text (ISO 8601, with its zone); "" when it is anything else.

        GitHub writes the moments of an installation as text in some payloads, and as a number of
        seconds in others.
        """
        moment = moment_in(self.optional(*keys))
        return "" if moment is None else moment.isoformat()

    def names(self, *keys: str) -> list[str]:
        """The repositories ("owner/name") in a list; Unused when there is no list."""
        found = self.value(*keys)
        if not isinstance(found, list):
            raise Unused(f"{'.'.join(keys)} is not a list")
        names = [entry.get("full_name") for entry in found if isinstance(entry, Mapping)]
        return [name for name in names if isinstance(name, str) and NAME.fullmatch(name)]

    @property
    def action(self) -> object:
        """What happened, in GitHub's word."""
        return self.optional("action")

    @property
    def installation(self) -> int:
        """The installation that the delivery is for."""
        return self.number("installation", "id")

    @property
    def repository(self) -> str:
        """The repository, as "owner/name"."""
        return self.text(NAME, "repository", "full_name")

    @property
    def is_by_this_app(self) -> bool:
        """Whether the app itself did it."""
        sender = self.optional("sender", "login")
        is_bot = self.optional("sender", "type") == "Bot"
        return bool(self.app_slug) and is_bot and sender == f"{self.app_slug}[bot]"
