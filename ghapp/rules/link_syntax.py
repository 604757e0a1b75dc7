"""Link syntax: a link that is written so that it becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import LISTS, Fix, Problem, Reading, Rule, Severity

# No pattern may try again from inside what it has read: long lines of brackets are read once.
TITLE = r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
ADDRESS = r"https?://[^\s()\[\]<>]*(?:\([^\s()]*\)[^\s()\[\]<>]*)*"
LINK = re.compile(rf"{TITLE}\(<?{ADDRESS}>?(?:[ \t]+\"[^\"]*\")?\)")
FORMS = (
    (re.compile(rf"\(([^()\[\]]+)\)\[({ADDRESS})\]"), r"[\1](\2)"),  # (title)[address]
    (re.compile(rf"({TITLE})\[({ADDRESS})\]"), r"\1(\2)"),  # [title][address]
    (re.compile(rf"({TITLE}):[ \t]*\(({ADDRESS})\)"), r"\1(\2)"),  # [title]: (address)
    (re.compile(rf"({TITLE})[ \t]*(https?://[^\s()<>\[\]]+)\)?[ \t]*$"), r"\1(\2)"),  # no (
    (re.compile(rf"({TITLE})\{{({ADDRESS})\}}"), r"\1(\2)"),  # [title]{address}
    (re.compile(rf"({TITLE})\(({ADDRESS})[\]}}][ \t]*$"), r"\1(\2)"),  # [title](address]
    (re.compile(rf"({TITLE})\(\(({ADDRESS})\)\)"), r"\1(\2)"),  # [title]((address))
    (re.compile(rf"({TITLE})\(({ADDRESS})\)\)+[ \t]*$"), r"\1(\2)"),  # [title](address))
    (re.compile(rf"({TITLE})\(({ADDRESS})[ \t]*$"), r"\1(\2)"),  # [title](address
    (re.compile(rf"(?<=\* )([^\[\]()|]+)\]\(({ADDRESS})\)"), r"[\1](\2)"),  # title](address)
    (re.compile(rf"\[([^\[\]()|`]+)\(({ADDRESS})\)[ \t]*$"), r"[\1](\2)"),  # [title(address)
)
EMPTY = re.compile(r"\[[ \t]*\]\((?!\))[^()]*\)|\[[^\[\]]+\]\([ \t]*\)")
SPACED = re.compile(r"\]\((https?://[^\s()<>\"]+(?: [^\s()<>\"]+)+)\)")
ENCODED = {"(": "%28", ")": "%29"}


def check(reading: Reading) -> Iterator[Problem]:
    """Find links that would not work, by the ways in which people miss the syntax."""
    yield from _broken_over_lines(reading)
    for number, line in reading.lines(LISTS):
        if LINK.sub("", line).find("[") < 0 and line.endswith(")") and "[](" not in line:
            continue
        if "[" in line or "](" in line:
            yield from _in_line(number, without_code(line), line)


def _in_line(number: int, seen: str, line: str) -> Iterator[Problem]:
    yield from ()
