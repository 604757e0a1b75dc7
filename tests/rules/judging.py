"""The harness under its former names."""

from typing import Any

from ghapp.rules.judge import Verdict
from tests.rules.harness import CONTEXT, DRAFT, fixed, reported, verdict, worst

__all__ = ["CONTEXT", "DRAFT", "fixed", "reported", "verdict_on", "worst"]


def verdict_on(text: str, *names: str, **more: Any) -> Verdict:
    """What the rules say when `text` stands in a section."""
    return verdict(text, *names, **more)
