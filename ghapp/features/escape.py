"""Parts of comments: fences around text of strangers, and links to what explains a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ghapp.rules.problem import Problem
from ghapp.rules.rule import RULES_PAGE


def entry(name: str) -> str:
    """The address of the documentation of a rule, or of a problem of a whole file."""
    return f"{RULES_PAGE}#{name}"


def explained(problems: Iterable[Problem]) -> str:
    """The messages of problems, each once, with one link to the documentation of each rule."""
    messages: dict[str, dict[str, None]] = {}
    for problem in problems:
        messages.setdefault(problem.rule, {})[problem.message] = None
    return " ".join(
        f"{' '.join(said)} ([{rule}]({entry(rule)}))" for rule, said in messages.items()
    )


def folded(title: str, text: str) -> str:
    """Text that is shown when somebody presses its title."""
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block, whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = f"{text}\n" if text else ""
    return f"{fence}{language}\n{body}{fence}"
