"""Every verb against the embedded GitHub: what the app writes is what people then see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from ghapp.github.events import parse
from ghapp.github.repository import GitHubRepository
from ghapp.ports.checks import Annotation, AnnotationLevel, Button, CheckResult, Conclusion
from ghapp.ports.errors import AlreadyExists, NotFastForward, RequestRejected, TransientError
from ghapp.ports.events import (
    BranchPushed,
    ButtonPressed,
    CommentWritten,
    Event,
    HeadSeen,
    PullChanged,
    RepositoryAdded,
    Rerun,
    ReviewChanged,
)
from ghapp.ports.values import FileChange, Label, LineRange, Permission, ReviewComment
from ghapp.review.files import ChangedFile, FileStatus
from ghapp.sandbox.handles import SandboxPull, SandboxRepository
from ghapp.sandbox.sandbox import Sandbox

MANIFEST = Path(__file__).parents[2] / "app.yaml"
DRAFT = "draft/2026-01-07-letter.md"
TEXT = "# Letter\n\n* one\n* two\n* three\n"
MORE = "# Letter\n\n* one\n* two\n* added\n* three\n"


@pytest.fixture
async def sandbox(private_key: str) -> AsyncIterator[Sandbox]:
    manifest = yaml.safe_load(MANIFEST.read_text())
    started = await Sandbox.start(manifest=manifest, private_key_pem=private_key)
    yield started
    await started.stop()


@pytest.fixture
async def letter(sandbox: Sandbox) -> SandboxRepository:
    return await sandbox.create_repository("octo/letter", {DRAFT: TEXT.encode(), "README": b"x"})


@pytest.fixture
async def app(sandbox: Sandbox, private_key: str) -> AsyncIterator[GitHubApp]:
    made = GitHubApp(AppKey(4711, private_key), api_url=sandbox.api_url)
    yield made
    await made.close()


@pytest.fixture
async def repository(app: GitHubApp, letter: SandboxRepository) -> GitHubRepository:
    installation = await letter.install_app()
    return await app.repository(installation.id, letter.full_name)


def moment(when: datetime) -> str:
    return when.isoformat()


async def submit(letter: SandboxRepository, branch: str = "patch-1") -> SandboxPull:
    return await letter.open_pull(author="ada", title="A link", branch=branch, files={DRAFT: MORE})


async def test_where_the_app_is_installed(app: GitHubApp, letter: SandboxRepository) -> None:
    """At start the app finds its installations and their repositories."""
    installation = await letter.install_app()

    assert await app.slug() == "ghapp"
    assert await app.installations() == [installation.id]
    assert await app.repositories(installation.id) == {"octo/letter": True}


async def test_reading_the_repository(
    repository: GitHubRepository, letter: SandboxRepository
) -> None:
    """Branch, files, people and variables."""
    letter.set_permission("ada", "maintain")
    letter.set_permission("bob", "triage")
    for number in range(35):
        letter.set_variable(f"GHAPP_{number}", "on")

    branch = await repository.default_branch()
    tip = await repository.tip(branch)

    assert (branch, tip) == ("main", letter.branches["main"])
    paths = await repository.paths(tip or "")
    assert sorted(paths) == ["README", DRAFT]
    assert await repository.blob(paths[DRAFT]) == TEXT.encode()
    assert await repository.tip("no/such") is None
    assert len(await repository.variables()) == 35
    people = [await repository.permission(login) for login in ("ada", "bob", "nobody-at-all")]
    assert people == [Permission.WRITE, Permission.READ, Permission.NONE]


async def test_reading_a_pull_request(
    repository: GitHubRepository, letter: SandboxRepository
) -> None:
    """A pull request of a fork, and what it changes."""
    submitted = await submit(letter)

    pull = await repository.pull(submitted.number)
    found = await repository.comparison(pull.base.sha, pull.head.sha, pull.number)

    assert (pull.author, pull.head.repository, pull.base.name) == ("ada", "ada/letter", "main")
    [file] = found.files
    assert file == ChangedFile(DRAFT, FileStatus.MODIFIED, file.blob)
    assert await repository.blob(file.blob or "") == MORE.encode()
    assert found.merge_base == letter.branches["main"]
    assert [one.number for one in await repository.open_pulls()] == [pull.number]


async def test_what_did_not_change_is_free(
    sandbox: Sandbox, repository: GitHubRepository, letter: SandboxRepository
) -> None:
    """Reading a pull request again costs nothing of the budget."""
    number = (await submit(letter)).number
    await repository.pull(number)  # GitHub begins to find out whether it can be merged
    reads: list[int] = []
    for _ in range(2):
        pull = await repository.pull(number)
        await repository.comparison(pull.base.sha, pull.head.sha, number)
        reads.append(sum(not one.not_modified for one in sandbox.requests))

    assert reads[0] == reads[1]


async def test_labels(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """Labels are made, put on and taken off; doing it twice is no error."""
    pull = await submit(letter)
    names = ["section: Research", "section: a/b…"]
    for name in [*names, names[0]]:
        await repository.create_label(Label(name, "c5def5", "A section"))

    await repository.add_labels(pull.number, names)
    assert pull.labels == set(names)
    assert set(names) <= await repository.labels()
    for _ in range(2):
        await repository.remove_label(pull.number, names[1])

    assert (await repository.pull(pull.number)).labels == {names[0]}


async def test_comments(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """Our comment is ours, somebody else's is not, and a deleted one cannot be edited."""
    pull = await submit(letter)
    await pull.comment("ada", "<!-- ghapp:report -->\nNo, I am the report.")
    ours = await repository.create_comment(pull.number, "first")
    await repository.edit_comment(ours, "second")

    found = await repository.comments(pull.number)
    assert [(one.body[:6], one.is_ours) for one in found] == [("<!-- g", False), ("second", True)]

    await pull.delete_comment(pull.comments[1], by="editor")
    with pytest.raises(RequestRejected):
        await repository.edit_comment(ours, "third")


