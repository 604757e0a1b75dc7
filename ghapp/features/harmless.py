"""What the app repeats in a comment: text of strangers made harmless, and rules explained."""

from __future__ import annotations

import re

from ghapp.rules.book import NAMES
from ghapp.rules.rule import RULES_PAGE, Problem


def explained(problem: Problem) -> str:
    """A problem's message, with a link to the entry of its rule."""
    if problem.rule not in NAMES:
        return problem.message
    return f"{problem.message} ([{problem.rule}]({RULES_PAGE}#{problem.rule}))"


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block, whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = f"{text}\n" if text else ""
    return f"{fence}{language}\n{body}{fence}"
