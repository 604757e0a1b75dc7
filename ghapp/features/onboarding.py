"""Onboarding: where the app is new, one pull request adds the settings file and shows the evidence.

It is opened once in the life of a repository: whoever closes it is not asked again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from ghapp.features.context import JobContext, Snapshot
from ghapp.features.onboarding_evidence import gather_evidence
from ghapp.features.onboarding_text import OnboardingFacts, onboarding_text
from ghapp.features.own_branches import branch_with
from ghapp.features.own_pulls import ONBOARDING
from ghapp.features.rights import missing_permissions
from ghapp.newsletter.calendar import DATE, FileKind
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected
from ghapp.ports.values import FileChange, PullRequest, RepositoryFacts
from ghapp.review.commenting_workflows import seems_to_comment, workflow_paths
from ghapp.settings.example import example
from ghapp.settings.tree import SETTINGS_PATH

TITLE = "Add the settings of the newsletter's app"
NEEDED = ("contents", "pull_requests")
MOST_WORKFLOWS = 30

log = logging.getLogger(__name__)


async def onboard(context: JobContext) -> None:
    """Open the onboarding pull request, unless there was one or nothing is to be opened here.

    Raises:
        TransientError: GitHub failed; it can be tried again.

    """
    name = context.repository.name
    try:
        reason = await _reason_against(context) or await _open_with_evidence(context)
    except AlreadyExists as error:  # GitHub did not list yet what the app opened before it stopped
        reason = str(error)
    except RequestRejected as error:  # pull requests only from collaborators, rules for branches
        log.error("%s: the onboarding pull request cannot be opened: %s", name, error)
        return
    if reason:
        log.info("%s: no onboarding pull request: %s", name, reason)


async def _open_with_evidence(context: JobContext) -> str:
    """Open it; returns why it was not opened after all, or nothing."""
    evidence = await gather_evidence(context, await context.snapshot())
    context.forget_snapshot()  # minutes have passed
    reason = reason_in_files(await context.snapshot())
    if reason:
        return reason
    number = await _open(context, onboarding_text(await _facts(context), evidence))
    log.info("%s: opened the onboarding pull request #%d", context.repository.name, number)
    return ""


async def _reason_against(context: JobContext) -> str:
    repository = context.repository
    missing = await missing_permissions(repository, NEEDED)
    if missing:
        return f"the app was not granted {' and '.join(missing)}"
    reason = reason_in_facts(await repository.facts()) or reason_in_files(await context.snapshot())
    if not reason and await repository.pulls_from(ONBOARDING):
        reason = "there was one before"
    return reason


def reason_in_facts(facts: RepositoryFacts) -> str:
    """Why nothing is opened in such a repository; empty if nothing speaks against it."""
    if facts.is_archived:
        return "the repository is archived"
    return "the repository is a fork" if facts.is_fork else ""


def reason_in_files(snapshot: Snapshot) -> str:
    """Why nothing is opened where the default branch is so; empty if nothing speaks against it."""
    if snapshot.settings.paused:
        return "the app is paused"
    if SETTINGS_PATH in snapshot.paths:
        return f"there is a {SETTINGS_PATH}"
    return "" if _is_newsletter(snapshot) else "this seems to be no newsletter"


def _is_newsletter(snapshot: Snapshot) -> bool:
    """Whether there is a template, a draft or an edition, or a dated file where drafts lie."""
    layout = snapshot.around.layout
    own = {FileKind.TEMPLATE, FileKind.DRAFT}
    return any(
        layout.kind(path) in own
        or (path.startswith(f"{layout.drafts}/") and DATE.search(path))
        or (layout.kind(path) is FileKind.EDITION and layout.slug in path)
        for path in snapshot.paths
    )


async def _facts(context: JobContext) -> OnboardingFacts:
    repository, snapshot = context.repository, await context.snapshot()
    workflows = workflow_paths(snapshot.paths)[:MOST_WORKFLOWS]
    contents = await context.all_present(workflows)
    layout = snapshot.around.layout
    return OnboardingFacts(
        repository=repository.name,
        site=repository.site,
        branch=snapshot.branch,
        tip=snapshot.tip,
        slug=repository.app_slug,
        draft=f"{layout.drafts}/{layout.filename}",
        permissions=await repository.permissions(),
        board="" if (await repository.facts()).is_private else context.board,
        workflows=_commenting(contents),
    )


def _commenting(contents: Mapping[str, bytes | None]) -> tuple[str, ...]:
    return tuple(
        path
        for path, content in contents.items()
        if content is not None and seems_to_comment(content.decode(errors="replace"))
    )


async def _open(context: JobContext, text: str) -> int:
    """Make the branch, unless it was made before the app stopped, and open the pull request."""
    repository, snapshot = context.repository, await context.snapshot()
    change = FileChange(SETTINGS_PATH, example().encode())
    commit = await branch_with(context, ONBOARDING, change, f"Add {SETTINGS_PATH}")
    try:
        return await repository.create_pull(ONBOARDING, snapshot.branch, TITLE, text)
    except RequestRejected:
        await _remove(context, commit)
        raise


async def follow_onboarding(context: JobContext, pull: PullRequest) -> None:
    """Remove the branch of the onboarding pull request, once that is merged or closed."""
    if pull.head.name == ONBOARDING and await context.repository.tip(ONBOARDING) == pull.head.sha:
        await _remove(context, pull.head.sha)


async def _remove(context: JobContext, commit: str) -> None:
    try:
        await context.repository.move_branch(ONBOARDING, commit, None)
    except (NotFastForward, RequestRejected) as error:
        log.warning("%s: the branch %s stays: %s", context.repository.name, ONBOARDING, error)
