"""Hidden text: comments and code end where they should, and no submission stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.damaged_comments import damaged_comments, is_reworded
from ghapp.newsletter.plain import section_key
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

NO_END = "This comment hides what follows: end it with `-->`."
NO_BEGINNING = "Readers see this comment: begin it with `<!--`."


def check(reading: Reading) -> Iterator[Problem]:
    """Find comments and code without an end, and submissions in a comment that was there before."""
    found = [*_comments(reading), *_without_end(reading)]
    yield from found
    for one in [] if found else damaged_comments(reading.change):
        span = reading.whole_line(one.line)
        fix = Fix(span, one.text) if one.text is not None else None
        yield Problem(span, NO_BEGINNING if one.begins else NO_END, fix)


def _comments(reading: Reading) -> Iterator[Problem]:
    head, added = reading.change.head, reading.change.added_set
    for start, end in head.marks.comments:
        first, last = head.source.line_of(start), head.source.line_of(end - 1)
        if first == last:
            continue
        if reading.change.base is None:
            if _hides_a_section(reading, first, last):
                yield Problem(reading.whole_line(first), NO_END)
        elif first in added and last not in added:
            if not is_reworded(reading.change, first, last):
                yield Problem(reading.whole_line(first), NO_END)
        elif first not in added:
            yield from _in_comment(reading, [n for n in range(first, last) if n in added])


def _is_fence(line: str) -> bool:
    """Whether a block of code begins here."""
    text = line.lstrip(" ")
    with_backticks = text.startswith("```") and "`" not in text.lstrip("`")
    return len(line) - len(text) < 4 and (with_backticks or text.startswith("~~~"))


def _in_comment(reading: Reading, lines: list[int]) -> Iterator[Problem]:
    for number in lines:
        line = reading.change.head.line(number)
        if "](http" in line and reading.item(number).is_submission:
            message = "Nobody sees this: it stands in a comment. Please put it below the `-->`."
            yield Problem(reading.whole_line(number), message)


def _hides_a_section(reading: Reading, first: int, last: int) -> bool:
    """Whether a comment takes in a heading that the template shows, and the draft nowhere else."""
    head, template = reading.change.head, reading.context.template
    texts = (head.line(number) for number in range(first, last + 1))
    hidden = {section_key(text.lstrip("# ")) for text in texts if text.startswith("#")}
    shown = {heading.key for heading in head.headings}
    return template is not None and bool(hidden & template.sections.keys() - shown)


def _without_end(reading: Reading) -> Iterator[Problem]:
    head = reading.change.head
    is_fenced = "```" in head.text or "~~~" in head.text
    for number in reading.change.visible_lines if is_fenced else ():
        if _is_fence(head.line(number)):
            message = "This block of code has no end: close it with the same characters."
            yield Problem(reading.whole_line(number), message)
    ended = head.text.rfind("-->")
    if head.text.find("<!--", ended + 1) < 0:
        return
    behind = head.text.count("\n", 0, max(ended, 0)) + 1
    for number in reading.change.visible_lines:
        if number > behind and head.line(number).lstrip().startswith("<!--"):
            yield Problem(reading.whole_line(number), NO_END)


RULE = Rule(
    name="hidden-text",
    check=check,
    severity=Severity.WARNING,
    why="Nobody sees what stands in a comment, and one without an end hides what follows.",
    bad="<!--\n\n* [Post](https://blog.example/post)",
    good="<!-- -->\n\n* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
