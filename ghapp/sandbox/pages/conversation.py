"""A conversation as the pages show it: comments, events and reviews, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghapp.sandbox.actions import reviewing
from ghapp.sandbox.diffs import Hunk, read_hunks
from ghapp.sandbox.pages.markdown import rendered
from ghapp.sandbox.state.conversation import (
    HostedComment,
    HostedIssue,
    HostedTimelineEvent,
    HostedUser,
)
from ghapp.sandbox.state.repositories import (
    HostedPull,
    HostedRepository,
    HostedReview,
    HostedReviewComment,
)

PHRASES = {
    "labeled": "added the label",
    "unlabeled": "removed the label",
    "closed": "closed this",
    "reopened": "reopened this",
    "merged": "merged this as",
    "renamed": "changed the title to",
    "head_ref_force_pushed": "force-pushed the branch",
    "base_ref_changed": "changed the base branch",
}


@dataclass(frozen=True)
class DiffComment:
    """A review comment with the piece of diff above it."""

    comment: HostedReviewComment
    hunk: Hunk | None
    html: str
    outdated: bool


@dataclass(frozen=True)
class ConversationEntry:
    """One thing in the conversation."""

    at: int
    kind: str
    author: HostedUser
    when: datetime
    html: str = ""
    phrase: str = ""
    detail: str = ""
    color: str = ""
    reactions: tuple[str, ...] = ()
    comments: tuple[DiffComment, ...] = ()


async def conversation(repository: HostedRepository, issue: HostedIssue) -> list[ConversationEntry]:
    """Comments, events and reviews, in the order in which they came."""
    entries = [_comment(comment) for comment in issue.comments]
    entries += [_event(event) for event in issue.timeline]
    if isinstance(issue, HostedPull):
        entries += [await _review(repository, issue, review) for review in issue.reviews]
    return sorted(entries, key=lambda entry: entry.at)


def _comment(comment: HostedComment) -> ConversationEntry:
    return ConversationEntry(
        comment.id,
        "comment",
        comment.author,
        comment.created_at,
        html=rendered(comment.body),
        reactions=tuple(EMOJI[reaction.content] for reaction in comment.reactions),
    )


def _event(event: HostedTimelineEvent) -> ConversationEntry:
    label = event.details.get("label", {})
    detail = label.get("name") or event.details.get("rename", {}).get("to", "")
    detail = detail or (event.details.get("commit_id") or "")[:7]
    return ConversationEntry(
        event.id,
        "event",
        event.actor.user,
        event.created_at,
        phrase=PHRASES.get(event.event, event.event.replace("_", " ")),
        detail=detail,
        color=label.get("color", ""),
    )


async def _review(
    repository: HostedRepository, pull: HostedPull, review: HostedReview
) -> ConversationEntry:
    mine = [one for one in pull.review_comments if one.review_id == review.id]
    comments = [await _diff_comment(repository, pull, one) for one in mine]
    return ConversationEntry(
        review.id,
        "review",
        review.author,
        review.submitted_at,
        html=rendered(review.body) if review.body else "",
        phrase=review.state.replace("_", " ").lower(),
        comments=tuple(comments),
    )


async def _diff_comment(
    repository: HostedRepository, pull: HostedPull, comment: HostedReviewComment
) -> DiffComment:
    place = await reviewing.anchor(repository, pull, comment)
    hunk = next(read_hunks(comment.diff_hunk), None)
    if hunk is not None:
        first = comment.start_line or comment.line
        shown = max(comment.line - first + 1, 4)
        hunk = Hunk(hunk.header, hunk.lines[-shown:])
    lines = _lines(repository, comment)
    return DiffComment(comment, hunk, rendered(comment.body, lines), place.line is None)


def _lines(repository: HostedRepository, comment: HostedReviewComment) -> list[str]:
    found = repository.git.commit(comment.commit_id)
    entry = repository.git.entry(found.tree, comment.path) if found else None
    data = repository.git.blob(entry.sha) if entry else None
    lines = (data or b"").decode("utf-8", "replace").splitlines()
    return lines[(comment.start_line or comment.line) - 1 : comment.line]


EMOJI = {
    "+1": "👍",
    "-1": "👎",
    "laugh": "😄",
    "confused": "😕",
    "heart": "❤️",
    "hooray": "🎉",
    "eyes": "👀",
    "rocket": "🚀",
}
