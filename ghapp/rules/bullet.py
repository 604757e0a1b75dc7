"""Bullets: every submission is a list item that begins with `* `."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS, SectionKind
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ORDERLY = ("* [", "* 2", "    * [", "#")
MARKER = pattern(
    r"[ \t]*((?:[-+•–]|\d{1,2}[.)](?=[ \t])|\*[ \t]+[*+-](?=[ \t]))[ \t]*)(?=[\[\w<`\"“]|\*\S)"
)
ITEM = pattern(r"[ \t]*(?:[*+-][ \t]|[*+-](?=\[)|\d{1,2}[.)][ \t])")
TITLE = r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
BARE_LINK = pattern(rf"[ \t]*(?:\[[^\[\]]*\][ \t:–—-]*){{0,3}}{TITLE}\(\S+\)")
BARE_EVENT = pattern(r"[ \t]*\d{4}-\d{2}-\d{2}[^|]*\|[^|]*\|")
EVENT = pattern(r"[ \t]*(?:[*+-][ \t]*)?\d{4}-\d{2}-\d{2}[^|]*\|")
DOUBLED = pattern(r"[ \t]*(\*{2,3}[ \t]+)(?=\[|\d{4}-)(?!.*\*\*[ \t]*$)")
JOINED = pattern(r"(?<=\])\([^()\s]+\)[ \t]*\*[ \t]*(?=\[)")
JOINED_BY_DASH = pattern(r"(?<=\])\([^()\s]+\)-[ \t]+(?=\[)")
TOUCHING = pattern(r"\](?:\([^()\s]*\))(\[[^\[\]]+\]\(https?://)")
# What the editors say about a section, and where they discuss it.
NOTE = pattern(r"(?i)\bthis section\b|\]\(https://[^()\s]{1,200}/(?:issues|pull|discussions)/\d+")
PLACES_FOR_LINKS = (SectionKind.SUBMISSIONS, SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)
ONE_LINE_EACH = "Begin a new line for each list item."
NO_PROSE = ("*", "<", ">", "|", "!", "`", "[")


def check(reading: Reading) -> Iterator[Problem]:
    """Find list items with another marker, and submissions with none."""
    for number, line in reading.irregular_lines(LISTS):
        if ")" in line and "[" in line:
            yield from _joined(number, line, reading.roles[number] is SectionKind.SUBMISSIONS)
        if line.startswith(ORDERLY) or not line:
            continue
        if line[0] == " " and reading.roles[number] is SectionKind.PROJECT:
            continue  # the project's own tools nest with dashes
        match = MARKER.match(line) or DOUBLED.match(line)
        if match and ("](" in line or match[1][-1] in " \t"):
            span = Span.within(number, match.start(1), match.end(1))
            yield Problem(span, "Begin the list item with `* `.", Fix(span, "* "))
        elif _is_bare(reading, number, line):
            at = len(line) - len(line.lstrip())
            is_nested = at > 3 or reading.roles[number] is SectionKind.EVENTS
            missing = Fix(Span.within(number, at if is_nested else 0, at), "* ")
            message = "Begin the submission with `* `, to make it a list item."
            yield Problem(Span.within(number, at, len(line)), message, missing)
        elif _is_sentence(reading, number, line) or _is_glued(reading, number, line):
            message = "A submission is a list item with a link: `* [Title of the page](address)`."
            yield Problem(Span.within(number, 0, len(line)), message)


def _joined(number: int, line: str, is_submission: bool) -> Iterator[Problem]:
    """Items that stand on the line of another one."""
    if ")*" in line or ") *" in line:
        emphasis = line.find("*[")  # what a later star ends
        ends_so = line.rstrip().endswith(")*")
        for match in JOINED.finditer(line):
            begins_so = ends_so and match[0].endswith("*")
            if not begins_so and not 0 <= emphasis < match.start():
                yield _next_item(number, line.rindex(")", 0, match.end()), match.end())
    if not is_submission:
        return
    if ")- " in line:
        for match in JOINED_BY_DASH.finditer(line):
            yield _next_item(number, line.rindex(")", 0, match.end()), match.end())
    if ")[" in line and (touching := TOUCHING.search(line)):
        span = Span.within(number, touching.start(1), len(line.rstrip()))
        yield Problem(span, ONE_LINE_EACH)


def _next_item(number: int, start: int, end: int) -> Problem:
    span = Span.within(number, start + 1, end)
    return Problem(span, ONE_LINE_EACH, Fix(span, "\n* "))


def _is_bare(reading: Reading, number: int, line: str) -> bool:
    """Whether a line is a submission or an event without any marker."""
    role = reading.roles[number]
    if role is SectionKind.EVENTS:
        if BARE_EVENT.match(line):
            return True
        return line.lstrip().startswith("[") and bool(
            EVENT.match(reading.change.head.line(number - 1)) and BARE_LINK.match(line)
        )
    if role not in PLACES_FOR_LINKS or not BARE_LINK.match(line):
        return False
    return _begins_a_block(reading, number)


def _is_sentence(reading: Reading, number: int, line: str) -> bool:
    """Whether a line announces a page in prose, where a list item should stand."""
    if reading.roles[number] is not SectionKind.SUBMISSIONS or "](http" not in line:
        return False
    if "[" not in line.partition("](")[0]:  # the rest of a link that begins above
        return False
    if NOTE.search(line):
        return False
    return (
        line[0] not in " \t" and not line.startswith(NO_PROSE) and _begins_a_block(reading, number)
    )


def _is_glued(reading: Reading, number: int, line: str) -> bool:
    """Whether a line with a link stands between items: the site adds it to the one above."""
    if reading.roles[number] not in PLACES_FOR_LINKS or line[0] in " \t" or ITEM.match(line):
        return False
    if "[" not in line.partition("](")[0] or "](" not in line or NOTE.search(line):
        return False
    if line.startswith("<!--") or line.rstrip()[-1] in "*_|" or line.startswith("["):
        return False
    head = reading.change.head
    return any(ITEM.match(head.line(beside)) for beside in (number - 1, number + 1))


def _begins_a_block(reading: Reading, number: int) -> bool:
    above = reading.change.head.line(number - 1).strip()
    return not above or above.startswith(("#", "* ", "- ", "<!--", "[")) or above.endswith("-->")


RULE = Rule(
    name="bullet",
    check=check,
    severity=Severity.WARNING,
    why="All lists of the newsletter look alike, and a line without a bullet joins the one above.",
    bad="- [Post](https://blog.example/post)",
    good="* [Post](https://blog.example/post)",
    loses=Loss.WORDS,
)
