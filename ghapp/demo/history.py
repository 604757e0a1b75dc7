"""The last pull requests of a real clone, opened again as if they had not been merged yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ghapp.demo.running import Running
from ghapp.local.clone import Clone
from ghapp.sandbox import SandboxRepository

MERGED = re.compile(r"Merge pull request #(\d+) from ([^/]+)/(.+)")
MOST = 8


@dataclass(frozen=True, slots=True)
class Merged:
    """A pull request that was merged: where it began, its head, and whose it was."""

    base: str
    head: str
    owner: str
    title: str


def last_merged(path: Path) -> list[Merged]:
    """The last pull requests that were merged with a merge commit, oldest first."""
    found = []
    with Clone(path) as clone:
        for _, parents, subject in clone.first_parents(None, None):
            match = MERGED.match(subject)
            shas = parents.split()
            if match and len(shas) == 2:
                title = f"Formerly #{match[1]}, {match[3]}"
                found.append(Merged(shas[0], shas[1], match[2], title))
    return found[-MOST:]


async def play(app: Running, path: Path, say: Callable[[str], None]) -> bool:
    """Open the last pull requests of a clone again; whether the app judged each of them."""
    merged = last_merged(path)
    repository = await app.sandbox.create_repository("local/clone", from_clone=path)
    repository.set_permission("editor", "write")
    if merged:  # back to when none of them was merged
        await repository.set_branch(repository.state.default_branch, merged[0].base)
    await repository.install_app()
    await app.settled()
    say(f"{path} at {app.sandbox.url}/local/clone/pulls\n")
    if not merged:
        say("Its history has no merged pull request, so none was opened again.")
    for pull in repository.pulls:
        say(f"  #{pull.number:<3}{pull.title}, opened by the app: it is new here")
    judged = [await _open(app, repository, one, say) for one in merged]
    return all(judged)


async def _open(
    app: Running, repository: SandboxRepository, merged: Merged, say: Callable[[str], None]
) -> bool:
    pull = await repository.open_pull(
        author=merged.owner,
        title=merged.title,
        branch=f"was-{merged.head[:7]}",
        files={},
        start=merged.head,
    )
    await app.settled()
    labels = ", ".join(sorted(pull.labels)) or "no label"
    found = dict.fromkeys(str(a["title"]) for run in pull.check_runs for a in run.annotations)
    said = f": {', '.join(found)}" if found else ""
    say(f"  #{pull.number:<3}{pull.title[:40]:42}{labels}{said}")
    return bool(pull.check_runs)
