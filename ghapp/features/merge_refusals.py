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


async def obstacle(repository: Repository, rules: MergeRules, head: str, said: str) -> Obstacle:
    """What keeps GitHub from merging a head.

    Args:
        repository: to ask for the checks.
        rules: of the branch.
        head: the commit that was to be merged.
        said: GitHub's own words, which are not the same everywhere.

    """
    if rules.required_checks:
        passed = await repository.passed_checks(head)
        failed = sorted(name for name in rules.required_checks if passed.get(name) is False)
        if failed:
            named = _named(failed)
            return Obstacle(f"The rules of the branch ask for {named}, which did not pass.")
        waiting = sorted(name for name in rules.required_checks if passed.get(name) is None)
        if waiting:
            return Obstacle(f"The rules of the branch ask for {_named(waiting)}.", may_pass=True)
    if rules.required_approvals:
        wanted = counted(rules.required_approvals, "approving review")
        return Obstacle(f"The rules of the branch ask for {wanted}, given with GitHub's button.")
    words = code_span(" ".join(said.split())[:LONGEST])
    return Obstacle(f"GitHub says {words}.", passes_soon=True)


def _named(checks: list[str]) -> str:
    return ("the check " if len(checks) == 1 else "the checks ") + ", ".join(map(code_span, checks))
