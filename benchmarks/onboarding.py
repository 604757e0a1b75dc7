"""What onboarding costs on a repository with 8,000 pull requests and 670 editions.

    python benchmarks/onboarding.py CLONE [TEXT]    a clone of a newsletter, with its history

The embedded GitHub serves the clone; its merge commits are the merged pull requests, and others
that nobody merged make up the number, as older editions do. Then the app is installed. Printed are
the seconds until its pull request is open, and its requests by kind. The pull request's text is
written to the file TEXT.
"""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from ghapp.demo.running import Options, Running, running
from ghapp.local.clone import Clone
from ghapp.local.replay import ReplayOptions, history
from ghapp.sandbox import SandboxRepository
from ghapp.sandbox.state.repositories import HostedPull

NAME = "local/newsletter"
PULLS = 8000
EDITIONS = 670


async def measure(clone: Path) -> str:
    """Install the app, print what that cost, and return the text of its pull request."""
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), Options()) as app:
            repository = await app.sandbox.create_repository(NAME, from_clone=clone)
            await add_editions(repository)
            merged = add_pulls(app, repository, clone)
            files = repository.paths(repository.state.default_branch)
            editions = sum(path.startswith("content/") for path in files)
            print(f"{len(repository.pulls)} pull requests, {merged} merged; {editions} editions")
            start, before = time.monotonic(), len(app.sandbox.requests)
            await repository.install_app()
            await app.settled()
            seconds = time.monotonic() - start
            report(app, seconds, before)
            opened = repository.pulls[-1]
            print(f"#{opened.number}: {opened.title}: {len(opened.body)} characters")
            return opened.body


def report(app: Running, seconds: float, before: int) -> None:
    """Print the seconds, and the requests by kind."""
    made = app.sandbox.requests[before:]
    kinds = Counter(f"{one.method} {kind(one.path)}" for one in made)
    print(f"{seconds:.1f} s, {len(made)} requests")
    for name, count in kinds.most_common():
        print(f"{count:6}  {name}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:.0f} MB at most, app and embedded GitHub together")


def kind(path: str) -> str:
    """What a request is about, without the names in its path."""
    parts = path.partition("?")[0].partition(NAME)[2].split("/")
    return "/".join(parts[1:3]) if parts[1:2] == ["git"] else "/".join(parts[1:2]) or path


async def add_editions(repository: SandboxRepository) -> None:
    """Bring the editions to the number that is asked for, by older ones."""
    branch = repository.state.default_branch
    there = [path for path in repository.paths(branch) if path.startswith("content/")]
    first = date(2013, 1, 1)
    made = {
        f"content/{first - timedelta(weeks=week)}-this-week-in-rust.md": f"Number: {-week}\n"
        for week in range(EDITIONS - len(there))
    }
    if made:
        await repository.push(branch, made)


def add_pulls(app: Running, repository: SandboxRepository, clone: Path) -> int:
    """Records of the pull requests that were merged, and of others that were not."""
    state, user = repository.state, app.sandbox.user("ferris")

    def add(number: int, head: str, base: str, **more: object) -> HostedPull:
        pull = HostedPull(
            id=10_000_000 + number,
            number=number,
            title="A link",
            body="",
            author=user,
            state="closed",
            base_ref=state.default_branch,
            base_sha=base,
            head_repository=state,
            head_owner=user,
            head_ref=f"patch-{number}",
            head_sha=head,
            **more,
        )
        state.issues[number] = pull
        return pull

    with Clone(clone) as opened:
        for one, commit in merges(opened):
            at = opened.time_of(commit)
            moments = dict.fromkeys(("created_at", "updated_at", "closed_at", "merged_at"), at)
            add(one.number, one.head, one.base, merge_commit_sha=commit, **moments)
    merged = len(state.issues)
    last = next(reversed(state.issues.values()))
    free = (number for number in range(1, 10 * PULLS) if number not in state.issues)
    for number in free:
        if len(state.issues) >= PULLS:
            break
        moments = dict.fromkeys(("created_at", "updated_at", "closed_at"), last.created_at)
        add(number, last.head_sha, last.base_sha, **moments)
    return merged


def merges(clone: Clone):
    """The merged pull requests of a clone, each with the commit that brought it in."""
    commits = {
        (parents.split()[0], parents.split()[-1]): commit
        for commit, parents, _ in clone.first_parents(None, None)
        if parents
    }
    for one in history(clone, ReplayOptions()):
        commit = commits.get((one.base, one.head), one.head)
        yield one, commit


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).exists():
        sys.exit("skipped: needs a clone of a newsletter's repository")
    shown = asyncio.run(measure(Path(sys.argv[1])))
    for name in sys.argv[2:]:
        Path(name).write_text(shown)
