"""The life of a pull request: opened, edited, merged, closed and opened again."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions.pull_events import close_pull, record, tell_pull
from ghapp.sandbox.actions.pull_facts import is_open_for
from ghapp.sandbox.actions.reopening import reopen_pull
from ghapp.sandbox.errors import ApiError, validation_failed
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, Json
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository


@dataclass(frozen=True)
class NewPull:
    """What somebody asks to merge, and where."""

    title: str
    head: HostedRepository
    branch: str
    base_ref: str
    body: str | None = None
    draft: bool = False
    maintainer_can_modify: bool = True


async def open_pull(site: Site, base: HostedRepository, new: NewPull, actor: Actor) -> HostedPull:
    """Opens a pull request, if there is something to merge and none for the branch yet."""
    head_sha = new.head.branch(new.branch)
    base_sha = base.branch(new.base_ref)
    if head_sha is None:
        raise validation_failed("PullRequest", "head", "invalid")
    if base_sha is None:
        raise validation_failed("PullRequest", "base", "invalid")
    label = f"{new.head.owner.login}:{new.branch}"
    if is_open_for(base, label, new.base_ref):
        raise _custom(f"A pull request already exists for {label}.")
    if await base.git.is_ancestor(head_sha, base_sha):
        raise _custom(f"No commits between {_named(base, new)}")
    now = site.world.now()
    pull = HostedPull(
        id=site.world.next_id(),
        number=base.next_number,
        title=new.title,
        body=new.body,
        author=actor.user,
        created_at=now,
        updated_at=now,
        base_ref=new.base_ref,
        base_sha=base_sha,
        head_repository=new.head,
        head_owner=new.head.owner,
        head_ref=new.branch,
        head_sha=head_sha,
        draft=new.draft,
        maintainer_can_modify=new.maintainer_can_modify
        and new.head is not base
        and new.head.owner.type == "User",
    )
    base.issues[pull.number] = pull
    base.git.set_ref(f"{base.namespace}pull/{pull.number}/head", head_sha)
    await tell_pull(site, base, pull, "opened", actor)
    return pull


async def edit_pull(
    site: Site, base: HostedRepository, pull: HostedPull, changes: dict[str, str], actor: Actor
) -> None:
    """Changes title, body, state or base branch."""
    told: dict[str, Json] = {}
    await _refuse_base(base, pull, changes.get("base", pull.base_ref))
    for name, attribute in (("title", "title"), ("body", "body"), ("base", "base_ref")):
        value = changes.get(name)
        before = getattr(pull, attribute)
        if name not in changes or value == before:
            continue
        told[name] = {"ref": {"from": before}} if name == "base" else {"from": before}
        setattr(pull, attribute, value)
    if "title" in told:
        rename = {"from": told["title"]["from"], "to": pull.title}
        record(site, pull, "renamed", actor, {"rename": rename})
    if "base" in told:
        pull.base_sha = base.branch(pull.base_ref) or pull.base_sha
        record(site, pull, "base_ref_changed", actor)
    if told:
        pull.updated_at = site.world.now()
        await tell_pull(site, base, pull, "edited", actor, changes=told)
    state = changes.get("state", pull.state)
    if state == "closed" and pull.state == "open":
        await close_pull(site, base, pull, actor)
    elif state == "open" and pull.state == "closed":
        await reopen_pull(site, base, pull, actor)


async def _refuse_base(base: HostedRepository, pull: HostedPull, name: str) -> None:
    """A base branch that is not there, or that has the head already."""
    tip = base.branch(name)
    if name == pull.base_ref:
        return
    if tip is None:
        message = f"Proposed base branch '{name}' was not found"
        raise validation_failed("PullRequest", "base", "invalid", message)
    if await base.git.is_ancestor(pull.head_sha, tip):
        raise _custom(
            f"There are no new commits between base branch '{name}' "
            f"and head branch '{pull.head_ref}'"
        )
    if is_open_for(base, pull.head_label, name):
        raise _custom(f"A pull request already exists for base branch '{name}'")


async def set_draft(
    site: Site, base: HostedRepository, pull: HostedPull, draft: bool, actor: Actor
) -> None:
    """Says that a pull request is ready for review, or is not."""
    if pull.draft == draft:
        return
    pull.draft = draft
    pull.updated_at = site.world.now()
    action = "converted_to_draft" if draft else "ready_for_review"
    await tell_pull(site, base, pull, action, actor)


def _named(base: HostedRepository, new: NewPull) -> str:
    if new.head is base:
        return f"{new.base_ref} and {new.branch}"
    return f"{base.owner.login}:{new.base_ref} and {new.head.owner.login}:{new.branch}"


def _custom(message: str) -> ApiError:
    entry = {"resource": "PullRequest", "code": "custom", "message": message}
    return ApiError(422, "Validation Failed", [entry])
