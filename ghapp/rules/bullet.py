"""Bullets: every submission is a list item, and begins as all of them do."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.days import is_day
from ghapp.newsletter.items import Item
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Where the editors discuss a section; what they say about it is no submission.
DISCUSSIONS = ("/issues/", "/pull/", "/discussions/")
PLACES_FOR_LINKS = (SectionKind.SUBMISSIONS, SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)
ITEMS = ("* ", "- ", "+ ", "*[")
ONE_LINE_EACH = "Begin a new line for each list item."
NO_PROSE = ("*", "<", ">", "|", "!", "`", "[")
LETTERS = ("[", "_", "<", "`", '"', "“")  # and letters: what an item begins with


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items with another marker, and submissions with none."""
    mark, bullet = reading.conventions.mark, reading.conventions.bullet
    for item in reading.items(LISTS):
        number, line = item.line, item.text
        kind = reading.section_kinds[number]
        for start, behind in _joined(item, is_submission=kind is SectionKind.SUBMISSIONS):
            span = Span.within(number, start, behind)
            fix = Fix(span, f"\n{mark}") if behind < len(line.rstrip()) else None
            yield Problem(span, ONE_LINE_EACH, fix)
        if item.bullet == bullet or _is_in_italics(item):
            continue
        if line[0] == " " and kind is SectionKind.PROJECT:
            continue  # the project's own tools nest with dashes
        end = _end_of_marker(item)
        if end:
            span = Span.within(number, len(item.indent), end)
            yield Problem(span, f"Begin the list item with `{mark}`.", Fix(span, mark))
        elif _is_bare(reading, item):
            at = len(item.indent)
            is_nested = at > 3 or kind is SectionKind.EVENTS
            missing = Fix(Span.within(number, at if is_nested else 0, at), mark)
            message = f"Begin the submission with `{mark}`, to make it a list item."
            yield Problem(Span.within(number, at, len(line)), message, missing)
        elif _is_sentence(reading, item) or _is_glued(reading, item):
            form = reading.conventions.shown("* [Title of the page](address)")
            message = f"A submission is a list item with a link: `{form}`."
            yield Problem(Span.within(number, 0, len(line)), message)


def _is_in_italics(item: Item) -> bool:
    """Whether a star is no bullet: another one closes what it opens."""
    return item.bullet == "*" and not item.gap and item.text.rstrip().endswith("*")


def _end_of_marker(item: Item) -> int:
    """Where an unusual marker and its gap end; 0 where there is none."""
    if item.bullet:
        first = item.content[:1]
        is_text = (
            first.isalnum() or first in LETTERS or (first == "*" and item.content[1:2].strip())
        )
        return item.content_at if is_text and (item.gap or "](" in item.text) else 0
    content = item.content
    rest = content.lstrip("*")
    stars, text = len(content) - len(rest), rest.lstrip(" \t")
    is_item = text.startswith("[") or is_day(text[:10])
    if stars not in (2, 3) or rest == text or not is_item or content.rstrip().endswith("**"):
        return 0
    return len(item.text) - len(text)


def _joined(item: Item, *, is_submission: bool) -> Iterator[tuple[int, int]]:
    """What parts items on one line; all that follows where nothing does."""
    line = item.text
    emphasis = line.find("*[")  # what a later star ends
    ends_so = line.rstrip().endswith(")*")
    for index, (start, end) in enumerate(item.places):
        bracket = line.find("[", end)
        between = line[end:bracket].strip(" \t") if bracket >= 0 else "|"
        if between == "*" and not 0 <= emphasis < start:
            if not (ends_so and line[bracket - 1] == "*"):
                yield end, bracket
        elif between == "-" and is_submission and line[end] == "-" and bracket > end + 1:
            yield end, bracket
        elif is_submission and any(place[0] == end for place in item.places[index + 1 :]):
            yield end, len(line.rstrip())
            return


def _is_bare(reading: Reading, item: Item) -> bool:
    """Whether a line is a submission or an event without any marker."""
    kind = reading.section_kinds[item.line]
    before = item.before.strip()
    is_link = item.content.startswith("[") and item.links and (not before or before[-1] == "]")
    if kind is SectionKind.EVENTS:
        if item.is_dated and item.content.count("|") > 1:
            return True
        return bool(is_link and item.line - 1 in reading.events.by_line)
    return bool(kind in PLACES_FOR_LINKS and is_link and _begins_a_block(reading, item.line))


def _is_sentence(reading: Reading, item: Item) -> bool:
    """Whether a line announces a page in prose, where a list item should stand."""
    if (
        reading.section_kinds[item.line] is not SectionKind.SUBMISSIONS
        or not item.links
        or item.indent
    ):
        return False
    is_plain = "](http" in item.text and not item.text.startswith(NO_PROSE)
    return is_plain and not _is_note(item) and _begins_a_block(reading, item.line)


def _is_glued(reading: Reading, item: Item) -> bool:
    """Whether a line with a link stands between items: the site adds it to the one above."""
    if (
        reading.section_kinds[item.line] not in PLACES_FOR_LINKS
        or item.indent
        or item.has_usual_bullet
    ):
        return False
    text = item.text.rstrip()
    if "[" not in text.partition("](")[0] or "](" not in text or _is_note(item):
        return False
    if text.startswith(("<!--", "[")) or text[-1] in "*_|":
        return False
    head = reading.change.head
    return any(head.line(beside).startswith(ITEMS) for beside in (item.line - 1, item.line + 1))


def _is_note(item: Item) -> bool:
    """Whether the editors say something about a section, perhaps where they discuss it."""
    return "this section" in item.text.casefold() or any(
        place in link.url for link in item.links for place in DISCUSSIONS
    )


def _begins_a_block(reading: Reading, number: int) -> bool:
    above = reading.change.head.line(number - 1).strip()
    begins = above.startswith(("#", "* ", "- ", "+ ", "<!--", "["))
    return not above or begins or above.endswith("-->")


RULE = Rule(
    name="bullet",
    check=check,
    severity=Severity.WARNING,
    why="All lists of the newsletter look alike, and a line without a bullet joins the one above.",
    bad="- [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.WORDS,
)
