"""Links in sentences and headings: what the editors write themselves works on the site, too."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import has_bracket
from ghapp.newsletter.links_in_prose import WrittenLink, without_images, written_links
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.schemes import is_placeholder, with_scheme
from ghapp.newsletter.section_kinds import TEXTS
from ghapp.newsletter.spans import Span
from ghapp.newsletter.whole_address import WEB, is_whole_address
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

HALF = pattern(r"\][ \t]?\(\S*|\]\[[^\[\]]*\]?|(?<=[^\W\d])\](?=https?:)")
REFERENCE = pattern(r"(?<![\w\])])\[([^\[\]\0]*[^\W\d][^\[\]\0]*)\]\[([^\[\]\0]*)\]")
SIGNS = ("[", "]", "(http")
WRITTEN_SO = "A link is written `[text](address)`."


def check(reading: Reading) -> Iterator[Problem]:
    """Find links that readers would see as their source, or that lead nowhere."""
    for item in [*reading.items(TEXTS), *_headings(reading)]:
        if item.line in reading.wrapped_lines:
            continue  # what goes on below is no half of a link
        if not any(sign in item.text for sign in SIGNS) and "://" not in item.text:
            continue
        for link in item.links:
            if not link.url:
                yield Problem(link.span, "Give the link an address.")
            elif not link.text.strip():
                yield Problem(link.span, "Give the link a text.")
            elif with_scheme(link.url) == link.url and _leads_nowhere(link.url):
                message = f"On the site this leads to {code_span(link.url)}: no page is there."
                yield Problem(link.span, message)
        meant = list(written_links(item))
        for one in meant:
            yield _meant(item, one)
        yield from [] if meant else _half(reading, item)


def _headings(reading: Reading) -> list[Item]:
    """The headings that somebody put a link into; the template's are filled in later."""
    template = reading.context.template
    usual = template.draft.lines if template else ()
    return [item for item in reading.linked_headings if item.text not in usual]


def _leads_nowhere(url: str) -> bool:
    return url.startswith(WEB) and not is_whole_address(url) and not is_placeholder(url)


def _meant(item: Item, one: WrittenLink) -> Problem:
    span = Span.within(item.line, one.start, one.end)
    return Problem(span, WRITTEN_SO, Fix(span, one.markdown) if one.is_sure else None)


def _half(reading: Reading, item: Item) -> Iterator[Problem]:
    """What is left of a link that nobody can put together again."""
    text = without_images(item.unlinked)
    half = HALF.search(text) if "]" in text else None
    if half and "://" in half[0] + text[half.end() :]:
        yield Problem(Span.within(item.line, *half.span()), WRITTEN_SO)
    elif half and has_bracket(half[0]) and not item.text.lstrip().startswith(">"):
        reference = REFERENCE.search(text)
        # The site reads definitions right below a sentence, too.
        name = (reference[2] or reference[1]).strip().casefold() if reference else ""
        if reference and name not in reading.definitions:
            message = "Readers see the brackets: no line says where this leads."
            yield Problem(Span.within(item.line, *reference.span()), message)


RULE = Rule(
    name="prose-link",
    check=check,
    severity=Severity.ERROR,
    why="Mistakes get into print where nobody checks: in the sentences of the editors.",
    section="Jobs",
    bad="See the [full report](https://blog.example/report] for details.",
    good="See the [full report](https://blog.example/report) for details.",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    breaks_lines=True,
    loses=Loss.PAGES,
)
