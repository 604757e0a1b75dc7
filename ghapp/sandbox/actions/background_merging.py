"""Merges in the background: taken at once, and judged and done after the answer."""

from __future__ import annotations

import uuid

from ghapp.sandbox.actions.committing import refuse_workflow_changes
from ghapp.sandbox.actions.merging import finish_merge, prepare_merge
from ghapp.sandbox.actions.pull_facts import test_merge
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor
from ghapp.sandbox.state.merges import HostedMerge, MergeRequest
from ghapp.sandbox.state.repositories import HostedPull, HostedRepository

QUEUE, DIRECT = "merge_queue", "direct_merge"
NO_QUEUE = "The base branch has no merge queue."


def merge_under_way(pull: HostedPull) -> HostedMerge | None:
    """The merge that was asked for last, while it has neither happened nor failed."""
    last = pull.merges[-1] if pull.merges else None
    return last if last is not None and last.status in ("pending", "enqueued") else None


def begin_merge(
    site: Site,
    place: tuple[HostedRepository, HostedPull],
    wanted: HostedMerge,
    actor: Actor,
    may_change_workflows: bool,
) -> HostedMerge:
    """Takes the request, and merges after the answer."""
    place[1].merges.append(wanted)
    site.background.begin(_merge(site, place, wanted, actor, may_change_workflows))
    return wanted


def requested(
    pull: HostedPull, request: MergeRequest, action: str, bypass_rules: bool
) -> HostedMerge:
    """A merge of the head that was named, or of the present one."""
    head = request.sha or pull.head_sha
    return HostedMerge(str(uuid.uuid4()), request, action, head, bypass_rules)


async def _merge(
    site: Site,
    place: tuple[HostedRepository, HostedPull],
    wanted: HostedMerge,
    actor: Actor,
    may_change_workflows: bool,
) -> None:
    base, pull = place
    rules = base.rules.get(pull.base_ref)
    has_queue = rules is not None and rules.merge_queue
    try:
        if wanted.action != DIRECT and has_queue:
            wanted.status = "enqueued"
            return
        if wanted.action == QUEUE:
            raise ApiError(405, NO_QUEUE)  # noqa: TRY301 - refused like all else
        await test_merge(site, base, pull)
        merged = await prepare_merge(site, base, pull, wanted.at_its_head, actor)
        if not may_change_workflows:
            await refuse_workflow_changes(base, merged.commit)
        await finish_merge(site, base, pull, merged, actor)
    except ApiError as error:
        wanted.status, wanted.failure = "failed", error.message
    else:
        wanted.status = "merged"
