"""Parts of comments: fences around text of strangers, and links to what explains a rule."""

from __future__ import annotations

import re

from ghapp.rules.problem import Problem
from ghapp.rules.rule import RULES_PAGE


def entry(name: str) -> str:
    """The address of the documentation of a rule, or of a problem of a whole file."""
    return f"{RULES_PAGE}#{name}"


def explained(problem: Problem) -> str:
    """A problem's message, with a link to its documentation."""
    return f"{problem.message} ([{problem.rule}]({entry(problem.rule)}))"


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block, whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = f"{text}\n" if text else ""
    return f"{fence}{language}\n{body}{fence}"
