"""Whether time grows with the length of a bad text and no faster, shown by doubling it.

Run it with `python benchmarks/adversarial.py`. For each kind of bad text it prints the time for
a size and the ratio to the time for half of it: about 2 is linear, 4 would be quadratic.
"""

from __future__ import annotations

import sys
import time

from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.rules.book import rules
from ghapp.rules.judge import judge
from ghapp.rules.reading import LONGEST_LINE
from ghapp.rules.rule import Context

TEMPLATE = (
    "# Weekly\n\n### Posts\n\n## Upcoming Events\n\n### CFP - Projects\n\n# Quote of the Week\n"
)
BEFORE = TEMPLATE.replace("### Posts\n", "### Posts\n{}")
EVENTS = TEMPLATE.replace("## Upcoming Events\n", "## Upcoming Events\n{}")
LARGEST = 200_000  # characters; another number can be named on the command line
TOO_STEEP = 3.0
WORDS = r"[ ] ( ]( [] []( [a]( [[a] ![ * ** ***a _ ` `a < <a <!-- --> \ | & : # > (a) [a] ...]("
SPACED = (
    "* ",
    "| ",
    " ",
    "\t",
    " *",
    " :",
    "2026-09-01 | ",
    "[video] ",
    "* [a](https://a.example/) ",
)
PIECES = (
    *WORDS.split(),
    *SPACED,
    "https://",
    "www.",
    "é",
    "√º",
    "\u200b",
    "\u00a0",
    "🦀",
    "\ud800",
)


def seconds(frame: str, text: str) -> float:
    """The time that it takes to judge a draft with a text in one of its sections."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        judged(frame, text)
        times.append(time.perf_counter() - start)
    return min(times)


def judged(frame: str, text: str) -> None:
    """Judge a whole draft with a text in one of its sections."""
    change = Change.whole("draft/2026-08-26-this-week-in-rust.md", frame.replace("{}", text))
    judge(change, Context(template=Template(TEMPLATE)), rules(), {})


def one_line(piece: str, size: int) -> str:
    """An item of one long line."""
    return "* " + piece * (size // len(piece)) + "x\n"


def many_lines(piece: str, size: int) -> str:
    """Many lines, each as long as the rules read."""
    line = "* " + piece * ((LONGEST_LINE - 4) // len(piece)) + "x\n"
    return line * (size // len(line))


def deep(piece: str, size: int) -> str:
    """Short lines, each a step deeper than the one above, up to as deep as the rules read."""
    depth = min(int(size**0.5), LONGEST_LINE)
    lines = (" " * (step % depth) + "* " + piece + "\n" for step in range(2 * size // depth))
    return "".join(lines)


def main(largest: int = LARGEST) -> int:
    """Print a line for each kind of text; the exit code is 1 if one is too steep."""
    judged(BEFORE, one_line("√º", 100))  # libraries that are loaded when first needed
    steep = 0
    print(f"{'text':34}{'size':>9}{'seconds':>9}{'ratio':>7}")
    for shape, most in ((one_line, largest), (many_lines, largest // 4), (deep, largest // 16)):
        for frame, where in ((BEFORE, "posts"), (EVENTS, "events")):
            for piece in PIECES:
                half, whole = (shape(piece, size) for size in (most // 2, most))
                before, after = seconds(frame, half), seconds(frame, whole)
                ratio = after / before
                too_steep = ratio > TOO_STEEP and after > 0.1
                steep += too_steep
                name = f"{shape.__name__} {where} {piece!r}"
                mark = "  too steep" if too_steep else ""
                print(f"{name:34}{len(whole):>9}{after:>9.3f}{ratio:>7.1f}{mark}", flush=True)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST))
