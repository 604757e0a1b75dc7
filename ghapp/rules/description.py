"""Descriptions: the title of the page says what it is about, and nothing stands around the link."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.events import event_of
from ghapp.newsletter.items import Item
from ghapp.newsletter.paragraphs import carries_on
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import says_something, words_in
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.SUBMISSIONS,)
# Editors leave the parts of a series, other languages and what was said in a video.
PARTS = frozenset(("part", "transcript", "slides", "version", "series", "english"))
ADDRESS = pattern(r"https?://\S+")
NO_TEXT = "Let the title speak for itself: no text after the link."
BLANKS = ("&nbsp;", "<br>", "<br/>", "<br />")


def check(reading: Reading) -> Iterator[Problem]:
    """Find text behind the last link of a submission, and before the first."""
    for item in reading.items(PLACES):
        if reading.section_kinds.is_own(item.line):
            continue
        if carries_on(item, reading.item(item.line - 1)):
            yield Problem(reading.whole_line(item.line), NO_TEXT)
        if not item.links or not (item.has_usual_bullet and item.gap) or _is_event(item):
            continue
        if item.links[0].text == item.links[0].url:
            continue  # an address alone, which lacks its title
        before = _words_beside(item.before.partition("[")[0])
        begins = not says_something(before) or item.prefix_before is not None
        further = _further_link(item) if begins else None
        if further is not None:
            span = Span.within(item.line, further, len(item.visible.rstrip()))
            yield Problem(span, "One link for a submission: the page itself.")
        else:
            yield from _behind(item)
        if not begins:
            span = Span.within(item.line, item.body_at, item.body_at + len(before))
            yield Problem(span, "Begin with the link: only `[video]` and the like stand before it.")


def _words_beside(text: str) -> str:
    """What stands beside a link without addresses, which are told as bare ones."""
    return ADDRESS.sub("", text) if "://" in text else text


def _is_event(item: Item) -> bool:
    """Whether it stands in the wrong section, which is another matter."""
    event = event_of(item.text) if "|" in item.text else None
    return event is not None and event.days.start is not None


def _behind(item: Item) -> Iterator[Problem]:
    """Text behind the last link."""
    behind = _words_beside(item.behind.rstrip())
    is_said = says_something(behind) and item.prefix_behind is None
    if not is_said:
        return
    at = item.places[-1][1]
    span = Span.within(item.line, at, at + len(behind))
    for blank in BLANKS:
        behind = behind.replace(blank, "")
    if behind.strip():
        yield Problem(span, NO_TEXT)
    else:
        yield Problem(span, "No white space after the link.", Fix(span, ""))


def _further_link(item: Item) -> int | None:
    """Where the rest of a line begins that has one more link; None where there may be one."""
    if len(item.links) == 1:
        return None
    first, second = item.links[:2]
    if (first.text, first.url) == (second.text, second.url):
        return None  # which is told as such
    end = item.places[0][1]
    words = words_in(item.links[1].text)
    is_part = any(word in PARTS or word.removeprefix("part").isdecimal() for word in words)
    is_item = item.text[end:].lstrip().startswith("*") or item.text.startswith(("[", "- ["), end)
    return None if is_part or is_item else end


RULE = Rule(
    name="description",
    check=check,
    severity=Severity.NOTICE,
    why="Editors take descriptions out: the list stays short, and no submission speaks louder.",
    bad="* [Post](https://blog.example/post) - a long story about Rust",
    good="* [Post](https://blog.example/post)",
    loses=Loss.WORDS,
    unless_broken=True,
)
