"""Repositories, branches, labels and variables as GitHub writes them."""

from __future__ import annotations

from ghapp.sandbox.formats import node_id, stamp
from ghapp.sandbox.payloads.people import simple_user
from ghapp.sandbox.state.conversation import Json
from ghapp.sandbox.state.repositories import HostedRepository, HostedVariable
from ghapp.sandbox.state.rules import MERGE, REBASE, SQUASH
from ghapp.sandbox.world import HostedWorld

_TEMPLATES = """
archive_url /{archive_format}{/ref}|assignees_url /assignees{/user}|blobs_url /git/blobs{/sha}
branches_url /branches{/branch}|collaborators_url /collaborators{/collaborator}
comments_url /comments{/number}|commits_url /commits{/sha}|compare_url /compare/{base}...{head}
contents_url /contents/{+path}|contributors_url /contributors|deployments_url /deployments
downloads_url /downloads|events_url /events|forks_url /forks|git_commits_url /git/commits{/sha}
git_refs_url /git/refs{/sha}|git_tags_url /git/tags{/sha}|hooks_url /hooks
issue_comment_url /issues/comments{/number}|issue_events_url /issues/events{/number}
issues_url /issues{/number}|keys_url /keys{/key_id}|labels_url /labels{/name}
languages_url /languages|merges_url /merges|milestones_url /milestones{/number}
notifications_url /notifications{?since,all,participating}|pulls_url /pulls{/number}
releases_url /releases{/id}|stargazers_url /stargazers|statuses_url /statuses/{sha}
subscribers_url /subscribers|subscription_url /subscription|tags_url /tags|teams_url /teams
trees_url /git/trees{/sha}
"""
_PATHS = [item.split(" ") for item in _TEMPLATES.replace("\n", "|").strip("|").split("|")]


def url_of(world: HostedWorld, repository: HostedRepository) -> str:
    """Where the repository stands in the API."""
    return f"{world.api}/repos/{repository.full_name}"


def page_of(world: HostedWorld, repository: HostedRepository) -> str:
    """Where people look at the repository."""
    return f"{world.url}/{repository.full_name}"


def minimal_repository(world: HostedWorld, repository: HostedRepository) -> Json:
    """A repository, in the form that goes into check suites."""
    url, page = url_of(world, repository), page_of(world, repository)
    payload: Json = {
        "id": repository.id,
        "node_id": node_id("Repository", repository.id),
        "name": repository.name,
        "full_name": repository.full_name,
        "private": repository.private,
        "owner": simple_user(world, repository.owner),
        "html_url": page,
        "description": None,
        "fork": repository.parent is not None,
        "url": url,
    }
    return payload | {name: url + path for name, path in _PATHS}


def repository(world: HostedWorld, repository: HostedRepository) -> Json:
    """A repository, in the form that goes into pull requests and webhooks."""
    page = page_of(world, repository)
    count = sum(issue.state == "open" for issue in repository.issues.values())
    return minimal_repository(world, repository) | {
        "git_url": page.replace("http://", "git://") + ".git",
        "ssh_url": f"git@localhost:{repository.full_name}.git",
        "clone_url": page + ".git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "size": 1,
        "default_branch": repository.default_branch,
        "visibility": "private" if repository.private else "public",
        "topics": [],
        "is_template": False,
        "allow_forking": True,
        "web_commit_signoff_required": False,
        "has_issues": repository.has_issues,
        "has_projects": True,
        "has_wiki": True,
        "has_pages": False,
        "has_downloads": True,
        "has_discussions": False,
        "archived": False,
        "disabled": False,
        "created_at": stamp(repository.created_at),
        "updated_at": stamp(repository.pushed_at),
        "pushed_at": stamp(repository.pushed_at),
        "forks_count": 0,
        "forks": 0,
        "stargazers_count": 0,
        "watchers_count": 0,
        "watchers": 0,
        "open_issues_count": count,
        "open_issues": count,
    }


def merge_settings(found: HostedRepository) -> Json:
    """The ways of merging that the repository allows."""
    return {
        "allow_squash_merge": SQUASH in found.merge_methods,
        "allow_merge_commit": MERGE in found.merge_methods,
        "allow_rebase_merge": REBASE in found.merge_methods,
        "allow_auto_merge": False,
        "delete_branch_on_merge": False,
    }


def full_repository(world: HostedWorld, found: HostedRepository) -> Json:
    """A repository asked for by name: also where it was forked from, and what one may do."""
    payload = repository(world, found) | {
        "permissions": {
            "admin": False,
            "maintain": False,
            "push": False,
            "triage": False,
            "pull": False,
        },
        "temp_clone_token": None,
        "network_count": 0,
        "subscribers_count": 0,
    }
    if found.parent is not None:
        payload["parent"] = payload["source"] = repository(world, found.parent)
    return payload


def repository_reference(found: HostedRepository) -> Json:
    """The few facts that installation events carry."""
    return {
        "id": found.id,
        "node_id": node_id("Repository", found.id),
        "name": found.name,
        "full_name": found.full_name,
        "private": found.private,
    }


def variable(found: HostedVariable) -> Json:
    """A variable."""
    return {
        "name": found.name,
        "value": found.value,
        "created_at": stamp(found.created_at),
        "updated_at": stamp(found.updated_at),
    }
