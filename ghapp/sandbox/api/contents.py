"""Endpoints of files: read by path, and written one commit at a time."""

import base64
import binascii

from ghapp.sandbox.actions.committing import WORKFLOWS, NewCommit, commit
from ghapp.sandbox.actions.pushing import move_branch
from ghapp.sandbox.api.call import Answer, Call
from ghapp.sandbox.api.repositories import resolve
from ghapp.sandbox.api.routing import route
from ghapp.sandbox.errors import ApiError, missing_field, not_accessible, not_found
from ghapp.sandbox.objects import TREE_MODE, Signature, TreeEntry
from ghapp.sandbox.payloads import git
from ghapp.sandbox.state import Json, Repository

SHOWN_SIZE = 1024 * 1024
READABLE_SIZE = 100 * SHOWN_SIZE
LISTED_ENTRIES = 1000
DOCS = "repos/contents"


@route("GET", "/repos/{owner}/{repo}/contents", "contents:read", DOCS)
@route("GET", "/repos/{owner}/{repo}/contents/{path...}", "contents:read", DOCS)
async def get_contents(call: Call) -> Answer:
    """A file or a directory."""
    repository = call.repository
    path = call.params.get("path", "").strip("/")
    ref = call.query.get("ref") or repository.default_branch
    sha = resolve(repository, ref)
    found = repository.git.commit(sha) if sha else None
    if found is None:
        raise ApiError(404, f"No commit found for the ref {ref}")
    root = TreeEntry(TREE_MODE, "", found.tree)
    entry = repository.git.entry(found.tree, path) if path else root
    if entry is None:
        raise not_found()
    if entry.kind == "tree":
        return _directory(call, (ref, path), entry)
    return _file(call, (ref, path), entry)


def _directory(call: Call, place: tuple[str, str], entry: TreeEntry) -> Answer:
    repository, world = call.repository, call.site.world
    ref, path = place
    inside = repository.git.tree(entry.sha) or []
    listed = [
        git.content_entry(world, repository, (ref, f"{path}/{one.name}".lstrip("/")), one)
        for one in inside[:LISTED_ENTRIES]
    ]
    if call.wants("object"):
        whole = git.content_entry(world, repository, place, entry)
        return Answer(whole | {"entries": listed})
    return Answer(listed)


def _file(call: Call, place: tuple[str, str], entry: TreeEntry) -> Answer:
    data = call.repository.git.blob(entry.sha) or b""
    if len(data) > READABLE_SIZE:
        message = "This API returns blobs up to 100 MB in size. The requested blob is too large"
        error = {"resource": "Blob", "field": "data", "code": "too_large"}
        raise ApiError(403, f"{message} to fetch via the API.", [error])
    if call.wants("raw"):
        return Answer(raw=data, content_type="application/vnd.github.raw; charset=utf-8")
    payload = git.content_entry(call.site.world, call.repository, place, entry)
    shown = len(data) <= SHOWN_SIZE
    payload["content"] = git.wrapped_base64(data) if shown else ""
    payload["encoding"] = "base64" if shown else "none"
    return Answer(payload)


@route("PUT", "/repos/{owner}/{repo}/contents/{path...}", "contents:write", DOCS)
async def put_contents(call: Call) -> Answer:
    """Creates a file, or replaces exactly the version that was named."""
    repository, path = call.repository, call.params["path"]
    message, content = call.text("message"), call.text("content")
    try:
        data = base64.b64decode(content, validate=False)
    except binascii.Error:
        raise ApiError(422, "content is not valid Base64") from None
    branch, old = _place_to_write(call)
    if old is not None:
        _check_version(call, old)
    made = await _write(call, branch, {path: data}, message)
    entry = TreeEntry("100644", path, repository.git.write("blob", data))
    content_payload = git.content_entry(call.site.world, repository, (branch, path), entry)
    status = 201 if old is None else 200
    return Answer({"content": content_payload, "commit": made}, status)


@route("DELETE", "/repos/{owner}/{repo}/contents/{path...}", "contents:write", DOCS)
async def delete_contents(call: Call) -> Answer:
    """Removes exactly the version of a file that was named."""
    message = call.text("message")
    branch, old = _place_to_write(call)
    if old is None:
        raise not_found()
    _check_version(call, old)
    made = await _write(call, branch, {call.params["path"]: None}, message)
    return Answer({"content": None, "commit": made})


def _place_to_write(call: Call) -> tuple[str, TreeEntry | None]:
    repository, path = call.repository, call.params["path"]
    branch = call.text("branch", repository.default_branch)
    call.check_branch(branch)
    tip = repository.branch(branch)
    if tip is None:
        raise ApiError(404, f"Branch {branch} not found")
    if path.startswith(f"{WORKFLOWS}/") and not call.may("workflows"):
        raise not_accessible()
    found = repository.git.commit(tip)
    return branch, repository.git.entry(found.tree, path) if found else None


def _check_version(call: Call, old: TreeEntry) -> None:
    wanted = call.take("sha", str)
    if wanted is None:
        raise missing_field("sha")
    if wanted != old.sha:
        raise ApiError(409, f"{call.params['path']} does not match {wanted}")


async def _write(call: Call, branch: str, files: dict[str, bytes | None], message: str) -> Json:
    repository = call.repository
    found = repository.git.made(repository.branch(branch) or "")
    tree = repository.git.tree_with(found.tree, files)
    people = person(call, "author"), person(call, "committer")
    new = NewCommit(tree, (found.sha,), message, *people)
    sha = commit(call.site, repository, new, call.actor.user)
    await move_branch(call.site, repository, branch, sha, call.actor)
    return committed(call, repository, sha)


def committed(call: Call, repository: Repository, sha: str) -> Json:
    """The commit that was just made."""
    made = repository.git.made(sha)
    return git.git_commit(call.site.world, repository, made)


def person(call: Call, role: str) -> Signature | None:
    """An author or committer of the body, if one was named."""
    given = call.take(role, dict)
    if given is None:
        return None
    for name in ("name", "email"):
        if not isinstance(given.get(name), str):
            raise missing_field(name)
    when = call.site.world.now()
    if given.get("date"):
        try:
            when = when.fromisoformat(given["date"])
        except ValueError:
            raise ApiError(422, "Invalid request.\n\ndate is not a valid date-time.") from None
    return Signature(given["name"], given["email"], when)
