"""Parts of comments: text of strangers that breaks out of nothing, and links to rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ghapp.newsletter.code_spans import code_span
from ghapp.rules.problem import Problem
from ghapp.rules.rule import RULES_PAGE

LONGEST_LINE = 200  # characters


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


def first_line(text: str) -> str:
    """The first line of a text of strangers, as a code span of bounded length."""
    return code_span(text.split("\n", 1)[0][:LONGEST_LINE])


def folded(title: str, text: str) -> str:
    """Text that is shown when somebody presses its title."""
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block, whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = f"{text}\n" if text else ""
    return f"{fence}{language}\n{body}{fence}"
