"""Links in sentences: what the editors write themselves works on the site, too."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import TEXTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# A text and an address with other brackets around or between them, or with one missing.
MEANT = pattern(
    r"\[(?P<text>[^\[\]\0]+)\][ \t]?[(\[{]{1,2}(?P<address>https?://[^\s()\[\]{}\0]+)[)\]}]*"
)
HALF = pattern(r"\][ \t]?\(\S*|\]\[[^\[\]]*\]?")
WRITTEN_SO = "A link is written `[text](address)`."


def check(reading: Reading) -> Iterator[Problem]:
    """Find links in prose that readers would see as their source, or that lead nowhere."""
    for item in reading.items(TEXTS):
        if "](" not in item.text and "][" not in item.text and "] (" not in item.text:
            continue
        for link in item.links:
            if not link.url:
                yield Problem(link.span, "Give the link an address.")
            elif not link.text.strip():
                yield Problem(link.span, "Give the link a text.")
        if "://" not in item.unlinked:
            continue
        meant = list(MEANT.finditer(item.unlinked))
        for match in meant:
            span = Span.within(item.line, *match.span())
            fix = Fix(span, f"[{match['text']}]({match['address']})")
            # Where nothing closes the address, nobody can say where it ends.
            yield Problem(span, WRITTEN_SO, fix if match[0][-1] in ")]}" else None)
        half = HALF.search(item.unlinked) if not meant else None
        if half and "://" in half[0] + item.unlinked[half.end() :]:
            yield Problem(Span.within(item.line, *half.span()), WRITTEN_SO)


RULE = Rule(
    name="prose-link",
    check=check,
    severity=Severity.ERROR,
    why="Mistakes get into print where nobody checks: in the sentences of the editors.",
    section="Jobs",
    bad="See the [full report](https://blog.example/report] for details.",
    good="See the [full report](https://blog.example/report) for details.",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
