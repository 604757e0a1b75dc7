"""What the app makes of merges that git could not make, beside what a person made of them.

    python benchmarks/resolved.py CLONE [SINCE] [--list]     any clone, with its history

These are the merge commits of two parents, since a day (a year before the last commit unless it is
named), in which git finds a conflict in a draft. The truth is what the parents have: a link that
one of them adds has to be there, one that one of them takes out has not, and none more often than
before. A page that both propose, in other words or elsewhere, counts as doubled if it is there
twice: the app keeps both and says so.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.problem import LocalProblem
from ghapp.local.reasons import reason_of
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.template import Template
from ghapp.review.merging import CannotMerge, merge_versions
from ghapp.settings.tree import Settings

YEAR = timedelta(days=365)
LINK = re.compile(r"\]\(<?([^\s<>()]+)")
MARKER = re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE)


@dataclass
class GitConflict:
    """One draft of a merge that git could not make: the texts of all who had a hand in it."""

    commit: str
    path: str
    base: str
    ours: str
    theirs: str
    result: str


@dataclass
class DraftsScore:
    """What came of all drafts."""

    lost: int = 0
    doubled: int = 0
    markers: int = 0
    listed: list[str] = field(default_factory=list)

    def add(self, draft: GitConflict, result: str) -> None:
        """Count the links that a result lacks, or has too often."""
        found = Counter(LINK.findall(result))
        for link, least, most in wanted(draft):
            self.lost += max(0, least - found[link])
            self.doubled += max(0, found[link] - most)
            if not least <= found[link] <= most:
                what = "lacks" if found[link] < least else "doubles"
                self.listed.append(f"{draft.commit[:10]} {draft.path} {what} {link}")
        had = any(MARKER.search(text) for text in (draft.ours, draft.theirs))
        self.markers += not had and MARKER.search(result) is not None


def wanted(draft: GitConflict) -> Iterator[tuple[str, int, int]]:
    """How often each link should be there, at least and at most."""
    base, ours, theirs = (Counter(LINK.findall(t)) for t in (draft.base, draft.ours, draft.theirs))
    for link in base.keys() | ours.keys() | theirs.keys():
        before, mine, other = base[link], ours[link], theirs[link]
        if mine == before or other == before:
            yield link, mine + other - before, mine + other - before
        elif mine > before and other > before:
            yield link, max(mine, other), max(mine, other)
        else:
            yield link, min(mine, other), max(mine, other)


def drafts(clone: Clone, since: str) -> Iterator[GitConflict]:
    """The drafts that a person has merged because git could not."""
    writer, layout = CommitWriter(clone.path), Settings().layout
    for commit, ours, theirs in merges(clone, since):
        try:
            base = clone.merge_base(ours, theirs)
            conflicts = writer.merge_tree(ours, theirs).conflicts
        except LocalProblem:
            continue
        for path in conflicts:
            texts = [clone.file(one, path) for one in (base, ours, theirs, commit)]
            if layout.kind(path) is FileKind.DRAFT and None not in texts:
                yield GitConflict(
                    commit, path, *((text or b"").decode(errors="replace") for text in texts)
                )


def merges(clone: Clone, since: str) -> list[tuple[str, str, str]]:
    """The merge commits of two parents: each with them."""
    options = ["--merges", "--max-parents=2", f"--since={since}T00:00:00Z", "--parents", "HEAD"]
    command = ["git", "-C", str(clone.path), "rev-list", *options]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [(line.split()[0], line.split()[1], line.split()[2]) for line in lines]


def main(place: Path, since: str | None, *, is_listed: bool) -> None:
    """Print both scores."""
    app, people, rest = (
        DraftsScore(),
        DraftsScore(),
        DraftsScore(),
    )  # the rest: a person's, where the app has none
    reasons: list[str] = []
    with Clone(place) as clone:
        template = Template(
            (clone.file(clone.commit("HEAD"), "draft/DRAFT_TEMPLATE") or b"").decode()
        )
        newest = clone.time_of(clone.commit("HEAD"))
        day = since or (newest - YEAR).date().isoformat()
        found = list(drafts(clone, day))
        for draft in found:
            texts = (Version(text, template) for text in (draft.base, draft.ours, draft.theirs))
            try:
                app.add(draft, merge_versions(draft.path, *texts).text)
            except CannotMerge as problem:
                reasons.append(f"{draft.commit[:10]} {reason_of(problem)}")
                rest.add(draft, draft.result)
            else:
                people.add(draft, draft.result)
    alone = len(found) - len(reasons)
    print(f"{len(found)} drafts since {day} in which git found a conflict")
    print(f"  resolved by the app alone: {alone} ({alone / max(len(found), 1):.1%})")
    for name, score in (("the app", app), ("people, in the same", people), ("people else", rest)):
        print(
            f"  {name:20} links lost {score.lost}, doubled {score.doubled};"
            f" drafts with conflict markers {score.markers}"
        )
    if is_listed:
        print("left to people:", *reasons, sep="\n  ")
        print("the app:", *app.listed, sep="\n  ")
        print("people:", *people.listed, *rest.listed, sep="\n  ")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--list"]
    if not words:
        sys.exit(f"usage: python {sys.argv[0]} CLONE [SINCE] [--list]")
    main(Path(words[0]), words[1] if len(words) > 1 else None, is_listed="--list" in sys.argv)
