"""Every answer and every event has the shape that GitHub's own description gives it."""

from typing import Any

import pytest
from githubkit_schemas.latest import models
from pydantic import TypeAdapter
from yarl import URL

from ghapp.sandbox import Sandbox, SandboxRepository
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

REPO = "/repos/acme/newsletter"
RULE = (
    models.RepositoryRuleDetailedOneof3
    | models.RepositoryRuleDetailedOneof4
    | models.RepositoryRuleDetailedOneof7
    | models.RepositoryRuleDetailedOneof8
)


def fits(kind: Any, value: Any) -> None:
    """Raises where the value is not what GitHub describes."""
    TypeAdapter(kind).validate_python(value)


class Walk:
    """Calls each route and checks what comes back; `seen` are the routes that were walked."""

    def __init__(self, client: Client, sandbox: Sandbox) -> None:
        self.client = client
        self.router = sandbox.routes
        self.seen: set[tuple[str, str]] = set()

    async def __call__(
        self, method: str, path: str, kind: Any, body: Any = None, status: int = 200, **more: Any
    ) -> Any:
        answer = await self.client.call(method, path, body, **more)
        assert answer.status == status, (method, path, answer.status, answer.body)
        found = self.router.find(method, URL(path, encoded=True).raw_path)
        assert found is not None
        self.seen.add((method, found[0].path))
        if kind is not None:
            fits(kind, answer.body)
        return answer.body

    def missing(self) -> set[tuple[str, str]]:
        """The routes that nobody walked."""
        return {(one.method, one.path) for one in self.router.routes} - self.seen


@pytest.fixture
def walk(client: Client, sandbox: Sandbox) -> Walk:
    return Walk(client, sandbox)


async def test_every_route_answers_as_github_describes(
    sandbox: Sandbox, repo: SandboxRepository, walk: Walk
):
    """Each route of the sandbox is walked once, and its answer fits GitHub's model of it."""
    repo.set_variable("GHAPP_PAUSED", "true")
    pull = await repo.open_pull(
        author="ferris",
        title="Links",
        branch="links",
        body="Two links",
        files={DRAFT: TEXT.replace(b"line 20\n", b"line twenty\n")},
    )
    await repo.push("next", {"draft/next.md": "next\n"})
    await walk_apps(sandbox, walk)
    await walk_repository(walk)
    await walk_git(walk)
    await walk_conversation(walk)
    await walk_labels(walk)
    await walk_checks(walk, pull.head_sha)
    await walk_reviews(walk, pull.head_sha)
    await walk_pulls(walk)
    await walk_merges(sandbox, repo, walk)
    await walk_graphql(sandbox, repo, walk)
    assert walk.missing() == set()


async def walk_apps(sandbox: Sandbox, walk: Walk) -> None:
    sandbox.offer_manifest_code("once")
    await walk("GET", "/app", models.Integration, as_app=True)
    listed = await walk("GET", "/app/installations", list[models.Installation], as_app=True)
    number = listed[0]["id"]
    one = f"/app/installations/{number}"
    wanted = {"repositories": ["newsletter"], "permissions": {"contents": "read"}}
    await walk("POST", f"{one}/access_tokens", models.InstallationToken, wanted, 201, as_app=True)
    found = await walk("GET", "/installation/repositories", None)
    fits(list[models.Repository], found["repositories"])
    await settled(sandbox)
    deliveries = "/app/hook/deliveries"
    log = await walk("GET", deliveries, list[models.HookDeliveryItem], as_app=True)
    delivery = f"{deliveries}/{log[0]['id']}"
    await walk("POST", f"{delivery}/attempts", None, status=202, as_app=True)
    conversion = "/app-manifests/once/conversions"
    await walk("POST", conversion, models.AppManifestsCodeConversionsPostResponse201, status=201)


async def walk_repository(walk: Walk) -> None:
    await walk("GET", REPO, models.FullRepository)
    await walk("GET", f"{REPO}/compare/main...ferris:links", models.CommitComparison)
    permission = f"{REPO}/collaborators/editor/permission"
    await walk("GET", permission, models.RepositoryCollaboratorPermission)
    variables = await walk("GET", f"{REPO}/actions/variables", None)
    fits(list[models.ActionsVariable], variables["variables"])


async def walk_git(walk: Walk) -> None:
    git = f"{REPO}/git"
    main = await walk("GET", f"{git}/ref/heads/main", models.GitRef)
    blob = await walk("POST", f"{git}/blobs", models.ShortBlob, {"content": "x\n"}, 201)
    await walk("GET", f"{git}/blobs/{blob['sha']}", models.Blob)
    entry = {"path": "notes/x", "mode": "100644", "type": "blob", "sha": blob["sha"]}
    body = {"base_tree": main["object"]["sha"], "tree": [entry]}
    tree = await walk("POST", f"{git}/trees", models.GitTree, body, 201)
    await walk("GET", f"{git}/trees/{tree['sha']}?recursive=1", models.GitTree)
    new = {"message": "Note", "tree": tree["sha"], "parents": [body["base_tree"]]}
    made = await walk("POST", f"{git}/commits", models.GitCommit, new, 201)
    await walk("GET", f"{git}/commits/{made['sha']}", models.GitCommit)
    ref = {"ref": "refs/heads/notes", "sha": body["base_tree"]}
    await walk("POST", f"{git}/refs", models.GitRef, ref, 201)
    await walk("PATCH", f"{git}/refs/heads/notes", models.GitRef, {"sha": made["sha"]})


