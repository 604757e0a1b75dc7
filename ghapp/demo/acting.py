"""One pull request of the demo: opened, followed until the app has settled, and told in a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ghapp.demo.play import Act
from ghapp.demo.running import Running
from ghapp.sandbox import SandboxPull, SandboxRepository

MARKS = {"success": "✓", "neutral": "•", "failure": "✗"}


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What became of one pull request by the time the app had settled."""

    pull: SandboxPull
    found: tuple[str, ...]
    is_expected: bool


async def perform(
    app: Running, repository: SandboxRepository, act: Act, say: Callable[[str], None]
) -> ActOutcome:
    """Open a pull request, and tell what the app did."""
    pull = await repository.open_pull(
        author=act.author,
        title=act.title.strip(),
        branch=f"patch-{len(repository.pulls) + 1}",
        files=act.changes,
        from_fork=True,
    )
    await app.settled()
    runs = [run for run in pull.check_runs if run.name == "newsletter"]
    found = tuple(dict.fromkeys(str(a["title"]) for run in runs[-1:] for a in run.annotations))
    outcome = _outcome(act, pull, found)
    say(_line(outcome, runs[-1].conclusion if runs else None))
    return outcome


def _outcome(act: Act, pull: SandboxPull, found: tuple[str, ...]) -> ActOutcome:
    spoke = bool(pull.comments or pull.review_comments)
    is_expected = (
        frozenset(found) == act.rules
        and pull.labels == act.labels
        and spoke == ("needs fixes" in act.labels)
    )
    return ActOutcome(pull, found, is_expected)


def _line(outcome: ActOutcome, conclusion: str | None) -> str:
    pull = outcome.pull
    mark = MARKS.get(conclusion or "", "?")
    labels = ", ".join(sorted(pull.labels)) or "no label"
    suggested = sum("suggestion" in comment.body for comment in pull.review_comments)
    said = f": {', '.join(outcome.found)}" if outcome.found else ""
    clicks = f" ({suggested} suggested)" if suggested else ""
    surprise = "" if outcome.is_expected else "  <-- unexpected"
    return f"  {mark} #{pull.number:<3}{pull.title:24} {labels}{said}{clicks}{surprise}"
