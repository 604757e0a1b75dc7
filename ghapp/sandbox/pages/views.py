"""What the pages show, gathered from the state: conversations, diffs, checks and labels."""

from __future__ import annotations

from ghapp.sandbox.actions import pull_facts
from ghapp.sandbox.diffs import DiffFile
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import (
    HostedIssue,
)
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
)

STRANGER = "passer-by"


async def files(repository: HostedRepository, pull: HostedPull) -> list[DiffFile]:
    """The diff of a pull request."""
    return await pull_facts.files(repository, pull)


def runs(repository: HostedRepository, pull: HostedPull) -> list[HostedCheckRun]:
    """The latest check run of each name on the present head."""
    found = {run.name: run for run in repository.runs.values() if run.head_sha == pull.head_sha}
    return list(found.values())


def people(site: Site, repository: HostedRepository, issue: HostedIssue) -> list[tuple[str, str]]:
    """Who may be played in the comment box: the author, the editors, a stranger."""
    author = issue.author.login
    editors = [
        user.login
        for user in site.world.users.values()
        if user.type == "User" and user.login != author and repository.may_write(user.login)
    ]
    chosen = [] if issue.author.type == "Bot" else [(author, "author")]
    return [*chosen, *((login, "editor") for login in editors), (STRANGER, "stranger")]


def editors(site: Site, repository: HostedRepository) -> list[str]:
    """Who sees the buttons of a check run."""
    users = site.world.users.values()
    return [one.login for one in users if one.type == "User" and repository.may_write(one.login)]
