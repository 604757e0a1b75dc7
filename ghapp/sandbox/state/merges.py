"""Merges that somebody asked for, and those that GitHub does in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class MergeRequest:
    """How somebody wants a pull request merged."""

    method: str = "merge"
    title: str | None = None
    message: str | None = None
    sha: str | None = None


@dataclass(eq=False)
class HostedMerge:
    """A merge in the background: what was asked for, and what became of it."""

    uuid: str
    request: MergeRequest
    action: str
    head_sha: str
    bypass_rules: bool
    status: str = "pending"
    failure: str = ""

    @property
    def at_its_head(self) -> MergeRequest:
        """The request, bound to the head that stood when it was made."""
        return replace(self.request, sha=self.head_sha)