async def walk_conversation(walk: Walk) -> None:
    issues, issue = f"{REPO}/issues", f"{REPO}/issues/1"
    new = {"title": "Settings", "body": "Line 3 is wrong"}
    await walk("POST", issues, models.Issue, new, 201)
    await walk("GET", f"{issues}?state=all", list[models.Issue])
    await walk("GET", issue, models.Issue)
    await walk("PATCH", issue, models.Issue, {"title": "Links!"})
    made = await walk("POST", f"{issue}/comments", models.IssueComment, {"body": "hello"}, 201)
    await walk("GET", f"{issue}/comments", list[models.IssueComment])
    comment = f"{REPO}/issues/comments/{made['id']}"
    await walk("PATCH", comment, models.IssueComment, {"body": "hi"})
    await walk("POST", f"{comment}/reactions", models.Reaction, {"content": "+1"}, 201)


async def walk_labels(walk: Walk) -> None:
    labels, on_pull = f"{REPO}/labels", f"{REPO}/issues/1/labels"
    new = {"name": "tooling", "color": "aabbcc", "description": "Other files"}
    await walk("POST", labels, models.Label, new, 201)
    await walk("GET", labels, list[models.Label])
    await walk("PATCH", f"{labels}/tooling", models.Label, {"description": "Any other file"})
    await walk("POST", on_pull, list[models.Label], {"labels": ["tooling", "fresh"]})
    await walk("DELETE", f"{on_pull}/fresh", list[models.Label])


async def walk_checks(walk: Walk, head: str) -> None:
    note = {
        "path": DRAFT,
        "start_line": 1,
        "end_line": 1,
        "annotation_level": "warning",
        "message": "Look",
    }
    new = {
        "name": "newsletter",
        "head_sha": head,
        "conclusion": "neutral",
        "output": {"title": "One", "summary": "One warning", "annotations": [note]},
        "actions": [{"label": "Apply fixes", "description": "Commits", "identifier": "fix"}],
    }
    await walk("POST", f"{REPO}/check-runs", models.CheckRun, new, 201)
    listed = await walk("GET", f"{REPO}/commits/{head}/check-runs", None)
    fits(list[models.CheckRun], listed["check_runs"])


async def walk_reviews(walk: Walk, head: str) -> None:
    one = f"{REPO}/pulls/1"
    note = {"path": DRAFT, "line": 20, "body": "```suggestion\nline 20\n```"}
    suggestion = {"event": "COMMENT", "commit_id": head, "comments": [note]}
    await walk("POST", f"{one}/reviews", models.PullRequestReview, suggestion)
    await walk("GET", f"{one}/comments", list[models.PullRequestReviewComment])
    refusal = {"event": "REQUEST_CHANGES", "body": "No"}
    await walk("POST", f"{one}/reviews", models.PullRequestReview, refusal)
    await walk("GET", f"{one}/reviews", list[models.PullRequestReview])


async def walk_pulls(walk: Walk) -> None:
    pulls, one = f"{REPO}/pulls", f"{REPO}/pulls/1"
    await walk("GET", pulls, list[models.PullRequestSimple])
    await walk("GET", one, models.PullRequest)
    await walk("PATCH", one, models.PullRequest, {"body": "One link"})
    await walk("GET", f"{one}/files", list[models.DiffEntry])
    new = {"title": "Next draft", "head": "next", "base": "main"}
    await walk("POST", pulls, models.PullRequest, new, 201)


async def walk_merges(sandbox: Sandbox, repo: SandboxRepository, walk: Walk) -> None:
    pulls = f"{REPO}/pulls"
    repo.protect("main", required_checks=("newsletter",), linear_history=True, merge_queue=True)
    rules = await walk("GET", f"{REPO}/rules/branches/main", list[RULE])
    assert len(rules) == 4
    repo.protect("main")
    result = models.PullRequestMergeResult
    await walk("PUT", f"{pulls}/1/merge", result, {"merge_method": "merge"})
    assert (await walk("GET", f"{pulls}/1", models.PullRequest))["merged"]
    sandbox.hold_merges()
    later = models.PullRequestMergeAsyncResult
    taken = await walk("PUT", f"{pulls}/3/merge-async", later, status=202)
    sandbox.release_merges()
    await settled(sandbox)
    path = f"{pulls}/3/merge-async/{taken['details']['uuid']}"
    assert (await walk("GET", path, later))["status"] == "merged"


