"""Mojibake: text that went through a wrong encoding is restored (`N√ºrnberg` is `Nürnberg`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.diff import shared_ends
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re


def _shown(first: int, last: int) -> frozenset[str]:
    """The characters that bytes look like in the three encodings that text gets lost in."""
    raw = bytes(range(first, last + 1))
    letters = {raw.decode(name, "ignore") for name in ("latin-1", "cp1252", "mac-roman")}
    return frozenset("".join(letters))


SIGNS = pattern(r"[^\x00-\x7f]{2}")
# UTF-8 read as Mac Roman, in places where nobody writes a root or a private character.
MAC_REST = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"  # 0x80 to 0xBF
MAC = pattern(
    rf"(?<=[A-Za-z])√[{MAC_REST}]|√[{MAC_REST}](?=[a-z])|\uf8ff[{MAC_REST}]{{3}}"
    rf"|‚[ÄÜÑÖá][{MAC_REST}]|Ô∏è"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find lines that make sense once their bytes are read as UTF-8."""
    lines = [(number, line) for number, line in reading.foreign_lines if SIGNS.search(line)]
    if not lines:
        return
    lead, rest = _shown(0xC2, 0xF4), _shown(0x80, 0xBF)
    for number, line in lines:
        if not any(first in lead and then in rest for first, then in pairwise(line)):
            continue
        restored = _restored(line)
        if restored != line:
            start, end = shared_ends(line, restored)
            span = Span.within(number, start, len(line) - end)
            fix = Fix(span, restored[start : len(restored) - end])
            yield Problem(
                span, "These letters are garbled: the text was saved in a wrong encoding.", fix
            )


def _restored(line: str) -> str:
    import ftfy  # only damaged text is worth the time that this takes

    return MAC.sub(_as_utf8, ftfy.fix_encoding(line))


def _as_utf8(match: re.Match[str]) -> str:
    try:
        return match[0].encode("mac-roman").decode()
    except UnicodeError:
        return match[0]


RULE = Rule(
    name="mojibake",
    check=check,
    severity=Severity.ERROR,
    why="A program that guesses the wrong encoding garbles every accented letter of a file.",
    bad="* [Rust in N√ºrnberg](https://blog.example/nuernberg)",
    good="* [Rust in Nürnberg](https://blog.example/nuernberg)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.WORDS,
)
