"""Commits as GitHub makes them: by people who push, and by apps, whose commits it signs."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.errors import workflow_refused
from ghapp.sandbox.objects import Signature, write_commit
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import HostedUser
from ghapp.sandbox.state.repositories import HostedRepository

WORKFLOWS = ".github/workflows"


@dataclass(frozen=True)
class NewCommit:
    """What a commit is made of; without an author, the one who asked is the author."""

    tree: str
    parents: tuple[str, ...]
    message: str
    author: Signature | None = None
    committer: Signature | None = None


def identity(site: Site, user: HostedUser) -> Signature:
    """The name and address that GitHub writes for an account, now."""
    address = f"{user.id}+{user.login}@users.noreply.github.com"
    return Signature(user.login, address, site.world.now())


def commit(site: Site, repository: HostedRepository, new: NewCommit, user: HostedUser) -> str:
    """Writes a commit; GitHub vouches for it only if it may choose author and committer itself."""
    author = new.author or identity(site, user)
    github = Signature("GitHub", "noreply@github.com", site.world.now())
    by_github = new.author is None and new.committer is None
    committer = new.committer or (github if by_github else author)
    data = write_commit(new.tree, new.parents, (author, committer), new.message)
    sha = repository.git.write("commit", data)
    if by_github:
        site.world.verified_commits.add(sha)
    return sha


def commit_files(
    site: Site,
    repository: HostedRepository,
    start: str | None,
    files: dict[str, bytes | None],
    message: str,
    user: HostedUser,
) -> str:
    """A commit on top of `start` that writes these files, made on a person's own machine."""
    parent = repository.git.commit(start) if start else None
    tree = repository.git.tree_with(parent.tree if parent else None, files)
    person = identity(site, user)
    parents = (start,) if start else ()
    return commit(site, repository, NewCommit(tree, parents, message, person, person), user)


async def refuse_workflow_changes(repository: HostedRepository, new: str) -> None:
    """GitHub looks at each commit that arrives, not only at the tip that differs."""
    git = repository.git
    known = [sha for name, sha in repository.refs.items() if name.startswith("heads/")]
    for sha in await git.commits_beyond(known, new):
        found = git.made(sha)
        parent = git.commit(found.parents[0]) if found.parents else None
        before = git.entry(parent.tree, WORKFLOWS) if parent else None
        after = git.entry(found.tree, WORKFLOWS)
        if (before.sha if before else None) == (after.sha if after else None):
            continue
        changes = git.changed_paths(before.sha if before else None, after.sha if after else None)
        raise workflow_refused(f"{WORKFLOWS}/{next(iter(changes))[1]}")
