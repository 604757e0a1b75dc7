"""One pull request brought to the state it should be in: read, judged, and only then written."""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from ghapp.features.check_run import check_result, write_check_run
from ghapp.features.contents import is_complete, read_contents
from ghapp.features.default_branch import DefaultBranch
from ghapp.features.labels import write_labels
from ghapp.features.report import write_report
from ghapp.features.suggestions import make_suggestions
from ghapp.ports.errors import NotFastForward, RequestRejected, TransientError
from ghapp.ports.events import PullChanged
from ghapp.ports.jobs import World
from ghapp.ports.store import PullFacts, Submitted
from ghapp.ports.values import Permission, PullRequest
from ghapp.review.assessment import Assessment, assess
from ghapp.rules.context import Other

# A person did something to the pull request: from now on the app may speak in it.
SPEAKING = frozenset({"pull_request.opened", "pull_request.synchronize", "pull_request.reopened"})

log = logging.getLogger(__name__)

Step = Callable[[PullFacts], Awaitable[PullFacts]]


@dataclass(frozen=True, slots=True)
class JudgedPull:
    """An open pull request with what the app thinks of its present head."""

    pull: PullRequest
    is_complete: bool  # False where there were too many files to look at them all
    assessment: Assessment


async def judge_pull(world: World, branch: DefaultBranch, number: int) -> JudgedPull | None:
    """Read and judge a pull request; None when there is nothing for the app to do in it."""
    pull = await world.repository.pull(number)
    if not pull.is_open:
        return None
    sight = await branch.see(world)
    if pull.base.name != sight.branch or sight.settings.paused:
        return None
    try:
        comparison = await world.repository.comparison(sight.tip, pull.head.sha, number)
    except NotFastForward as moved:
        raise TransientError(str(moved)) from moved
    layout = sight.settings.layout
    files = await read_contents(world.repository, comparison, layout)
    others = [
        Other(one.number, one.author, one.addresses)
        for one in await world.store.submitted(world.repository.name)
        if one.number < number
    ]
    around = replace(sight.around, author=pull.author, others=tuple(others))
    # In a thread: a draft of two megabytes takes seconds, in which GitHub waits for answers.
    assessment = await to_thread(assess, files, around)
    if _depends_on_who_it_is(assessment) and await _is_editor(world, pull.author):
        assessment = await to_thread(assess, files, replace(around, is_editor=True))
    return JudgedPull(pull, is_complete(comparison, layout), assessment)


def _depends_on_who_it_is(assessment: Assessment) -> bool:
    return any(p.spares_editors for file in assessment.files for p in file.problems)


async def _is_editor(world: World, login: str) -> bool:
    return await world.repository.permission(login) >= Permission.WRITE


async def reconcile(world: World, branch: DefaultBranch, event: PullChanged) -> None:
    """Bring labels, check run, suggestions and report of a pull request up to date.

    Raises:
        Exception: the last failure of one of the steps; the others were done.

    """
    judged = await judge_pull(world, branch, event.number)
    if judged is None:
        gone = Submitted(event.number, "", frozenset())
        await world.store.keep_submitted(world.repository.name, gone)
        return
    pull, assessment = judged.pull, judged.assessment
    submitted = Submitted(pull.number, pull.author, assessment.submitted)
    await world.store.keep_submitted(world.repository.name, submitted)
    facts = await world.store.pull_facts(world.repository.name, pull.number)
    if event.reason in SPEAKING or facts.muted_head != pull.head.sha:
        facts = replace(facts, muted_head="")
    result = check_result(assessment, complete=judged.is_complete)
    steps: list[tuple[str, Step]] = [
        ("labels", lambda f: write_labels(world, pull, f, assessment.labels)),
        ("check run", lambda f: write_check_run(world, pull, f, result, event.reason)),
    ]
    if not facts.muted_head:
        steps += [
            ("suggestions", lambda f: make_suggestions(world, pull, f, assessment)),
            ("report", lambda f: write_report(world, pull, f, assessment)),
        ]
    await _take(world, pull, facts, steps)


async def _take(
    world: World, pull: PullRequest, facts: PullFacts, steps: list[tuple[str, Step]]
) -> None:
    """Take each step, keeping what it leaves to remember; one failing does not stop the next."""
    failure: Exception | None = None
    name = world.repository.name
    for what, step in steps:
        known = await world.store.pull_facts(name, pull.number)
        start = replace(known, muted_head=facts.muted_head)
        try:
            after = await step(start)
        except TransientError as passing:
            log.warning("%s#%d: %s failed, to be tried again: %s", name, pull.number, what, passing)
            failure = passing
            continue
        except RequestRejected as refusal:
            log.error("%s#%d: %s refused by GitHub: %s", name, pull.number, what, refusal)
            continue
        except Exception as error:
            log.exception("%s#%d: %s failed (%s)", name, pull.number, what, world.key)
            failure = error
            continue
        if after != known:
            await world.store.keep_pull_facts(name, pull.number, after)
    if failure is not None:
        raise failure
