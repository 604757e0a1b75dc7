"""Code in a line: between backticks, and in comments, nothing is Markdown."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

TICKS = pattern("`+")


def without_code(line: str) -> str:
    """A line with its code spans and comments blanked out, every column where it was."""
    if "`" in line:
        line = _without_spans(line)
    start = line.find("<!--")
    while start >= 0:
        end = line.find("-->", start)
        if end < 0:
            break
        line = line[:start] + " " * (end + 3 - start) + line[end + 3 :]
        start = line.find("<!--", end)
    return line


def _without_spans(line: str) -> str:
    runs = [match.span() for match in TICKS.finditer(line)]
    positions: dict[int, list[int]] = {}  # length of a run -> the runs so long, last one first
    for index in range(len(runs) - 1, -1, -1):
        positions.setdefault(runs[index][1] - runs[index][0], []).append(index)
    pieces, done, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        later = positions[end - start]
        while later and later[-1] <= index:
            later.pop()
        if later:
            closing = runs[later[-1]][1]
            pieces += [line[done:start], "\0" * (closing - start)]
            done = closing
            index = later[-1]
        index += 1
    return "".join(pieces) + line[done:]


def open_backtick(line: str) -> int | None:
    """Where a run of backticks stands that nothing closes."""
    rest = without_code(line)
    at = rest.find("`")
    return at if at >= 0 else None


def code_span(text: str) -> str:
    """Text as a Markdown code span that nothing in it can break out of."""
    text = " ".join(text.split()) or " "
    longest = max((len(run) for run in TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
