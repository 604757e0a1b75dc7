"""What is wrong with one line of front matter between fences."""

from __future__ import annotations

from ghapp.records import record


@record
class FencedFlaw:
    """Something wrong with a line of front matter, and what should stand there or above it."""

    line: int
    message: str
    wanted: str | None = None  # None: nobody can say
    is_above: bool = False  # whether it is to stand above the line, not in its place
    is_question: bool = False  # whether it may be meant so
    is_reworded: bool = False  # what an editor may do
