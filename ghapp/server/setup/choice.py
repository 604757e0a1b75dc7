"""What a person chooses before the App is registered: whose it will be, and its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_NAME = 34  # GitHub docs: "The name cannot be longer than 34 characters."
# As GitHub's logins are; an underscore stands before the short code of a managed enterprise.
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """The owner and the name of the App."""

    organization: str  # empty: the person's own account
    name: str


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """The form as it was sent, with what is wrong in each field."""

    owner: str = ""  # "account" or "organization"
    organization: str = ""
    name: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def read_choice(sent: Mapping[str, str]) -> Choice | ChoiceForm:
    """The choice, or the form with what has to be corrected.

    Args:
        sent: the fields of the form, by name.

    """
    owner = sent.get("owner", "")
    organization = sent.get("organization", "").strip().removeprefix("@")
    name = " ".join(sent.get("name", "").split())
    wrong = {
        "owner": "" if owner in {"account", "organization"} else "Choose one of the two.",
        "organization": _wrong_login(organization) if owner == "organization" else "",
        "name": _wrong_name(name),
    }
    found = {field: what for field, what in wrong.items() if what}
    if found:
        return ChoiceForm(owner, organization, name, found)
    return Choice(organization if owner == "organization" else "", name)


def form_of(choice: Choice) -> ChoiceForm:
    """The form, filled in with what was chosen before."""
    owner = "organization" if choice.organization else "account"
    return ChoiceForm(owner, choice.organization, choice.name)


def _wrong_login(login: str) -> str:
    if not login:
        return "Write the organisation's name, as in github.com/NAME."
    if not _LOGIN.fullmatch(login):
        return "An organisation's name has up to 39 letters, digits and hyphens, and nothing else."
    return ""


def _wrong_name(name: str) -> str:
    if not name:
        return "The App needs a name."
    if len(name) > LONGEST_NAME:
        return f"GitHub allows {LONGEST_NAME} characters, and these are {len(name)}."
    if not any(mark.isascii() and mark.isalnum() for mark in name) or not name.isprintable():
        return "GitHub needs a name with letters or digits, from which it makes the App's address."
    return ""
