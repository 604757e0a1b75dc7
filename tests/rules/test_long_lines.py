"""No rule about addresses, events, calls or places loses its time in a line made to hurt."""

from time import process_time

import pytest

from ghapp.newsletter.changes import Change
from ghapp.rules.reading import Reading
from ghapp.rules.registry import rules
from tests.rules.harness import CONTEXT, DRAFT, TEMPLATE

LONG = 100_000
SECTIONS = (
    "### Research",
    "## Upcoming Events",
    "### CFP - Events",
    "### CFP - Projects",
    "## Jobs",
)
LINES = [
    "[" * LONG,
    "(" * LONG,
    "* [a](" * (LONG // 6),
    "* [a](https://a.example/" + "amp/" * (LONG // 4) + ")",
    "* [a](https://a.example/?" + "utm_a=1&" * (LONG // 8) + ")",
    "* [a](https://" + "a." * (LONG // 2) + ")",
    "* [a](" + "https://" * (LONG // 8) + ")",
    "* 2026-08-27 | " + "a, " * (LONG // 3) + "| [a](https://a.example)",
    "* 2026-08-27 | Virtual " + "(" * LONG + " | [a](https://a.example)",
    "* [a](https://a.example) " + "| 1 May 2026 " * (LONG // 13),
    "2026-08-27" * (LONG // 10),
    "<!-- " * (LONG // 5),
    "A_" * (LONG // 2),
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:16])
@pytest.mark.parametrize("length", [4_900, LONG])
def test_a_long_line_is_read_in_no_time(line: str, length: int):
    """In every section, just short enough to be read, and far too long."""
    text = TEMPLATE
    for heading in SECTIONS:
        text = text.replace(heading, f"{heading}\n\n{line[:length]}\n")
    change = Change.between(DRAFT, TEMPLATE, text)
    assert change.head.links is not None
    for rule in rules():
        start = process_time()
        list(rule.check(Reading(change, CONTEXT, rule.kinds[0])))
        assert process_time() - start < 0.5, rule.name