async def walk_graphql(sandbox: Sandbox, repo: SandboxRepository, walk: Walk) -> None:
    query = "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }"
    node = (await walk("GET", REPO, models.FullRepository))["node_id"]
    moved = {"name": "refs/heads/made", "afterOid": repo.branches["main"]}
    given = {"input": {"repositoryId": node, "refUpdates": [moved]}}
    body = {"query": query, "variables": given}
    answer = await walk("POST", f"{sandbox.url}/api/graphql", None, body)
    assert answer == {"data": {"updateRefs": {"clientMutationId": None}}}


@pytest.fixture
def manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """An app that hears of everything."""
    more = ["issues", "pull_request_review", "repository"]
    return manifest | {"default_events": [*manifest["default_events"], *more]}


async def test_every_event_is_what_github_describes(
    sandbox: Sandbox, repo: SandboxRepository, client: Client, mailbox: Mailbox
):
    """Each webhook payload fits GitHub's model of the event."""
    pull = await repo.open_pull(
        author="ferris", title="Links", branch="links", files={DRAFT: TEXT + b"more\n"}
    )
    await pull.push({DRAFT: TEXT + b"even more\n"})
    await pull.add_label("editor", "nice")
    await pull.remove_label("editor", "nice")
    await pull.edit(title="Better links")
    comment = await pull.comment("editor", "Thanks!")
    await pull.edit_comment(comment, "Thank you!")
    await pull.delete_comment(comment)
    button = {"label": "Apply fixes", "description": "Commits", "identifier": "fix"}
    await client.post(
        f"{REPO}/check-runs",
        {
            "name": "newsletter",
            "head_sha": pull.head_sha,
            "conclusion": "failure",
            "actions": [button],
        },
    )
    (run,) = repo.check_runs(pull.head_sha)
    await repo.press_button(run, "fix", by="editor")
    await repo.rerequest(run, by="editor")
    await repo.rerequest_all(pull.head_sha, by="editor")
    review = await pull.review("editor", "Fine", "APPROVE")
    await pull.dismiss_review(review, by="editor", message="Not yet")
    await pull.set_draft(True)
    await pull.set_draft(False)
    await pull.close(by="ferris")
    await pull.reopen(by="ferris")
    await pull.merge(by="editor")
    issue = await repo.open_issue("ferris", "A question")
    await issue.edit(title="Another question")
    await issue.add_label("editor", "nice")
    await issue.remove_label("editor", "nice")
    await issue.close(by="editor")
    await issue.reopen(by="editor")
    repo.set_private(True)
    repo.set_private(False)
    await repo.uninstall_app()
    await settled(sandbox)

    kinds = {
        "installation.created": models.WebhookInstallationCreated,
        "installation.deleted": models.WebhookInstallationDeleted,
        "pull_request.opened": models.WebhookPullRequestOpened,
        "pull_request.synchronize": models.WebhookPullRequestSynchronize,
        "pull_request.labeled": models.WebhookPullRequestLabeled,
        "pull_request.unlabeled": models.WebhookPullRequestUnlabeled,
        "pull_request.edited": models.WebhookPullRequestEdited,
        "pull_request.closed": models.WebhookPullRequestClosed,
        "pull_request.reopened": models.WebhookPullRequestReopened,
        "pull_request.converted_to_draft": models.WebhookPullRequestConvertedToDraft,
        "pull_request.ready_for_review": models.WebhookPullRequestReadyForReview,
        "pull_request_review.submitted": models.WebhookPullRequestReviewSubmitted,
        "pull_request_review.dismissed": models.WebhookPullRequestReviewDismissed,
        "issues.opened": models.WebhookIssuesOpened,
        "issues.edited": models.WebhookIssuesEdited,
        "issues.labeled": models.WebhookIssuesLabeled,
        "issues.unlabeled": models.WebhookIssuesUnlabeled,
        "issues.closed": models.WebhookIssuesClosed,
        "issues.reopened": models.WebhookIssuesReopened,
        "repository.privatized": models.WebhookRepositoryPrivatized,
        "repository.publicized": models.WebhookRepositoryPublicized,
        "issue_comment.created": models.WebhookIssueCommentCreated,
        "issue_comment.edited": models.WebhookIssueCommentEdited,
        "issue_comment.deleted": models.WebhookIssueCommentDeleted,
        "check_run.created": models.WebhookCheckRunCreated,
        "check_run.completed": models.WebhookCheckRunCompleted,
        "check_run.requested_action": models.WebhookCheckRunRequestedAction,
        "check_run.rerequested": models.WebhookCheckRunRerequested,
        "check_suite.requested": models.WebhookCheckSuiteRequested,
        "check_suite.rerequested": models.WebhookCheckSuiteRerequested,
        "push": models.WebhookPush,
    }
    for name, (_, payload, *_) in zip(mailbox.names, mailbox.received, strict=True):
        fits(kinds[name], payload)
    assert set(mailbox.names) == set(kinds)
