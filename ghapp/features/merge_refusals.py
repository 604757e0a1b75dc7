"""Why GitHub refused a merge and whether waiting helps: by the rules, as its words change."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.ports.repository import Repository
from ghapp.ports.values import MergeRules

LONGEST = 300  # characters of GitHub's own words


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a merge, to the editor who asked for it."""

    text: str  # sentences
    passes_soon: bool = False  # within a minute, by itself
    may_pass: bool = False  # within hours, by itself


async def obstacle(
    repository: Repository, rules: MergeRules, offered: tuple[int, str], said: str
) -> Obstacle:
    """What keeps GitHub from merging a pull request.

    Args:
        repository: to ask for checks and reviews.
        rules: of the branch.
        offered: the number of the pull request, and the head that was to be merged.
        said: GitHub's own words, which are not the same everywhere.

    """
    number, head = offered
    if rules.required_checks:
        passed = await repository.passed_checks(head)
        failed = sorted(name for name in rules.required_checks if passed.get(name) is False)
        if failed:
            named = _named(failed)
            return Obstacle(f"The rules of the branch ask for {named}, which did not pass.")
        waiting = sorted(name for name in rules.required_checks if passed.get(name) is None)
        if waiting:
            return Obstacle(f"The rules of the branch ask for {_named(waiting)}.", may_pass=True)
    wants = rules.required_approvals
    if wants and len(await repository.approving_reviews(number)) < wants:
        wanted = counted(wants, "approving review")
        return Obstacle(f"The rules of the branch ask for {wanted}, given with GitHub's button.")
    words = code_span(" ".join(said.split())[:LONGEST])
    return Obstacle(f"GitHub says {words}.", passes_soon=True)


def _named(checks: list[str]) -> str:
    return ("the check " if len(checks) == 1 else "the checks ") + ", ".join(map(code_span, checks))
