"""Links in a sentence that are written with other brackets than theirs, or with one too many."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.items import blanked
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import is_whole_address
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.items import Item

ADDRESS = r"(?P<address>https?://[^\s()\[\]{}<>（）［］\0]+)"
CLOSED = r"[)\]}>）］】]*"
# A text and an address with other brackets around or between them, or with one missing.
MEANT = (
    pattern(
        r"[\[［【](?P<text>[^\[\]［］【】\0]+)[\]］】][ \t]?"
        rf"[(\[{{<（［【]{{1,2}}{ADDRESS}(?P<closed>{CLOSED})"
    ),
    pattern(
        rf"[\[({{（](?P<text>[^()\[\]{{}}（）\0]+)[)\]}}）][(\[{{（]{ADDRESS}(?P<closed>{CLOSED})"
    ),
    pattern(rf"\[(?P<text>[^()\[\]\0]+)\({ADDRESS}(?P<closed>{CLOSED})"),
)
NESTED = pattern(
    r"\[(?P<text>[^\[\]]+)\]\(\[(?P<inner>[^\[\]]*)\]\(" + ADDRESS + r"(?P<closed>\)\))"
)
REVERSED = pattern(r"\[(?P<address>https?://[^\s\[\]\0]+)\]\((?P<text>[^\W\d_][^()\[\]\0./:#?]*)\)")
IMAGE = pattern(r"(?<![^\W_])!\[[^\[\]\0]*\]\([^()\s\0]+(?:[ \t]+\"[^\"]*\")?\)")
ENCLOSED = "://"
OPENING = ("(", "[")  # a bracket: perhaps of the address that was meant
SIGNS_OF_ADDRESSES = frozenset(".:/#?")


@record
class WrittenLink:
    """A link as it was meant, and where it stands in its line, from 0."""

    start: int
    end: int
    markdown: str
    is_sure: bool


def written_links(item: Item) -> Iterator[WrittenLink]:
    """The links of a sentence that the site does not show as such."""
    yield from _nested(item)
    yield from _opened_twice(item)
    yield from _reversed(item)
    if ENCLOSED not in item.unlinked and "<http" not in item.text:
        return
    # An address in angle brackets may be half of a link.
    links = [place for place in item.places if item.text[place[0]] != "<"]
    text = without_images(blanked(item.visible, links))
    for form in MEANT:
        found = list(form.finditer(text))
        for match in found:
            markdown = f"[{match['text']}]({match['address']})"
            # Where nothing closes the address, nobody can say where it ends.
            is_sure = bool(match["closed"]) and text[match.end() : match.end() + 1] not in OPENING
            yield WrittenLink(match.start(), match.end(), markdown, is_sure)
        if found:
            return


def without_images(text: str) -> str:
    """A line with its images blanked out, every column where it was; `Thanks![crab]` is none."""
    return blanked(text, [match.span() for match in IMAGE.finditer(text)] if "![" in text else ())


def _nested(item: Item) -> Iterator[WrittenLink]:
    """Links in the place of an address: `[text]([address](address))`."""
    for match in NESTED.finditer(item.visible) if "]([" in item.visible else ():
        is_sure = ENCLOSED in match["inner"] or match["inner"] == match["text"]
        markdown = f"[{match['text']}]({match['address']})"
        yield WrittenLink(match.start(), match.end(), markdown, is_sure)


def _opened_twice(item: Item) -> Iterator[WrittenLink]:
    """Links right behind a bracket that nothing closes."""
    for start, end in item.places:
        is_open = start > 0 and item.unlinked[start - 1] == "["
        if is_open and "]" not in item.unlinked[end:]:
            yield WrittenLink(start - 1, end, item.text[start:end], is_sure=True)


def _reversed(item: Item) -> Iterator[WrittenLink]:
    """Links whose text and address changed places: `[address](text)`."""
    for link, (start, end) in zip(item.links, item.places, strict=True):
        is_text = bool(link.url) and SIGNS_OF_ADDRESSES.isdisjoint(link.url)
        if is_text and link.has_address and is_whole_address(link.text):
            yield WrittenLink(start, end, f"[{link.url}]({link.text})", is_sure=True)
    # To the parser, what has spaces is no address.
    for match in REVERSED.finditer(item.unlinked) if "](" in item.unlinked else ():
        markdown = f"[{match['text'].strip()}]({match['address']})"
        yield WrittenLink(match.start(), match.end(), markdown, is_whole_address(match["address"]))
