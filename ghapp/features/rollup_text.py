"""What the rollup says of itself: who is in it, who is not and why, and what people may do."""

from __future__ import annotations

from collections.abc import Sequence

from ghapp.features.merge_words import credited
from ghapp.features.rollup_pulls import LeftOutPull, RollupMember
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.ports.values import PullRequest

LONGEST_TITLE = 120
LONGEST = 60_000  # GitHub takes 65,536 characters
HOW = (
    "Work on the branch as on any other: what you reorder, reword or move stays as you leave it. A"
    " submission that you delete is out; `/undo N` takes a whole pull request out. Merge this with"
    " a merge commit, and all of them show as merged."
)


def rollup_title(members: Sequence[RollupMember]) -> str:
    """The title of the pull request."""
    return f"Rollup of {counted(len(members), 'pull request')}"


def rollup_body(
    members: Sequence[RollupMember],
    left_out: Sequence[LeftOutPull],
    partly: Sequence[int],
    notes: Sequence[str],
) -> str:
    """The text of the pull request.

    Args:
        members: who is in it.
        left_out: who is approved and not in it.
        partly: numbers of members of which some submissions were deleted on the branch.
        notes: on what people did to the branch.

    """
    lines = [_line(member, is_partly=member.pull.number in partly) for member in members]
    parts = ["\n".join(lines) or "Nothing that is approved can be merged."]
    if left_out:
        others = [f"- {_named(one.pull)}, because {one.reason}." for one in left_out]
        parts.append("\n".join(["**Left out:**", *others]))
    parts += [*notes, HOW]
    return "\n\n".join(parts)[:LONGEST]


def _line(member: RollupMember, *, is_partly: bool) -> str:
    sections = ", ".join(code_span(title) for title in sorted(member.section_titles))
    where = f", in {sections}" if sections else ""
    lost = "; some of it was deleted on this branch" if is_partly else ""
    return f"- {_named(member.pull)}{where}{lost}"


def _named(pull: PullRequest) -> str:
    """A pull request with words of strangers, which notify nobody and link to nothing."""
    title = code_span(pull.title[:LONGEST_TITLE]) if pull.title.strip() else "no title"
    return f"#{pull.number} by {code_span(pull.author)}: {title}"


def rollup_message(members: Sequence[RollupMember]) -> str:
    """The message of the commit: numbers, sections and authors, no other words of strangers."""
    lines = [
        f"- #{member.pull.number}: {', '.join(sorted(member.section_titles)) or 'no section'}"
        for member in members
    ]
    trailers = credited([member.pull for member in members])
    return "\n".join([rollup_title(members), "", *lines, "", *trailers])