async def test_reviews(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """Suggestions lie on the diff, know when their line changed, and elsewhere are refused."""
    pull = await submit(letter)
    made = [
        ReviewComment(LineRange(DRAFT, 5, 5), "one"),
        ReviewComment(LineRange(DRAFT, 4, 5), "two"),
    ]
    await repository.create_review(pull.number, pull.head_sha, "Look:", made)

    assert await repository.review_comments(pull.number) == made
    nowhere = [ReviewComment(LineRange(DRAFT, 500, 500), "nowhere")]
    with pytest.raises(RequestRejected):
        await repository.create_review(pull.number, pull.head_sha, "", nowhere)

    await pull.push({DRAFT: MORE.replace("added", "changed")})
    assert {one.is_outdated for one in await repository.review_comments(pull.number)} == {True}


async def test_checks(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """The check run says what was written, and its digest is found again."""
    pull = await submit(letter)
    assert await repository.check_digest(pull.head_sha, "newsletter") is None
    place = LineRange(DRAFT, 5, 5)
    note = Annotation(place, AnnotationLevel.WARNING, "rule", "message", 1, 3)
    for digest, conclusion in (("one", Conclusion.FAILURE), ("two", Conclusion.SUCCESS)):
        await repository.write_check(
            pull.head_sha,
            CheckResult(
                "newsletter",
                conclusion,
                "Title",
                "Summary",
                digest,
                (note,),
                (Button("Apply fixes", "Commit them", "fix"),),
            ),
        )

    assert await repository.check_digest(pull.head_sha, "newsletter") == "two"
    assert [run.conclusion for run in pull.check_runs] == ["failure", "success"]


async def test_committing_to_a_new_branch(
    repository: GitHubRepository, letter: SandboxRepository
) -> None:
    """A branch with a commit of the app, and one pull request for it."""
    main = letter.branches["main"]
    changes = [
        FileChange("new", b"text\n"),
        FileChange("bytes", b"\xff\0"),
        FileChange("README", None),
    ]

    made = await repository.commit([main], changes, "Next draft")
    await repository.create_branch("next/one", made)
    number = await repository.create_pull("next/one", "main", "Next", "Text")

    assert sorted(letter.paths("next/one")) == ["bytes", DRAFT, "new"]
    assert letter.read("next/one", "bytes") == b"\xff\0"
    assert letter.branches["main"] == main
    assert [one.number for one in await repository.pulls_from("next/one")] == [number]
    with pytest.raises(AlreadyExists):
        await repository.create_branch("next/one", made)
    with pytest.raises(AlreadyExists):
        await repository.create_pull("next/one", "main", "Next", "Text")


async def test_moving_a_branch(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """A branch goes forward only; when somebody pushed, the app starts again."""
    main = letter.branches["main"]
    made = await repository.commit([main], [FileChange("new", b"text\n")], "Ours")
    theirs = await letter.push("main", {"other": "text"})
    with pytest.raises(NotFastForward):
        await repository.update_branch("main", made)

    again = await repository.commit([theirs], [FileChange("new", b"text\n")], "Ours")
    await repository.update_branch("main", again)

    assert letter.branches["main"] == again == await repository.tip("main")


@pytest.mark.parametrize("is_allowed", [True, False])
async def test_committing_to_a_fork(
    repository: GitHubRepository, letter: SandboxRepository, is_allowed: bool
) -> None:
    """A fork's branch is written where its owner allows edits, and refused where not."""
    pull = await letter.open_pull(
        author="ada",
        title="A link",
        branch="patch-1",
        files={DRAFT: MORE},
        maintainer_can_modify=is_allowed,
    )
    changes = [FileChange(DRAFT, b"fixed\n")]

    async def fix() -> None:
        made = await repository.commit([pull.head_sha], changes, "Fix", repository="ada/letter")
        await repository.update_branch("patch-1", made, repository="ada/letter")

    if is_allowed:
        await fix()
        assert pull.read(DRAFT) == b"fixed\n"
    else:
        with pytest.raises(RequestRejected):
            await fix()
        assert pull.read(DRAFT) == MORE.encode()


async def test_after_uninstalling(repository: GitHubRepository, letter: SandboxRepository) -> None:
    """An app that was taken away is refused, not told that things are missing."""
    await repository.tip("main")
    await letter.uninstall_app()

    with pytest.raises(RequestRejected, match="not installed"):
        await repository.tip("main")


async def test_lost_answers(
    sandbox: Sandbox, repository: GitHubRepository, letter: SandboxRepository
) -> None:
    """A write whose answer was lost is done once, and the engine is told that it failed."""
    pull = await submit(letter)
    sandbox.fail_next("POST", "comments", status=502, after=True)

    with pytest.raises(TransientError):
        await repository.create_comment(pull.number, "once")

    assert len(pull.comments) == 1


async def test_what_people_do_becomes_events(sandbox: Sandbox, letter: SandboxRepository) -> None:
    """The deliveries of a whole day, as the embedded GitHub sends them."""
    installation = await letter.install_app()
    pull = await submit(letter)
    opened = pull.head_sha
    await pull.add_label("editor", "good")
    await pull.comment("ada", "thanks")
    asked = await pull.comment("ada", "/help")
    review = await pull.review("editor", "", "APPROVE")
    await pull.dismiss_review(review, by="editor", message="No.")
    pushed = await pull.push({DRAFT: MORE + "\n"})
    await letter.push("main", {"other": "text"})
    await letter.push("side", {"other": "text"})
    await pull.close(by="editor")
    await sandbox.drained()

    seen: list[Event] = []
    for delivery in sandbox.deliveries:
        seen += parse(delivery.event, delivery.payload, "ghapp")

    where = (installation.id, "octo/letter")
    reviewed, at = (pull.number, review.id), moment(review.submitted_at)
    told_at = next(event.at for event in reversed(seen) if isinstance(event, HeadSeen))
    assert seen == [
        RepositoryAdded(*where, is_new=True, since=installation.created_at.isoformat()),
        PullChanged(*where, pull.number, opened, "pull_request.opened"),
        HeadSeen(*where, pull.number, opened, moment(pull.state.created_at)),
        PullChanged(*where, pull.number, opened, "pull_request.labeled"),
        CommentWritten(*where, pull.number, asked.id, "ada", "/help", moment(asked.created_at)),
        ReviewChanged(*where, *reviewed, "editor", "approved", opened, at),
        ReviewChanged(*where, *reviewed, "", "dismissed", "", at),
        PullChanged(*where, pull.number, pushed, "pull_request.synchronize"),
        HeadSeen(*where, pull.number, pushed, told_at),
        BranchPushed(*where),
        PullChanged(*where, pull.number, pushed, "pull_request.closed"),
    ]


async def test_buttons_become_events(
    sandbox: Sandbox, letter: SandboxRepository, repository: GitHubRepository
) -> None:
    """Both buttons of a check run, and the one of the whole suite."""
    pull = await submit(letter)
    result = CheckResult(
        "newsletter",
        Conclusion.FAILURE,
        "Title",
        "Summary",
        "digest",
        buttons=(Button("Apply fixes", "Commit them", "fix"),),
    )
    await repository.write_check(pull.head_sha, result)
    letter.set_permission("editor", "write")
    [run] = pull.check_runs
    await sandbox.drained()
    before = len(sandbox.deliveries)
    await letter.press_button(run, "fix", by="editor")
    await letter.rerequest(run, by="editor")
    await letter.rerequest_all(pull.head_sha, by="editor")
    await sandbox.drained()

    seen: list[Event] = []
    for delivery in sandbox.deliveries[before:]:
        seen += parse(delivery.event, delivery.payload, "ghapp")

    assert [type(event) for event in seen] == [ButtonPressed, Rerun, Rerun]
    assert {getattr(event, "head", "") for event in seen} == {pull.head_sha}
