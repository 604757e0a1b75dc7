"""Merging one pull request: planned from the present tip, done by GitHub, and reviewed."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from ghapp.features.context import JobContext
from ghapp.features.merge_plan import MergePlan, NotMerged, plan_merge
from ghapp.features.merge_pull import BranchTaken, offer_merge, withdraw_merge
from ghapp.features.merge_refusals import Obstacle, obstacle
from ghapp.features.merge_review import differences_after
from ghapp.features.merge_tries import (
    MergeTries,
    MergeWish,
    NotYet,
    again_later,
    again_soon,
)
from ghapp.features.merge_words import commit_message, error_rules
from ghapp.ports.errors import MergeRefused, NotFastForward, RequestRejected
from ghapp.ports.values import MergeMethod, MergeRules

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PullMerged:
    """It is merged; the text is what there is to say about it, if anything."""

    text: str = ""


MergeOutcome = PullMerged | NotMerged | NotYet


async def merge_pull(context: JobContext, wish: MergeWish) -> MergeOutcome:
    """Merge a pull request, as far as GitHub and its rules let the app do it now."""
    pull = await context.repository.pull(wish.number)
    if pull.is_merged:  # by this command before the app stopped, or by a person meanwhile
        await _end(context, wish.number)
        return PullMerged()
    plan = await plan_merge(context, pull, wish.head, anyway=wish.anyway)
    outcome = plan if isinstance(plan, NotMerged) else await _merge(context, wish, plan)
    if not isinstance(outcome, NotYet):
        await context.forget(MergeTries, wish.number)
    return outcome


async def _merge(context: JobContext, wish: MergeWish, plan: MergePlan) -> MergeOutcome:
    rules = await context.repository.merge_rules(plan.snapshot.branch)
    if rules.has_queue:
        return NotMerged(
            f"Not merged: `{plan.snapshot.branch}` takes changes through its merge queue only."
            " Please add this pull request to the queue with GitHub's own button or, where git"
            " finds a conflict, a rollup of it."
        )
    offered, head = wish.number, wish.head
    try:
        if not plan.by_github:
            offered, head = await offer_merge(context, plan, _words(plan, wish))
        method = _method(rules, plan)
        if method is None:
            return NotMerged(_forbidden(rules, plan, offered))
        await context.repository.merge_pull(offered, head, method, *_words(plan, wish))
    except BranchTaken as branch:
        return NotMerged(
            f"Not merged: I need a branch called `{branch}`, and somebody made one. Delete or"
            " rename it, then comment `/merge` again."
        )
    except NotFastForward:  # the head or the app's own branch was moved in between
        return await again_soon(context, wish)
    except MergeRefused as refused:
        found = await obstacle(context.repository, rules, (offered, head), str(refused))
        return await _refused(context, wish, plan, found, offered)
    return await _merged(context, wish, plan)


def _words(plan: MergePlan, wish: MergeWish) -> tuple[str, str]:
    passed_over = error_rules(plan.assessment) if wish.anyway else []
    return commit_message(plan.pull, plan.section_titles, passed_over)


def _method(rules: MergeRules, plan: MergePlan) -> MergeMethod | None:
    """How to merge; a commit of the app's own has to stay, for both its parents."""
    if plan.by_github:
        return rules.methods[0] if rules.methods else None
    return MergeMethod.MERGE if MergeMethod.MERGE in rules.methods else None


def _forbidden(rules: MergeRules, plan: MergePlan, offered: int) -> str:
    if plan.by_github:
        return "Not merged: this repository allows no way of merging that I know."
    ways = f"{' or '.join(rules.methods)} only" if rules.methods else "none of GitHub's ways"
    return (
        f"Not merged: this takes a merge commit, and `{plan.snapshot.branch}` allows {ways}."
        f" #{offered} holds the result: merge that one, then close this one, which will not show"
        " as merged."
    )


async def _refused(
    context: JobContext, wish: MergeWish, plan: MergePlan, found: Obstacle, offered: int
) -> MergeOutcome:
    if found.passes_soon:
        return await again_soon(context, wish, found.text)
    where = "" if plan.by_github else f" #{offered} holds the result: it can be finished there."
    if not found.may_pass:
        return NotMerged(f"Not merged. {found.text}{where}")
    return await again_later(context, wish, found.text, where)


async def _merged(context: JobContext, wish: MergeWish, plan: MergePlan) -> PullMerged:
    """Look at the draft as it is after the merge: the API compares the head, never the base."""
    context.forget_snapshot()
    await _end(context, wish.number)
    text = await differences_after(context, plan)
    if text:
        log.error("%s#%d: %s", context.repository.name, wish.number, text)
    return PullMerged(text)


async def _end(context: JobContext, number: int) -> None:
    try:
        await withdraw_merge(context, number)
    except RequestRejected as error:
        log.warning("%s#%d: its branch is left: %s", context.repository.name, number, error)
    await context.forget(MergeTries, number)
