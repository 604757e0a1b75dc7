"""Repositories: the newsletter announces something to read, not the place where code lies."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.rules.own_pages import nothing_to_read
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

HOSTS = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "gitea.com", "sr.ht")
OF_THE_HOST = frozenset(  # no user has these names
    (
        *("orgs", "sponsors", "topics", "features", "marketplace", "collections", "users", "stars"),
        *("explore", "apps", "blog", "readme", "about"),
    )
)
TREES = ("tree/", "src/branch/", "-/tree/")
BRANCHES = ("main", "master", "trunk", "dev", "develop")


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions that link to nothing but a repository's front page."""
    yield from nothing_to_read(reading, is_repository, "a repository")


def is_repository(url: str) -> bool:
    """Whether an address leads to the front page of a repository."""
    host, _, path = url.partition("://")[2].removeprefix("www.").partition("/")
    if host.removeprefix("git.") not in HOSTS or not url.startswith(("https://", "http://")):
        return False
    path, _, query = path.partition("#")[0].partition("?")
    owner, _, rest = path.partition("/")
    name, _, tree = rest.rstrip("/").partition("/")
    if not (owner and name) or owner in OF_THE_HOST:
        return False
    if query and not query.startswith("tab=readme"):
        return False
    kind = next((kind for kind in TREES if tree.startswith(kind)), None)
    return not tree or (kind is not None and tree.removeprefix(kind) in BRANCHES)


RULE = Rule(
    name="repository-link",
    check=check,
    severity=Severity.WARNING,
    why="Readers come for news: a repository says what a project is, not what happened.",
    bad="* [Announcing Crab](https://github.com/crab/crab)",
    good="* [Announcing Crab](https://github.com/crab/crab/releases/tag/v1.0.0)",
    until_print=True,
    explains=False,
)
