"""The web pages: what a visitor sees, and what strangers cannot do with their text."""

import pytest

from ghapp.sandbox import Sandbox, SandboxPull, SandboxRepository
from ghapp.sandbox.pages.markdown import rendered
from tests.sandbox.conftest import DRAFT, TEXT, Client, Mailbox, settled

REPO = "/repos/acme/newsletter"
CHANGED = TEXT.replace(b"line 20\n", b"line <twenty>\n")


@pytest.fixture
async def pull(repo: SandboxRepository) -> SandboxPull:
    return await repo.open_pull(
        author="ferris",
        title="A <b>link</b>",
        body="Look at <script>alert(1)</script> *this*",
        branch="x",
        files={DRAFT: CHANGED},
    )


async def page(client: Client, sandbox: Sandbox, path: str) -> str:
    answer = await client.get(f"{sandbox.url}{path}")
    assert answer.status == 200
    return answer.body.decode()


async def test_a_pull_request_shows_all_that_happened(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """Conversation, labels, checks with their buttons, suggestions and the diff on one page."""
    await client.post(f"{REPO}/issues/1/labels", {"labels": ["section: Research"]})
    await client.post(f"{REPO}/issues/1/comments", {"body": "<!-- concealed -->\n**One** problem"})
    note = {"path": DRAFT, "line": 20, "body": "Spell it:\n```suggestion\nline 20\n```"}
    await client.post(f"{REPO}/pulls/1/reviews", {"event": "COMMENT", "comments": [note]})
    button = {"label": "Apply fixes", "description": "Commits", "identifier": "fix"}
    run = {
        "name": "newsletter",
        "head_sha": pull.head_sha,
        "conclusion": "failure",
        "actions": [button],
        "output": {"title": "1 problem", "summary": "See below"},
    }
    await client.post(f"{REPO}/check-runs", run)

    html = await page(client, sandbox, "/acme/newsletter/pull/1")

    assert "A &lt;b&gt;link&lt;/b&gt;" in html
    assert "section: Research" in html
    assert "<strong>One</strong> problem" in html
    assert "concealed" not in html
    assert '<span class="del">-line &lt;twenty&gt;</span>' in html
    assert '<span class="add">+line 20</span>' in html
    assert "Apply fixes" in html
    assert "1 problem" in html
    assert "+line &lt;twenty&gt;" in html
    assert "<script" not in html


async def test_every_page_opens(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """Lists, files, commits, labels and check runs have pages."""
    await client.post(f"{REPO}/labels", {"name": "tooling", "description": "Other files"})
    run = {"name": "newsletter", "head_sha": pull.head_sha, "conclusion": "success"}
    number = (await client.post(f"{REPO}/check-runs", run)).body["id"]
    shown = {
        "/": "acme/newsletter",
        "/acme/newsletter/pulls": "A &lt;b&gt;link",
        "/acme/newsletter/labels": "Other files",
        f"/acme/newsletter/runs/{number}": "success",
        f"/acme/newsletter/blob/main/{DRAFT}": "line 20",
        f"/acme/newsletter/commit/{pull.head_sha}": "line &lt;twenty&gt;",
        "/style.css": "color-scheme",
    }
    for path, text in shown.items():
        assert text in await page(client, sandbox, path)


async def test_a_visitor_comments_as_somebody(
    sandbox: Sandbox, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """The box at the end posts a comment as the person who was chosen, and the app hears of it."""
    url = f"{sandbox.url}/acme/newsletter/pull/1"
    answer = await client.call("POST", url, data={"author": "editor", "body": "/approve"})
    assert answer.status == 200  # after the redirect
    await settled(sandbox)
    assert mailbox.last("issue_comment.created")["comment"]["body"] == "/approve"
    assert mailbox.last("issue_comment.created")["sender"]["login"] == "editor"


async def test_a_visitor_presses_a_button(
    sandbox: Sandbox, pull: SandboxPull, client: Client, mailbox: Mailbox
):
    """Pressing `Apply fixes` reaches the app as an editor's wish."""
    button = {"label": "Apply fixes", "description": "Commits", "identifier": "fix"}
    run = {"name": "n", "head_sha": pull.head_sha, "conclusion": "failure", "actions": [button]}
    number = (await client.post(f"{REPO}/check-runs", run)).body["id"]
    url = f"{sandbox.url}/acme/newsletter/runs/{number}"
    await client.call("POST", url, data={"identifier": "fix"})
    await settled(sandbox)
    assert mailbox.last("check_run.requested_action")["sender"]["login"] == "editor"


async def test_forms_of_other_sites_are_refused(
    sandbox: Sandbox, pull: SandboxPull, client: Client
):
    """A page elsewhere cannot comment through the visitor's browser."""
    url = f"{sandbox.url}/acme/newsletter/pull/1"
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = await client.call("POST", url, data={"body": "x"}, headers=headers)
    assert answer.status == 403
    assert pull.comments == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<img src=x onerror=alert(1)>", ""),
        ("<b onclick=alert(1)>x</b>", "<p><b>x</b></p>\n"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>\n"),
        ("</div></main>x", "x"),
        ("a <i>b", "<p>a <i>b</i></p>\n"),
        ("<style>p{}</style>", ""),
        ("<!-- a -->", ""),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
    ],
)
def test_markdown_of_strangers_is_harmless(text: str, html: str):
    """Only plain formatting is left of the HTML that somebody writes."""
    assert rendered(text).strip() == html.strip()


def test_numbers_lead_to_pull_requests():
    """As on GitHub: in text, but not in code, in links or inside of words."""
    html = rendered("#12 and `#13`, [#14](https://a.example), a#15", "/crabs/weekly")
    assert '<a href="/crabs/weekly/pull/12">#12</a> and <code>#13</code>' in html
    assert html.count("/crabs/weekly/pull/") == 1


async def test_an_editor_approves_and_merges_from_the_page(
    sandbox: Sandbox, repo: SandboxRepository, pull: SandboxPull, client: Client
):
    """The two buttons that matter on GitHub are there, and for nobody else."""
    url = f"{sandbox.url}/acme/newsletter/pull/1/decide"
    for decision in ("approve", "merge"):
        refused = await client.call("POST", url, data={"by": "ferris", "decision": decision})
        assert refused.status == 403
        assert "decide" in await page(client, sandbox, "/acme/newsletter/pull/1")
        await client.call("POST", url, data={"by": "editor", "decision": decision})
    assert [review.state for review in pull.reviews] == ["APPROVED"]
    assert pull.merged
    assert "decide" not in await page(client, sandbox, "/acme/newsletter/pull/1")
    again = await client.call("POST", url, data={"by": "editor", "decision": "merge"})
    assert again.status == 409


async def test_a_merged_pull_request_looks_merged(
    sandbox: Sandbox, pull: SandboxPull, client: Client
):
    """Who approved and who merged it is shown, and the closing that is part of it is not."""
    await pull.review("editor", "", "APPROVE")
    await pull.merge(by="editor")
    html = await page(client, sandbox, "/acme/newsletter/pull/1")
    assert "✓ approved these changes" in html
    assert "merged commit" in html
    assert "closed this" not in html
