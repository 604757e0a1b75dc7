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
from ghapp.newsletter.section_kinds import SUBMISSIONS
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

FEWEST = 3  # titles that show a newsletter's language


def missing_kind(reading: Reading, link: Link) -> Iterator[Problem]:
    """A video is announced as one, where its link is the submission and nothing says so yet."""
    if not is_video(link.url) or _is_told(reading, link) or not _announces_videos(reading, link):
        return
    if canonical_prefix(link.text):
        prefix = reading.conventions.video
        message = f"Link the title of the page, and announce a video with `{prefix}` before it."
        yield Problem(link.span, message, advisory=True)
        return
    at, said = link.span.column - 1, announced_in_title(link.text)
    prefix = reading.conventions.video
    fix = Fix(Span.within(link.line, at, at), f"{prefix} ")
    if said:
        fix = Fix(Span.within(link.line, at, at + 1 + said), f"{prefix} [")
    message = f"Announce a video with `{prefix}` before the link."
    yield Problem(link.span, message, fix, advisory=is_announced(link.text))


def _announces_videos(reading: Reading, link: Link) -> bool:
    """Whether this newsletter does so, as far as its template and its draft show."""
    template = reading.context.template
    texts = (reading.change.head.text, template.text if template is not None else "")
    return not reading.is_own(link.line) or any("[video]" in text.casefold() for text in texts)


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


def foreign_newsletter(reading: Reading) -> Problem | None:
    """All titles of a newsletter in letters of another language than is set, told once."""
    if reading.change.head.text.isascii():
        return None
    head, kinds = reading.change.head, reading.section_kinds
    places = [one for one in head.links if one.has_address and reading.is_own(one.line)]
    titles = [one for one in places if kinds[one.line] in SUBMISSIONS]
    found = {languages_of_script(one.text) for one in titles} if len(titles) >= FEWEST else set()
    first = next((one for one in titles if one.line in reading.change.added_set), None)
    if len(found) != 1 or first is None or not (languages := found.pop()):
        return None
    if reading.conventions.language in languages:
        return None
    codes = " or ".join(f'`newsletter.language = "{code}"`' for code in languages[:2])
    message = f"No title is in the language that is set: for this one, the setting is {codes}."
    return Problem(first.span, message)


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
