"""Where branches parted and what one has beyond others, worked out of commits at hand.

Git gives the same answers, for a process each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ghapp.sandbox.objects import GitCommit

Commits = Mapping[str, GitCommit]


def ancestors(commits: Commits, heads: Iterable[str]) -> set[str]:
    """These commits and all that lead to them; raises KeyError for one that is not at hand."""
    found: set[str] = set()
    ahead = [*heads]
    while ahead:
        sha = ahead.pop()
        if sha not in found:
            found.add(sha)
            ahead += commits[sha].parents
    return found


def merge_bases(commits: Commits, one: str, other: str) -> set[str]:
    """The best common ancestors: those that no other common ancestor has among its own."""
    common = ancestors(commits, [one]) & ancestors(commits, [other])
    return common.difference(*(commits[sha].parents for sha in common))


def commits_beyond(commits: Commits, bases: Iterable[str], head: str) -> list[str]:
    """The commits in `head` that are in none of `bases`, as topologically sorted by git."""
    found = ancestors(commits, [head]) - ancestors(commits, bases)
    children = Counter(parent for sha in found for parent in commits[sha].parents)
    order, ready = [], [head] if found else []
    while ready:
        order.append(ready.pop())
        for parent in commits[order[-1]].parents:
            children[parent] -= 1
            if parent in found and not children[parent]:
                ready.append(parent)
    return order[::-1]
