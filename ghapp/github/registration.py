"""An App registered from its manifest: the code that GitHub sends back, for its credentials."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from ghapp.github.limits import Timing
from ghapp.github.transport import API_VERSION, JSON, Transport
from ghapp.ports.errors import RequestRejected, TransientError

CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)
_HEADERS: Final = {
    "accept": JSON,
    "user-agent": "ghapp",
    "x-github-api-version": API_VERSION,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered App; GitHub tells its key and its secret this once."""

    app_id: int
    name: str
    page: str  # its page on GitHub
    webhook_secret: str = field(repr=False)
    private_key: str = field(repr=False)  # PEM


class CodeRefused(RequestRejected):
    """GitHub does not know the code: it was used, or is older than an hour."""


async def registered(api_url: str, code: str) -> Registered:
    """The App that somebody has just registered.

    GitHub docs, "Create a GitHub App from a manifest": no credentials are needed, the code is good
    for an hour and for one request. So the request is made once, whatever comes of it.

    Args:
        api_url: where GitHub's API is.
        code: what GitHub sent back; it stands in no message.

    Returns:
        Its credentials.

    Raises:
        CodeRefused: the code is old or was used.
        RequestRejected, TransientError: GitHub said something else, or nothing.

    """
    if not CODE.fullmatch(code):
        raise CodeRefused("This is no code of GitHub's.")
    async with aiohttp.ClientSession() as session:
        url = f"{api_url}/app-manifests/{code}/conversions"
        try:
            answer = await Transport(session, Timing()).send("POST", url, _HEADERS)
        except TransientError as problem:  # its message has the code in it
            reason = "did not answer in time" if _is_slow(problem) else "cannot be reached"
            raise TransientError(f"GitHub {reason}.") from None
    if answer.status in {404, 410, 422}:
        raise CodeRefused("GitHub does not accept the code: it was used, or is over an hour old.")
    if answer.status != 201:
        raise TransientError(f"GitHub answered with {answer.status}.")
    return _read(answer.body)


def _is_slow(problem: TransientError) -> bool:
    return isinstance(problem.__cause__, TimeoutError)


def _read(body: bytes) -> Registered:
    try:
        document = json.loads(body)
        return Registered(
            app_id=int(document["id"]),
            name=str(document["name"]),
            page=str(document["html_url"]),
            webhook_secret=str(document["webhook_secret"] or ""),
            private_key=str(document["pem"]),
        )
    except (ValueError, LookupError, TypeError):
        # Not the cause: the text that was not understood has the credentials in it.
        raise RequestRejected("GitHub's answer is not of the form that it documents.") from None
