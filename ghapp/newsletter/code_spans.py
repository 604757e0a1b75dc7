"""Code in a line: between backticks, and in comments, nothing is Markdown."""

from __future__ import annotations

from ghapp.newsletter.runs import runs_of


def without_code(line: str) -> str:
    """A line with its code spans and comments blanked out, every column where it was."""
    for start, end in code_spans(line):
        line = line[:start] + "\0" * (end - start) + line[end:]
    return without_comments(line, " ")


def without_comments(line: str, blank: str = "") -> str:
    """A line without its comments, or with something in place of each of their characters."""
    start = line.find("<!--")
    while start >= 0 and (end := line.find("-->", start)) >= 0:
        behind = end + len("-->")
        line = line[:start] + blank * (behind - start) + line[behind:]
        start = line.find("<!--", start)
    return line


def code_spans(line: str) -> list[tuple[int, int]]:
    """Where the code spans of a line begin and end, with their backticks."""
    runs = runs_of("`", line) if "`" in line else []
    positions: dict[int, list[int]] = {}  # length of a run -> the runs so long, last one first
    for index in range(len(runs) - 1, -1, -1):
        positions.setdefault(runs[index][1] - runs[index][0], []).append(index)
    found, index = [], 0
    while index < len(runs):
        start, end = runs[index]
        later = positions[end - start]
        while later and later[-1] <= index:
            later.pop()
        if later:
            index = later[-1]
            found.append((start, runs[index][1]))
        index += 1
    return found


def open_backtick(line: str) -> int | None:
    """Where a run of backticks stands that nothing closes."""
    rest = without_code(line)
    at = rest.find("`")
    return at if at >= 0 else None


def code_span(text: str) -> str:
    """Text as a Markdown code span that nothing in it can break out of."""
    text = " ".join(text.split()) or " "
    runs = runs_of("`", text) if "`" in text else []
    longest = max((end - start for start, end in runs), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
