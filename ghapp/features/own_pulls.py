"""The app's own pull requests: what they are for stands in the name of their branch."""

from __future__ import annotations

from datetime import date

from ghapp.ports.repository import Repository
from ghapp.ports.values import PullRequest

PREFIX = "ghapp/"
ROLLUP = f"{PREFIX}rollup"
MERGE = f"{PREFIX}merge-"
ONBOARDING = f"{PREFIX}onboarding"


def is_own(pull: PullRequest, repository: Repository) -> bool:
    """Whether the app opened a pull request from a branch of its own.

    Anybody may call a branch of a fork so, and editors one of the repository.
    """
    is_by_app = pull.author == f"{repository.app_slug}[bot]"
    is_here = pull.head.repository == repository.name
    return is_by_app and is_here and pull.head.name.startswith(PREFIX)


def draft_branch(day: date) -> str:
    """The branch that adds the draft of a day: the same one each time it is tried."""
    return f"{PREFIX}draft-{day.isoformat()}"


def merge_branch(number: int) -> str:
    """The branch from which the app merges a pull request that git cannot merge as it should."""
    return f"{MERGE}{number}"
