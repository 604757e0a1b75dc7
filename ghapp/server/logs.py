"""The log: readable lines on a console, or one JSON object a line for machines that collect it."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from aiohttp.http_exceptions import HttpProcessingError

# The facts that log lines carry besides their text.
FACTS = (
    "delivery",
    "event",
    "kind",
    "action",
    "repository",
    "number",
    "head",
    "reason",
    "attempt",
)


def set_up(level: str, form: str) -> None:
    """Write the log of the whole process to standard error, in one of the two forms."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else ConsoleLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("aiohttp.server").addFilter(without_unreadable_requests)


def without_unreadable_requests(record: logging.LogRecord) -> bool:
    """Whether a line of the web server stays in the log.

    What is no HTTP is answered with 400. aiohttp would log it as an error, with a traceback and
    with the address that was asked for, which may hold a secret.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


class ConsoleLines(logging.Formatter):
    """Time, level, text, and the facts as `name=value`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """One line."""
        facts = "".join(f" {name}={value}" for name, value in _facts(record).items())
        # What strangers wrote may hold line ends, which would look like lines of ours.
        return (super().formatMessage(record) + facts).replace("\r", " ").replace("\n", " ")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        document: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            document["error"] = self.formatException(record.exc_info)
        return json.dumps(document, default=str)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    return {name: vars(record)[name] for name in FACTS if vars(record).get(name) is not None}
