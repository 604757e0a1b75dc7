"""Where GitHub is, by the address of its REST API: the site that people see, and GraphQL."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_of(api_url: str) -> str:
    """Where people see what a REST API tells of.

    GitHub docs: github.com has its API at `https://api.github.com`, GitHub with data residency at
    `https://api.SUBDOMAIN.ghe.com`, and GitHub Enterprise Server at `https://HOST/api/v3`.
    """
    address = urlsplit(api_url)
    host = address.netloc
    if host == "api.github.com" or host.endswith(".ghe.com"):
        host = host.removeprefix("api.")
    return f"{address.scheme}://{host}{address.path.rstrip('/').removesuffix('/api/v3')}"


def graphql_url(api_url: str) -> str:
    """Where GraphQL is, beside a REST API.

    GitHub docs: `/graphql` behind `https://api.github.com`; on GitHub Enterprise Server
    `https://HOST/api/graphql` beside `https://HOST/api/v3`.
    """
    return f"{api_url.rstrip('/').removesuffix('/v3')}/graphql"
