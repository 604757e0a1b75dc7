"""Answers put into HTTP: errors in GitHub's shape, entity tags, and the headers of every answer."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from aiohttp import web

from ghapp.sandbox.api.call import ApiAnswer
from ghapp.sandbox.api.routing import Route
from ghapp.sandbox.errors import ApiError

DOCS = "https://docs.github.com/rest"
MEDIA_TYPE = "github.v3; format=json"


def refusal(error: ApiError, route: Route | None) -> ApiAnswer:
    """What a refused request is answered."""
    docs = f"{DOCS}/{route.docs}" if route is not None and error.status != 401 else DOCS
    body: dict[str, Any] = {"message": error.message}
    if error.errors:
        body["errors"] = error.errors
    body |= {"documentation_url": docs, "status": str(error.status)}
    return ApiAnswer(body, error.status, error.headers)


def http_response(request: web.Request, answer: ApiAnswer) -> web.Response:
    """The answer as it goes out; 304 where the asker has it already."""
    headers = {
        "X-GitHub-Media-Type": MEDIA_TYPE,
        "X-GitHub-Request-Id": uuid.uuid4().hex[:16].upper(),
        "X-GitHub-Api-Version-Selected": request.headers.get("X-GitHub-Api-Version", "2022-11-28"),
    }
    headers |= answer.headers
    body = answer.raw
    if body is None and answer.status != 204:
        body = json.dumps(answer.body, separators=(",", ":")).encode()
    if request.method == "GET" and answer.status == 200 and body is not None:
        tag = f'W/"{hashlib.sha256(body).hexdigest()}"'
        headers |= {"ETag": tag, "Cache-Control": "private, max-age=60, s-maxage=60"}
        sent = request.headers.get("If-None-Match", "").removeprefix("W/")
        if sent and sent == tag.removeprefix("W/"):
            return web.Response(status=304, headers=headers)
    if answer.status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(
        status=answer.status, body=body, headers=headers | {"Content-Type": answer.content_type}
    )
