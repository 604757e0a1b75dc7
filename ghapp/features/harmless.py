"""Text of strangers made harmless before the app repeats it in a comment."""

from __future__ import annotations

import re


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block, whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = f"{text}\n" if text else ""
    return f"{fence}{language}\n{body}{fence}"
