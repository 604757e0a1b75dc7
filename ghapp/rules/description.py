"""Descriptions: the title of the page says what it is about, and nothing stands around the link."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.events import event_of
from ghapp.newsletter.items import Item
from ghapp.newsletter.paragraphs import carries_on
from ghapp.newsletter.plain import says_something
from ghapp.newsletter.section_kinds import SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.behind_links import NO_TEXT, further_link, text_behind, words_beside
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PLACES = (SectionKind.SUBMISSIONS,)


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
        before = words_beside(item.before.partition("[")[0])
        begins = not says_something(before) or item.prefix_before is not None
        further = further_link(item) if begins else None
        if further is not None:
            span = Span.within(item.line, further, len(item.visible.rstrip()))
            yield Problem(span, "One link for a submission: the page itself.")
        else:
            yield from text_behind(item)
        if not begins:
            span = Span.within(item.line, item.body_at, item.body_at + len(before))
            yield Problem(span, "Begin with the link: only `[video]` and the like stand before it.")


def _is_event(item: Item) -> bool:
    """Whether it stands in the wrong section, which is another matter."""
    event = event_of(item.text) if "|" in item.text else None
    return event is not None and event.days.start is not None


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
