"""What a repository allows: its ways of merging, and the rules of its branches."""

from __future__ import annotations

from dataclasses import dataclass

MERGE, SQUASH, REBASE = "merge", "squash", "rebase"
METHODS = (MERGE, SQUASH, REBASE)


@dataclass(frozen=True)
class BranchRules:
    """A ruleset that takes changes to a branch through pull requests only."""

    id: int
    allowed_methods: tuple[str, ...] = METHODS
    required_approvals: int = 0
    required_checks: tuple[str, ...] = ()
    linear_history: bool = False
    merge_queue: bool = False
