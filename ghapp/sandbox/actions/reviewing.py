"""Reviews: comments that must lie on the diff, and that go out of date when it changes."""

from dataclasses import dataclass

from ghapp.sandbox.actions import pull_facts
from ghapp.sandbox.diffs import FileChange, Hunk
from ghapp.sandbox.errors import ApiError, unprocessable
from ghapp.sandbox.payloads.pulls import Anchor
from ghapp.sandbox.site import Site
from ghapp.sandbox.state import Actor, PullRequest, Repository, Review, ReviewComment

STATES = {
    "COMMENT": "COMMENTED",
    "APPROVE": "APPROVED",
    "REQUEST_CHANGES": "CHANGES_REQUESTED",
}
BLANK_HUNK = "Pull request review thread diff hunk can't be blank"


@dataclass(frozen=True)
class Draft:
    """One comment of a review that is about to be made."""

    path: str
    body: str
    line: int | None = None
    side: str = "RIGHT"
    start_line: int | None = None
    start_side: str | None = None
    position: int | None = None


async def create_review(
    site: Site,
    repository: Repository,
    pull: PullRequest,
    actor: Actor,
    event: str,
    body: str = "",
    drafts: tuple[Draft, ...] = (),
    commit_id: str | None = None,
) -> Review:
    """Makes a review; one comment that lies nowhere refuses it all, without saying which."""
    _refuse_event(pull, actor, event, body, drafts)
    commit = commit_id or pull.head_sha
    known = await pull_facts.commits(repository, pull)
    if commit not in known:
        raise unprocessable("The provided commit_id is not part of the pull request")
    start = await pull_facts.merge_base(repository, pull, commit)
    changes = {change.path: change for change in await repository.git.diff(start, commit)}
    placed = [(_placed(draft, changes), draft) for draft in drafts]
    now = site.world.now()
    review = Review(site.world.next_id(), actor.user, body, STATES[event], commit, now)
    pull.reviews.append(review)
    pull.updated_at = now
    for (draft, hunk), _ in placed:
        assert draft.line is not None
        pull.review_comments.append(
            ReviewComment(
                id=site.world.next_id(),
                review_id=review.id,
                author=actor.user,
                body=draft.body,
                path=draft.path,
                side=draft.side,
                line=draft.line,
                start_side=draft.start_side if draft.start_line else None,
                start_line=draft.start_line,
                commit_id=commit,
                diff_hunk=excerpt(hunk, draft.side, draft.line),
                created_at=now,
                updated_at=now,
            )
        )
    return review


def reply(
    site: Site, pull: PullRequest, to: ReviewComment, body: str, actor: Actor
) -> ReviewComment:
    """Answers a review comment in its thread."""
    now = site.world.now()
    review = Review(site.world.next_id(), actor.user, "", "COMMENTED", pull.head_sha, now)
    pull.reviews.append(review)
    comment = ReviewComment(
        id=site.world.next_id(),
        review_id=review.id,
        author=actor.user,
        body=body,
        path=to.path,
        side=to.side,
        line=to.line,
        start_side=to.start_side,
        start_line=to.start_line,
        commit_id=to.commit_id,
        diff_hunk=to.diff_hunk,
        created_at=now,
        updated_at=now,
        in_reply_to=to.in_reply_to or to.id,
    )
    pull.review_comments.append(comment)
    return comment


async def anchor(repository: Repository, pull: PullRequest, comment: ReviewComment) -> Anchor:
    """Where a review comment stands in the present diff; without a line when it is outdated."""
    start = await pull_facts.merge_base(repository, pull, comment.commit_id)
    before = await _change(repository, start, comment.commit_id, comment.path)
    original = _position(before, comment.side, comment.line)
    line: int | None = comment.line
    first = comment.start_line
    if comment.side == "RIGHT" and comment.commit_id != pull.head_sha:
        since = await _change(repository, comment.commit_id, pull.head_sha, comment.path)
        top = first or comment.line
        shift = _shift(since, top, comment.line)
        line = None if shift is None else comment.line + shift
        first = None if shift is None or first is None else first + shift
    now = await _change(
        repository, await pull_facts.merge_base(repository, pull), pull.head_sha, comment.path
    )
    position = _position(now, comment.side, line) if line is not None else None
    if position is None:
        return Anchor(comment.commit_id, None, None, None, original)
    return Anchor(pull.head_sha, line, first, position, original)


