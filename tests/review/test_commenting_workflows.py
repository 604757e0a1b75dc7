"""Workflows that seem to comment on pull requests."""

import pytest

from ghapp.review.commenting_workflows import seems_to_comment, workflow_paths

ON_PULLS = "on:\n  pull_request_target:\n    types: [opened]\njobs:\n  say:\n    steps:\n      "


@pytest.mark.parametrize(
    ("workflow", "expected"),
    [
        (ON_PULLS + "- run: gh pr comment $NUMBER --body-file said.md", True),
        (ON_PULLS + "- uses: marocchino/sticky-pull-request-comment@v2", True),
        (ON_PULLS + "- uses: Peter-Evans/Create-Or-Update-Comment@v4", True),
        (ON_PULLS + "- run: github.rest.issues.createComment({body})", True),
        (ON_PULLS + "- run: gh api repos/$R/issues/$N/comments -f body=x", True),
        ("on: [workflow_run]\njobs: {a: {steps: [{run: gh pr review 1}]}}", True),
        (ON_PULLS + "# - run: gh pr comment $NUMBER\n      - run: make", False),
        (ON_PULLS + "- run: make check", False),
        ("on: [issues]\njobs: {a: {steps: [{run: gh issue comment 1}]}}", False),
        ("on: push\njobs: {a: {steps: [{uses: peter-evans/create-or-update-comment@v4}]}}", False),
        ("", False),
    ],
)
def test_what_seems_to_comment(workflow, expected):
    """It runs for pull requests, and something in it writes; what is a comment in it does not."""
    assert seems_to_comment(workflow) is expected


def test_only_workflows_are_looked_at():
    """GitHub runs what lies directly in the folder."""
    paths = [".github/workflows/b.yaml", ".github/workflows/a.yml", ".github/workflows/x/c.yml"]
    paths += [".github/a.yml", ".github/workflows/README.md"]
    assert workflow_paths(paths) == [".github/workflows/a.yml", ".github/workflows/b.yaml"]
