"""Whether time grows with the length of a bad text and no faster, shown by doubling it.

Run it with `python benchmarks/adversarial.py`. For each kind of bad text it prints the time for
a size and the ratio to the time for half of it: about 2 is linear, 4 would be quadratic.
"""

from __future__ import annotations

import sys
import time
from datetime import date

from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.review.assessment import review
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import ReadingList
from ghapp.rules.changed_lines import LONGEST_LINE
from ghapp.rules.context import Context
from ghapp.rules.judge import judge
from ghapp.rules.registry import rules
from ghapp.settings.tree import Settings

TEMPLATE = (
    "# Weekly\n\n### Posts\n\n## Upcoming Events\n\n### CFP - Projects\n\n# Quote of the Week\n"
)
BEFORE = TEMPLATE.replace("### Posts\n", "### Posts\n{}")
EVENTS = TEMPLATE.replace("## Upcoming Events\n", "## Upcoming Events\n{}")
QUOTES = TEMPLATE + "{}"
DRAFT = "draft/2026-08-26-this-week-in-rust.md"
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

OLD, NEW = (
    "* [Old crabs walk #N](https://a.example/#N)\n",
    "* [New fish swim](https://b.example/#N)\n",
)
# What a stranger's pull request may do to many lines at once: each before and after.
REWRITTEN = {
    "headings added": ("", "# a\n" * 8),
    "headings of their own": ("", "### Section #N\n\n* [A](https://a.example/#N)\n"),
    "headings below a section": ("", "#### Part #N\n\n* [A](https://a.example/#N)\n"),
    "headings underlined": ("", "Section #N\n---\n\n* [A](https://a.example/#N)\n\n"),
    "lines across the page": ("", "a\n---\n---\n\n===\n"),
    "numbered lists": ("", "1. [A](https://a.example/#N)\n2. Text.\n\n"),
    "headings repeated": ("", "### Posts\n\n### Postings\n"),
    "headings taken away": ("### Section #N\n\nText.\n", "\n"),
    "submissions replaced": (OLD, NEW),
    "submissions retitled": (OLD, OLD.replace("Old crabs", "New fish")),
    "addresses replaced": (OLD, OLD.replace("a.example", "b.example")),
    "submissions added": ("", NEW),
    "submissions removed": (OLD, ""),
    "one page repeated": ("", "* [A page](https://a.example/)\n"),
    "lines repeated": ("a\nb\n" * 8, "b\nc\n" * 8),
    "bullets": ("", "- [A page](https://a.example/#N)\n"),
}


def seconds(frame: str, text: str) -> float:
    """The time that it takes to judge a draft with a text in one of its sections."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        judged(frame, text)
        times.append(time.perf_counter() - start)
    return min(times)


def pull_seconds(before: str, after: str) -> float:
    """The time that it takes to assess a pull request that writes one text over another."""
    texts = [BEFORE.replace("{}", text).encode() for text in (before, after)]
    wanted = ReadingList(Settings(), date(2026, 8, 20))
    around = wanted.surroundings([DRAFT], Template(TEMPLATE), None)
    start = time.perf_counter()
    review(
        (FileBeforeAndAfter(DRAFT, FileStatus.MODIFIED, texts[0], texts[1]),), around
    ).assessment(is_editor=False)
    return time.perf_counter() - start


def pulls(most: int) -> int:
    """Print a line for each kind of pull request; how many are too steep."""
    steep = 0
    for name, forms in REWRITTEN.items():
        times = []
        for size in (most // 2, most):
            numbers = range(size // 40)
            texts = ["".join(form.replace("#N", str(n)) for n in numbers) for form in forms]
            times.append(min(pull_seconds(*texts) for _ in range(2)))
        too_steep = times[1] / times[0] > TOO_STEEP and times[1] > 0.1
        steep += too_steep
        mark = "  too steep" if too_steep else ""
        print(f"{name:34}{most:>9}{times[1]:>9.3f}{times[1] / times[0]:>7.1f}{mark}", flush=True)
    return steep


def judged(frame: str, text: str) -> None:
    """Judge a whole draft with a text in one of its sections."""
    change = Change.whole(DRAFT, frame.replace("{}", text))
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


def short_lines(piece: str, size: int) -> str:
    """Items and paragraphs of a few characters each."""
    text = f"* [A](https://a.example/) {piece} b\n\na {piece}b {piece}\n\n"
    return text * (size // len(text))


def quoted(piece: str, size: int) -> str:
    """A quote of paragraphs of a few characters each."""
    text = f"> a {piece}b\n>\n"
    return text * (size // len(text))


SHAPES = {one_line: 1, many_lines: 4, deep: 16, short_lines: 8, quoted: 8}  # a part of the largest


def main(largest: int = LARGEST) -> int:
    """Print a line for each kind of text; the exit code is 1 if one is too steep."""
    judged(BEFORE, one_line("√º", 100))  # libraries that are loaded when first needed
    steep = 0
    print(f"{'text':34}{'size':>9}{'seconds':>9}{'ratio':>7}")
    for shape, part in SHAPES.items():
        most = largest // part
        for frame, where in ((BEFORE, "posts"), (EVENTS, "events"), (QUOTES, "quotes")):
            for piece in PIECES:
                half, whole = (shape(piece, size) for size in (most // 2, most))
                before, after = seconds(frame, half), seconds(frame, whole)
                ratio = after / before
                too_steep = ratio > TOO_STEEP and after > 0.1
                steep += too_steep
                name = f"{shape.__name__} {where} {piece!r}"
                mark = "  too steep" if too_steep else ""
                print(f"{name:34}{len(whole):>9}{after:>9.3f}{ratio:>7.1f}{mark}", flush=True)
    steep += pulls(largest // 2)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGEST))
