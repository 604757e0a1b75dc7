"""The harness under its former names."""

from typing import Any

from ghapp.newsletter.calendar import FileKind
from ghapp.rules.judge import Verdict
from tests.rules import harness
from tests.rules.harness import DRAFT

__all__ = ["DRAFT", "finished", "mended", "said", "verdict", "verdict_on"]


def verdict(name: str, text: str, section: str = "", **more: Any) -> Verdict:
    """What a rule says when `text` stands in a section."""
    return harness.verdict(text, name, section=section, **more)


def verdict_on(name: str, before: str, after: str, path: str = DRAFT, **more: Any) -> Verdict:
    """What a rule says to a change of a whole file."""
    return harness.verdict_on(before, after, name, path=path, **more)


def finished(name: str, text: str, path: str) -> Verdict:
    """What a rule says to an edition that is being published."""
    return harness.verdict_on(None, text, name, path=path, kind=FileKind.FINISHED)


def said(name: str, text: str, section: str = "", **more: Any) -> list[str]:
    """The messages of a rule."""
    return harness.said(text, name, section=section, **more)


def mended(name: str, text: str, section: str = "", **more: Any) -> str:
    """The text as the rule's fixes leave it."""
    return harness.fixed(text, name, section=section, **more)
