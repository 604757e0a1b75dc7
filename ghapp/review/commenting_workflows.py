"""Workflows that comment on pull requests: beside the app, they may have nothing to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORKFLOWS = ".github/workflows/"
COMMENT = re.compile(r"(?m)(?:^|\s)#.*$")
TRIGGER = re.compile(r"\b(?:pull_request|pull_request_target|workflow_run)\b")
SAYING = re.compile(
    r"createComment|updateComment|createReview\b|issues/[^\s/]+/comments|pulls/[^\s/]+/comments"
    r"|gh\s+pr\s+(?:comment|review)"
    r"|(?i:(?:peter-evans/create-or-update-comment|marocchino/sticky-pull-request-comment"
    r"|thollander/actions-comment-pull-request|mshick/add-pr-comment"
    r"|int128/comment-action|unsplash/comment-on-pr|machine-learning-apps/pr-comment)@)"
)


def workflow_paths(paths: Iterable[str]) -> list[str]:
    """The workflows of a repository."""
    return sorted(
        path
        for path in paths
        if path.startswith(WORKFLOWS) and path.endswith((".yml", ".yaml")) and path.count("/") == 2
    )


def seems_to_comment(text: str) -> bool:
    """Whether a workflow seems to run for pull requests and to comment on them."""
    said = COMMENT.sub("", text)
    return bool(TRIGGER.search(said) and SAYING.search(said))
