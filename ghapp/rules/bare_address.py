"""Bare addresses: a page is linked by its title, not shown as its address."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import Item
from ghapp.newsletter.meant_links import meant_link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import CONTRIBUTED, SENTENCES, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.newsletter.torn_links import is_address, is_title
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Not the rest of a link that is not complete: that is told where links are judged.
BARE = pattern(
    r"(?<![\w\[/\"=\]{（［])(?<!\][(: <])(?<!\]\s\()"
    r"(?:https?://|www\.)[^\s<>\0]*[^\s<>\0.,;:!?)]"
)
TITLED = (SectionKind.SUBMISSIONS, SectionKind.CFP_PROJECTS)
TITLE_FIRST = "Link the title to the address: `[Title](address)`."
WRITTEN_SO = "Write a link with the page's title: `[Title](address)`."


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses outside of links."""
    linked: set[int] = set()  # lines whose address gets its title
    for item in reading.items((*CONTRIBUTED, *SENTENCES)):
        is_prose = reading.section_kinds[item.line] in SENTENCES
        if is_prose and item.line in reading.wrapped_lines:
            continue
        if not any(mark in item.text for mark in ("://", "www.")):
            continue
        if not (is_prose and item.text.lstrip().startswith(">")):  # a quote stands as it is
            has_title = reading.section_kinds[item.line] in TITLED
            above = reading.item(item.line - 1) if has_title and is_address(item) else None
            if above is not None and is_title(above):
                found = [_below_its_title(above, item)]
            else:
                found = list(_outside(item, has_title=has_title, is_prose=is_prose))
            linked.update(item.line for problem in found if problem.fix)
            yield from found
    for link in reading.links((*CONTRIBUTED, *SENTENCES)):
        if "://" in link.text and link.text.strip() == link.url and link.line not in linked:
            is_short = not reading.change.head.slice(link.span).startswith("[")
            if is_short and reading.section_kinds[link.line] in SENTENCES:
                continue  # `<address>` is a link, and a sentence says what it is
            message = WRITTEN_SO if is_short else "Write the page's title instead of its address."
            yield Problem(link.text_span, message)


def _below_its_title(above: Item, item: Item) -> Problem:
    """An address alone, on the line below its title."""
    span = Span(above.line, above.body_at + 1, item.line, len(item.text) + 1)
    title, address = above.text[above.body_at :].strip(" \t:"), item.text.strip()
    return Problem(span, TITLE_FIRST, Fix(span, f"[{title}]({address})"))


def _outside(item: Item, *, has_title: bool, is_prose: bool) -> Iterator[Problem]:
    """The first address of a line that stands in no link."""
    rest = item.unlinked
    bare = BARE.search(rest) if "://" in rest or "www." in rest else None
    if bare and rest[bare.start() - 1] == "(" and not (item.links or is_prose):
        bare = None  # without a link, all of the line is at fault
    is_unlinked = all(link.text == link.url for link in item.links)
    meant = meant_link(item.text[item.body_at :]) if is_unlinked and has_title else None
    if meant and not meant.has_brackets and meant.is_sure and _is_all(item, meant.end):
        span = Span.within(item.line, item.body_at, item.body_at + meant.end)
        yield Problem(span, TITLE_FIRST, Fix(span, meant.markdown))
    elif bare:
        yield Problem(Span.within(item.line, *bare.span()), WRITTEN_SO)


def _is_all(item: Item, end: int) -> bool:
    return bool(item.gap) and not item.text[item.body_at + end :].strip()


RULE = Rule(
    name="bare-address",
    check=check,
    severity=Severity.WARNING,
    why="The site does not make a link of an address by itself, and readers choose by titles.",
    bad="* A Post: https://blog.example/post",
    good="* [A Post](https://blog.example/post)",
    unless_broken=True,
)