def excerpt(hunk: Hunk, side: str, line: int) -> str:
    """The hunk down to the commented line, as `diff_hunk` shows it."""
    rows = [hunk.header]
    for row in hunk.lines:
        rows.append(row.mark + row.text)
        if line == (row.new if side == "RIGHT" else row.old):
            break
    return "\n".join(rows)


def find_review_comment(
    repository: Repository, number: int
) -> tuple[PullRequest, ReviewComment] | None:
    """The review comment with that identifier, and its pull request."""
    for pull in repository.pulls:
        for comment in pull.review_comments:
            if comment.id == number:
                return pull, comment
    return None


def _refuse_event(
    pull: PullRequest, actor: Actor, event: str, body: str, drafts: tuple[Draft, ...]
) -> None:
    if event not in STATES:
        raise unprocessable("Variable $event of type PullRequestReviewEvent was provided invalid value")
    if event != "COMMENT" and actor.user is pull.author:
        verb = "approve" if event == "APPROVE" else "request changes on"
        raise unprocessable(f"Can not {verb} your own pull request")
    if event != "APPROVE" and not body and not (drafts and event == "COMMENT"):
        raise unprocessable("Review body can't be blank")
    if any(not draft.body.strip() for draft in drafts):
        raise unprocessable("Body can't be blank")


def _placed(draft: Draft, changes: dict[str, FileChange]) -> tuple[Draft, Hunk]:
    change = changes.get(draft.path)
    if change is None:
        raise unprocessable("Path could not be resolved")
    if draft.line is None and draft.position is not None:
        draft = _at_position(draft, change)
    if draft.line is None:
        raise ApiError(422, 'Invalid request.\n\nNo subschema in "oneOf" matched.')
    hunk = change.hunk_with(draft.side, draft.line) if change.patch is not None else None
    if hunk is None:
        raise unprocessable("Line could not be resolved")
    if draft.start_line is not None:
        side = draft.start_side or draft.side
        if draft.start_line >= draft.line and side == draft.side:
            raise unprocessable(
                "Pull request review thread start line must precede the end line."
            )
        if not hunk.has(side, draft.start_line):
            raise unprocessable(
                "Pull request review thread start line must be part of the same hunk as the line."
            )
        draft = Draft(
            draft.path, draft.body, draft.line, draft.side, draft.start_line, side
        )
    return draft, hunk


def _at_position(draft: Draft, change: FileChange) -> Draft:
    at = 0
    for index, hunk in enumerate(change.hunks):
        at += index > 0
        for row in hunk.lines:
            at += 1
            if at == draft.position:
                side = "LEFT" if row.mark == "-" else "RIGHT"
                return Draft(draft.path, draft.body, row.new or row.old, side)
    raise unprocessable("Position could not be resolved", BLANK_HUNK)


def _position(change: FileChange | None, side: str, line: int) -> int | None:
    at = 0
    for index, hunk in enumerate(change.hunks if change else ()):
        at += index > 0
        for row in hunk.lines:
            at += 1
            if line == (row.new if side == "RIGHT" else row.old):
                return at
    return None


def _shift(change: FileChange | None, first: int, last: int) -> int | None:
    """How far untouched lines have moved down since, or nothing if they were touched."""
    if change is None:
        return 0
    shift = 0
    for hunk in change.hunks:
        at = None
        for row in hunk.lines:
            at = row.old if row.old is not None else at
            if row.mark == "-" and row.old is not None and first <= row.old <= last:
                return None
            if row.mark == "+" and at is not None and first <= at < last:
                return None
            before = (at or 0) < first if row.mark != "+" else (at or 0) < first
            if before and row.mark in "+-":
                shift += 1 if row.mark == "+" else -1
    return shift


async def _change(
    repository: Repository, old: str, new: str, path: str
) -> FileChange | None:
    changes = await repository.git.diff(old, new)
    return next((change for change in changes if change.path == path), None)
