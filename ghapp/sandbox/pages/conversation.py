"""A conversation as the pages show it: comments, events and reviews, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ghapp.sandbox.actions import reviewing
from ghapp.sandbox.diffs import Hunk, read_hunks
from ghapp.sandbox.pages.markdown import rendered
from ghapp.sandbox.pages.phrases import EMOJI, PHRASES, VERDICTS
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
    commit: str = ""
    reactions: tuple[tuple[str, str], ...] = ()  # each with who reacted
    comments: tuple[DiffComment, ...] = ()


async def conversation(repository: HostedRepository, issue: HostedIssue) -> list[ConversationEntry]:
    """Comments, events and reviews, in the order in which they came."""
    entries = [_comment(repository, comment) for comment in issue.comments]
    entries += [_event(event) for event in _shown(issue.timeline)]
    if isinstance(issue, HostedPull):
        entries += [await _review(repository, issue, review) for review in issue.reviews]
    return sorted(entries, key=lambda entry: entry.at)


def _comment(repository: HostedRepository, comment: HostedComment) -> ConversationEntry:
    return ConversationEntry(
        comment.id,
        "comment",
        comment.author,
        comment.created_at,
        html=rendered(comment.body, _home(repository)),
        reactions=tuple((EMOJI[one.content], one.user.login) for one in comment.reactions),
    )


def _home(repository: HostedRepository) -> str:
    return f"/{repository.full_name}"


def _shown(timeline: Sequence[HostedTimelineEvent]) -> list[HostedTimelineEvent]:
    """The events, but for the closing that is part of a merge."""
    merged = next((event.id for event in timeline if event.event == "merged"), None)
    return [
        event
        for event in timeline
        if merged is None or event.id <= merged or event.event != "closed"
    ]


def _event(event: HostedTimelineEvent) -> ConversationEntry:
    label = event.details.get("label", {})
    detail = label.get("name") or event.details.get("rename", {}).get("to", "")
    commit = event.details.get("commit_id") or ""
    return ConversationEntry(
        event.id,
        "event",
        event.actor.user,
        event.created_at,
        phrase=PHRASES.get(event.event, event.event.replace("_", " ")),
        detail=detail,
        color=label.get("color", ""),
        commit=commit,
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
        html=rendered(review.body, _home(repository)) if review.body else "",
        phrase=VERDICTS.get(review.state, "reviewed"),
        detail=review.state.lower(),
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
    html = rendered(comment.body, _home(repository), lines)
    return DiffComment(comment, hunk, html, place.line is None)


def _lines(repository: HostedRepository, comment: HostedReviewComment) -> list[str]:
    found = repository.git.commit(comment.commit_id)
    entry = repository.git.entry(found.tree, comment.path) if found else None
    data = repository.git.blob(entry.sha) if entry else None
    lines = (data or b"").decode("utf-8", "replace").splitlines()
    return lines[(comment.start_line or comment.line) - 1 : comment.line]
