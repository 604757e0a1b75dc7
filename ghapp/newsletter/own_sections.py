"""Sections of which only the template knows what they are for: their text told from their items."""

from __future__ import annotations

from ghapp.newsletter.bullets import beginning_of, begins_item
from ghapp.newsletter.draft import DEFINITION, Draft
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LINK_ALONE = ("[", "(", "<http", "http")  # what a link that lacks its bullet begins with
IMAGES = ("![", "[![")
SENTENCE_ENDS = (".", "!", "?", ":", ";", ",")
LINK_SIGNS = ("[", "]", "://", "www.")  # one of them is in each link, however damaged


@record
class OwnText:
    """What of a section is text, and whether anything else is in it."""

    lines: frozenset[int]
    has_items: bool


def own_text(draft: Draft, start: int, end: int) -> OwnText:
    """Tell the text of a section from its submissions.

    Paragraphs and pictures are text, and so are list items without any link, but where most items
    begin with one: there it was forgotten.

    Args:
        draft: that the section stands in.
        start: its first line.
        end: the line behind its last one.

    """
    text: set[int] = set()
    items: list[range] = []
    for block in _blocks(draft, start, end):
        first = draft.line(block[0])
        if _is_prose(first, draft.line(block[-1])):
            text.update(block)
        elif first.strip() and not _is_definition(first):
            items += _items(draft, block)
    linked = sum(_begins_with_link(draft.line(item[0])) for item in items)
    linkless = [item for item in items if not _has_link(draft, item)]
    if linked <= len(linkless):
        text.update(number for item in linkless for number in item)
    return OwnText(frozenset(text), has_items=any(item[0] not in text for item in items))


def _blocks(draft: Draft, start: int, end: int) -> Iterator[range]:
    """The paragraphs and lists of a section, and each of its blank lines."""
    while start < end:
        last = _last_of_block(draft, start, end)
        yield range(start, last + 1)
        start = last + 1


def _last_of_block(draft: Draft, first: int, end: int) -> int:
    """The last line of the paragraph or list that begins on a line."""
    last = first
    if not _is_prose(draft.line(first), ""):
        while last + 1 < end and draft.line(last).strip() and draft.line(last + 1).strip():
            last += 1
        return last
    while last + 1 < end and (below := draft.line(last + 1)).strip() and not begins_item(below):
        last += 1
    return last


def _is_prose(first: str, last: str) -> bool:
    """Whether a block is a paragraph, by its first and last line."""
    if not first.strip() or first[0] in " \t" or begins_item(first):
        return False
    is_link = first.startswith(LINK_ALONE) and not first.startswith(IMAGES)
    return not is_link or last.rstrip().endswith(SENTENCE_ENDS)


def _is_definition(line: str) -> bool:
    """Whether a line says where a reference leads, or begins a footnote."""
    return DEFINITION.match(line) is not None or (line.startswith("[^") and "]:" in line)


def _items(draft: Draft, block: range) -> Iterator[range]:
    """The items of a list, each with what hangs below it."""
    starts = [n for n in block if n == block[0] or _is_at_the_margin(draft.line(n))]
    for start, following in zip(starts, [*starts[1:], block[-1] + 1], strict=True):
        yield range(start, following)


def _is_at_the_margin(line: str) -> bool:
    return not line[:1].isspace() and begins_item(line)


def _has_link(draft: Draft, item: range) -> bool:
    return any(sign in draft.line(number) for number in item for sign in LINK_SIGNS)


def _begins_with_link(line: str) -> bool:
    begins = beginning_of(line)
    return bool(begins.bullet) and line[begins.end :].lstrip("*_").startswith("[")
