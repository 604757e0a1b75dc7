"""Where pull requests left the main line, told for a stretch of history at once.

Asking git costs a process each, which takes longer than reading the pull request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_COMMITS = 100  # of one pull request that are looked through


class MainLine:
    """The first-parent history of a tip, and what has come into it with each of its commits."""

    def __init__(self, parents: Mapping[str, Sequence[str]], tip: str, oldest: str) -> None:
        """Look through the stretch once.

        Args:
            parents: of each commit that leads to the tip, but for those that lead to the oldest.
            tip: the last commit of the main line.
            oldest: the first one of it that is asked for.

        """
        self._parents = parents
        line = [tip]
        while line[-1] != oldest and (first := parents.get(line[-1], ())[:1]):
            line += first
        found = reversed(line) if line[-1] == oldest else ()  # which may be on another line
        self._positions = {sha: position for position, sha in enumerate(found)}
        self._came_with: dict[str, int] = {}  # the position of the first that has a commit in it
        for sha, position in self._positions.items():
            self._add(sha, position)

    def _add(self, sha: str, position: int) -> None:
        new = [sha]
        while new:
            commit = new.pop()
            if commit in self._parents and commit not in self._came_with:
                self._came_with[commit] = position
                new += self._parents[commit]

    def left_by(self, base: str, head: str) -> str | None:
        """The commit at which a head that was merged left a base.

        Returns:
            The only best common ancestor, as `git merge-base` has it; None where that is harder to
            tell: of a head with merges of its own, or of what is not in this stretch.

        """
        if base not in self._positions or head not in self._parents:
            return None
        commit = head
        for _ in range(MOST_COMMITS):
            # What is not in the stretch led to its beginning, and so to each base.
            if self._came_with.get(commit, 0) <= self._positions[base]:
                return commit
            if len(self._parents[commit]) != 1:
                return None
            commit = self._parents[commit][0]
        return None
