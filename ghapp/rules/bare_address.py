"""Bare addresses: a page is linked by its title, not shown as its address."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import CONTRIBUTED
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

LINKED = pattern(r"\[[^\[\]]*\]\([^()\s]*\)")
ADDRESS = pattern(r"<?(https?://|www\.)[^\s<>]+[^\s<>.,;:!?)]>?")
# Before an address, these make it (part of) a link, another rule's business or no address at all.
PART_OF_LINK = ("](", "](<", "] (", "]( ", "=", '"', "/", "[", "(", "]", "]:", "]: ", "] ")
TITLED = pattern(
    r"([ \t]*[*+-][ \t]+(?:\[\w{2,6}\][ \t]+)*)([^\[\]()<>|`]*[^\[\]()<>|`\s:–—-])"
    r"[ \t]*(?:[:–—-][ \t]*)?[<(]?(https?://[^\s<>()]+)[>)]?[ \t]*$"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses outside of links."""
    for number, line in reading.irregular_lines(CONTRIBUTED):
        if line.count("://") <= line.count("](http") and "www." not in line:
            continue
        titled = TITLED.match(line)
        if titled and "://" in titled[2]:
            titled = None
        at = titled.span(3) if titled else _bare(without_code(line))
        if at is None:
            continue
        span = Span.within(number, *at)
        if titled:
            link = f"[{titled[2].strip()}]({titled[3]})"
            fix = Fix(Span.within(number, titled.start(2), len(line)), link)
            yield Problem(span, "Link the title to the address: `[Title](address)`.", fix)
        else:
            yield Problem(span, "Write a link with the page's title: `[Title](address)`.")
    yield from _titled_by_address(reading)


def _titled_by_address(reading: Reading) -> Iterator[Problem]:
    """A link whose title is the address that it leads to."""
    for link in reading.links(CONTRIBUTED):
        if "://" not in link.text or link.text.strip() != link.url:
            continue
        if reading.change.head.slice(link.span).startswith("["):  # `<address>` is told above
            yield Problem(link.text_span, "Write the page's title instead of its address.")


def _bare(line: str) -> tuple[int, int] | None:
    """Where the first address stands that is in no link."""
    for match in ADDRESS.finditer(line):
        before = line[: match.start()][-3:]
        if not before.endswith(PART_OF_LINK) and not before[-1:].isalnum():
            return match.span()
    return None


RULE = Rule(
    name="bare-address",
    check=check,
    severity=Severity.WARNING,
    why="The site does not make a link of an address by itself, and readers choose by titles.",
    bad="* A Post: https://blog.example/post",
    good="* [A Post](https://blog.example/post)",
)
