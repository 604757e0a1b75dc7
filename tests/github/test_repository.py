"""A repository's people and variables, and that it is what the features expect."""

from __future__ import annotations

import pytest

from ghapp.github.addresses import site_of
from ghapp.github.repository import GitHubRepository
from ghapp.ports.repository import Repository
from ghapp.ports.values import Permission
from tests.github.conftest import REPO, FakeGitHub, Reply


def is_a_repository(repository: GitHubRepository) -> Repository:
    """Mypy holds the class to the protocol here."""
    return repository


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply({"permission": "admin"}), Permission.ADMIN),
        (Reply({"permission": "write", "role_name": "maintain"}), Permission.WRITE),
        (Reply({"permission": "maintain"}), Permission.WRITE),
        (Reply({"permission": "read"}), Permission.READ),
        (Reply({"permission": "triage"}), Permission.READ),
        (Reply({"permission": "none"}), Permission.NONE),
        (Reply({"permission": "emperor"}), Permission.NONE),
        (Reply({"message": "not a user"}, 404), Permission.NONE),
    ],
)
async def test_permissions(
    repository: GitHubRepository, github: FakeGitHub, reply: Reply, expected: Permission
) -> None:
    """What GitHub says, and nothing where it knows nobody."""
    github.tell("GET", f"{REPO}/collaborators/dependabot%5Bbot%5D/permission", reply)

    assert await repository.permission("dependabot[bot]") == expected


async def test_variables(repository: GitHubRepository, github: FakeGitHub) -> None:
    """All pages of the variables, and none where the app may not read them."""
    path = f"{REPO}/actions/variables?per_page=30"
    page = {"total_count": 2, "variables": [{"name": "A", "value": "1"}]}
    last = {"total_count": 2, "variables": [{"name": "B", "value": "2"}]}
    github.tell(
        "GET",
        path,
        Reply(page, headers={"Link": '<{url}/2>; rel="next"'}),
        Reply({"message": "Resource not accessible by integration"}, 403),
        Reply({"message": "Not Found"}, 404),
    )
    github.tell("GET", "/2", Reply(last))

    seen = [await repository.variables() for _ in range(3)]

    assert seen == [{"A": "1", "B": "2"}, {}, {}]


async def test_a_limit_is_not_a_missing_permission(
    repository: GitHubRepository, github: FakeGitHub
) -> None:
    """Overrides do not vanish because GitHub is busy."""
    path = f"{REPO}/actions/variables?per_page=30"
    github.tell("GET", path, Reply({"message": "You have exceeded a secondary rate limit"}, 403))

    with pytest.raises(Exception, match="rate limit"):
        await repository.variables()


@pytest.mark.parametrize(
    ("api_url", "site"),
    [
        ("https://api.github.com", "https://github.com"),
        ("https://api.github.com/", "https://github.com"),
        ("https://git.example/api/v3", "https://git.example"),
        ("https://api.git.example/api/v3", "https://api.git.example"),
        ("https://git.example/api/v3/", "https://git.example"),
        ("https://api.crabs.ghe.com", "https://crabs.ghe.com"),
        ("http://127.0.0.1:8081/api/v3", "http://127.0.0.1:8081"),
    ],
)
def test_where_people_see_what_an_api_tells(api_url: str, site: str) -> None:
    """Links in comments lead to the site, wherever GitHub runs."""
    assert site_of(api_url) == site
