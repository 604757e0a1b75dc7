"""What should be announced by a prefix and is not: a video, a page in another language."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.link import Link
from ghapp.newsletter.prefixes import (
    IN_CYRILLIC,
    canonical_prefix,
    languages_of_script,
    names_language,
)
from ghapp.newsletter.spans import Span
from ghapp.newsletter.videos import (
    announced_in_title,
    is_announced,
    is_nearly_announced,
    is_video,
)
from ghapp.newsletter.written_prefixes import BRACKETED
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading


def missing_kind(reading: Reading, link: Link) -> Iterator[Problem]:
    """A video is announced as one, where its link is the submission and nothing says so yet."""
    if not is_video(link.url) or _is_told(reading, link):
        return
    if canonical_prefix(link.text):
        message = "Link the title of the page, and announce a video with `[video]` before it."
        yield Problem(link.span, message, advisory=True)
        return
    at, said = link.span.column - 1, announced_in_title(link.text)
    fix = Fix(Span.within(link.line, at, at), "[video] ")
    if said:
        fix = Fix(Span.within(link.line, at, at + 1 + said), "[video] [")
    message = "Announce a video with `[video]` before the link."
    yield Problem(link.span, message, fix, advisory=is_announced(link.text))


def _is_told(reading: Reading, link: Link) -> bool:
    """Whether something on the line or the heading above it says what the link leads to."""
    head, at = reading.change.head, link.span.column - 1
    before = head.line(link.line)[:at]
    if "](" in before or is_announced(before) or _is_in_collection(reading, link.line):
        return True
    inside = BRACKETED.match(link.text)
    behind = head.line(link.span.end_line)[link.span.end_column - 1 :]
    return bool(
        (inside and inside.end() < len(link.text))
        or is_announced(behind.partition("http")[0])  # as a description
        or reading.item(link.line).prefix_behind
        or is_nearly_announced(before)  # which is told as such
    )


def _is_in_collection(reading: Reading, line: int) -> bool:
    """Whether a line stands below a heading of its own, which says what is collected there."""
    template, heading = reading.context.template, reading.change.head.heading_above(line)
    return template is not None and heading is not None and template.section(heading) is None


def missing_language(reading: Reading, link: Link) -> Iterator[Problem]:
    """A title in letters that most readers cannot read is announced with its language."""
    languages = languages_of_script(link.text)
    if not languages or reading.conventions.language in languages:
        return
    item = reading.item(link.line)
    is_first = link.span == item.links[0].span and not item.before.strip()
    written = (item.text, *(one.standard for one in item.prefixes))
    if not is_first or any(map(names_language, written)):
        return
    if languages is IN_CYRILLIC:
        message = "Say which language the page is in, before the link: `[RU]`, `[UK]`, …"
        yield Problem(link.span, message)
        return
    at, wanted = item.content_at, f"[{languages[0].upper()}]"
    message = f"Say which language the page is in: {code_span(wanted)} before the link."
    yield Problem(link.span, message, Fix(Span.within(link.line, at, at), wanted + " "))
