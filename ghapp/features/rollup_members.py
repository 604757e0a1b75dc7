"""What is approved, judged and merged: members of the rollup, and why others are none."""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import Iterator

from ghapp.features.approvals import Approval, approver_is_still_editor, standing_approval
from ghapp.features.context import JobContext, Snapshot
from ghapp.features.hindrances import hindrances
from ghapp.features.judging import JudgedPull, judge
from ghapp.features.merge_plan import paths_of, tell_operator
from ghapp.features.merge_words import inside_sentence
from ghapp.features.own_pulls import is_own
from ghapp.features.rollup_pulls import ApprovedPulls, LeftOutPull, RollupMember
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.ports.errors import RequestRejected
from ghapp.ports.values import PullRequest
from ghapp.review.files import is_read
from ghapp.review.merging import CannotMerge, MergedTree, corrected
from ghapp.rules.problem import Severity

log = logging.getLogger(__name__)


async def approved_pulls(context: JobContext, state: RollupState) -> ApprovedPulls:
    """Read and judge what is approved, and tell what may be merged from the rest."""
    approvals = await context.recall_all(Approval)
    found, may_approve = ApprovedPulls(), dict[str, bool]()
    for pull in await context.repository.open_pulls():
        approval = standing_approval(approvals.get(pull.number, Approval()), pull.head.sha)
        if approval is None or is_own(pull, context.repository):
            continue
        if state.is_out(pull.number, approval.decided):
            found.taken_out.append(pull.number)
            continue
        if approval.by not in may_approve:
            may_approve[approval.by] = await approver_is_still_editor(context, approval)
        if not may_approve[approval.by]:
            reason = f"{code_span(approval.by)}, who approved it, is not an editor any more"
            found.left_out.append(LeftOutPull(pull, reason))
            continue
        await _add(context, pull, state, found)
    return found


async def _add(
    context: JobContext, pull: PullRequest, state: RollupState, found: ApprovedPulls
) -> None:
    """Judge one that is approved, and add it where it belongs."""
    try:
        judged = await judge(context, pull)
    except RequestRejected as error:  # histories that have nothing in common, say
        log.warning("%s#%d: left out: %s", context.repository.name, pull.number, error)
        found.left_out.append(LeftOutPull(pull, "GitHub cannot tell what it changes"))
        return
    if judged is None:
        return
    layout = (await context.snapshot()).around.layout
    reason = next(_reasons(judged, found.members, layout), "")
    if reason:
        found.left_out.append(LeftOutPull(pull, reason))
    else:
        found.members.append(await _member(context, judged, state))


def _reasons(judged: JudgedPull, members: list[RollupMember], layout: Layout) -> Iterator[str]:
    """Why a pull request may not be merged with the others."""
    assessment = judged.assessment
    yield from (hindrance.reason for hindrance in hindrances(judged))
    other = next((file.path for file in judged.files if not is_read(file.path, layout)), None)
    if other is not None:
        yield f"it also changes {code_span(other)}, which is none of the newsletter's files"
    if assessment.worst >= Severity.ERROR:
        errors = counted(assessment.count(Severity.ERROR), "error")
        yield f"the check has {errors}; `/merge anyway` there merges it all the same"
    for member in members:
        if assessment.submitted & member.judged.assessment.submitted:
            yield f"it proposes the same page as #{member.pull.number}"


async def _member(context: JobContext, judged: JudgedPull, state: RollupState) -> RollupMember:
    settings = (await context.snapshot()).settings
    files = judged.carried.files
    if dict(state.landed).get(judged.pull.number) == judged.pull.head.sha:
        files = ()  # its text is in the draft: only its commit is missing
    elif settings.merge.apply_fixes:
        files = corrected(files, judged.assessment)
    titles = judged.assessment.section_titles(settings.labels.section_prefix)
    return RollupMember(judged, files, tuple(titles))


async def merged_members(
    context: JobContext, approved: ApprovedPulls, snapshot: Snapshot
) -> MergedTree:
    """Merge all members into the default branch; who cannot be merged is left out from then on."""
    files = (file for member in approved.members for file in member.files)
    present = await context.all_present(paths_of(files))
    tree = MergedTree(present.get, snapshot.around)
    for member in list(approved.members):
        try:
            await to_thread(tree.take, member.files)
        except CannotMerge as reason:
            tell_operator(context, member.pull.number, reason)
            approved.members.remove(member)
            text = inside_sentence(str(reason).rstrip("."))
            approved.left_out.append(LeftOutPull(member.pull, text))
    return tree
