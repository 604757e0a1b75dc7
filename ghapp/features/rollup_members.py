"""The members of a rollup: approved pull requests that may be merged, and why others may not."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.features.approvals import Approval, approver_is_still_editor, standing_approval
from ghapp.features.context import JobContext, Snapshot
from ghapp.features.judging import JudgedPull, judge
from ghapp.features.merge_plan import WORKFLOWS, paths_of, tell_operator
from ghapp.features.own_pulls import is_own
from ghapp.features.rollup_state import RollupState
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.ports.values import PullRequest
from ghapp.review.files import FileBeforeAndAfter
from ghapp.review.merging import CannotMerge, MergedTree, corrected
from ghapp.rules.problem import Severity


@dataclass(frozen=True, slots=True)
class RollupMember:
    """A pull request in the rollup."""

    judged: JudgedPull
    files: tuple[FileBeforeAndAfter, ...]  # as they are merged

    section_titles: tuple[str, ...]  # that it adds to, as the template calls them

    @property
    def pull(self) -> PullRequest:
        """The pull request."""
        return self.judged.pull


@dataclass(frozen=True, slots=True)
class LeftOutPull:
    """An approved pull request that is not in the rollup, and why."""

    pull: PullRequest
    reason: str  # a sentence without its end, behind the number


@dataclass(frozen=True, slots=True)
class ApprovedPulls:
    """What is approved at this moment, in the order of arrival."""

    members: list[RollupMember]
    left_out: list[LeftOutPull]


async def approved_pulls(context: JobContext, state: RollupState) -> ApprovedPulls:
    """Read and judge what is approved, and tell what may be merged from the rest."""
    approvals = await context.recall_all(Approval)
    found, may_approve = ApprovedPulls([], []), dict[str, bool]()
    for pull in await context.repository.open_pulls():
        approval = standing_approval(approvals.get(pull.number, Approval()), pull.head.sha)
        if approval is None or is_own(pull, context.repository):
            continue
        if state.is_out(pull.number, approval.decided):
            continue
        if approval.by not in may_approve:
            may_approve[approval.by] = await approver_is_still_editor(context, approval)
        if not may_approve[approval.by]:
            reason = f"{code_span(approval.by)}, who approved it, is no editor any more"
            found.left_out.append(LeftOutPull(pull, reason))
            continue
        judged = await judge(context, pull)
        if judged is None:
            continue
        reason = next(_reasons(judged, found.members), "")
        if reason:
            found.left_out.append(LeftOutPull(pull, reason))
        else:
            found.members.append(await _member(context, judged, state))
    return found


def _reasons(judged: JudgedPull, members: list[RollupMember]) -> Iterator[str]:
    """Why a pull request may not be merged with the others."""
    assessment = judged.assessment
    if judged.pull.is_draft:
        yield "it is a draft"
    if any(file.path.startswith(WORKFLOWS) for file in judged.files):
        yield f"it changes `{WORKFLOWS}`, which is left to people"
    if not judged.is_complete:
        yield "it changes too many files to read them all"
    if assessment.worst >= Severity.ERROR:
        errors = counted(assessment.count(Severity.ERROR), "error")
        yield f"the check has {errors}; `/merge anyway` there merges it all the same"
    if judged.carried.left:
        yield "the current draft has no section for some of it"
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
    prefix = settings.labels.section_prefix
    titles = (label.removeprefix(prefix) for label in judged.assessment.section_labels)
    return RollupMember(judged, files, tuple(sorted(titles)))


async def merged_members(
    context: JobContext, approved: ApprovedPulls, snapshot: Snapshot
) -> MergedTree:
    """Merge all members into the default branch; who cannot be merged is left out from then on."""
    wanted = {path for member in approved.members for path in paths_of(member.files)}
    present = {
        path: await context.repository.blob(snapshot.paths[path])
        for path in sorted(wanted & snapshot.paths.keys())
    }
    tree = MergedTree(present.get, snapshot.around)
    for member in list(approved.members):
        try:
            await to_thread(tree.take, member.files)
        except CannotMerge as reason:
            tell_operator(context, member.pull.number, reason)
            approved.members.remove(member)
            approved.left_out.append(LeftOutPull(member.pull, _as_reason(reason)))
    return tree


def _as_reason(reason: CannotMerge) -> str:
    text = str(reason).rstrip(".")
    return text[:1].lower() + text[1:]
