"""HTML tags: `<T>` in a title is text, and formatting that begins on a line ends there."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span, without_code
from ghapp.newsletter.html_elements import (
    AROUND_TEXT,
    FORMATTING,
    IN_SENTENCES,
    unclosed_tags,
)
from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS, SENTENCES
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Python-Markdown passes tags on and knows no escape for `<`: it shows the first
# backslash of `\<T\>`.
TAG = pattern(r"(?P<escape>\\?)<(?P<name>/?[a-zA-Z][^<>@`\\ ]*(?: [^<>\\]*)?)\\?>|\\<")
ADDRESSES = ("http:", "https:", "mailto:")


def check(reading: Reading) -> Iterator[Problem]:
    """Find what is meant as text and would be taken for a tag, or shown with its escape."""
    for item in reading.items((*LISTS, *SENTENCES)):
        if "<" not in item.text or not reading.is_read_alone(item):
            continue
        in_sentence = reading.section_kinds[item.line] in SENTENCES
        visible = without_code(item.text)
        yield from _without_end(item, visible)
        for match in TAG.finditer(visible):
            name = match["name"] if not match["escape"] else None
            if _is_meant(item, match.start(), name):
                continue
            if name and in_sentence and (name.strip("/").split(" ")[0].casefold() in IN_SENTENCES):
                continue
            text = item.text[match.start() : match.end()].replace("\\", "")
            written = text.replace("<", "&lt;").replace(">", "&gt;")
            span = Span.within(item.line, *match.span())
            yield Problem(span, _message(written, is_escaped="\\" in match[0]), Fix(span, written))


def _without_end(item: Item, visible: str) -> Iterator[Problem]:
    """Formatting that nothing ends."""
    for tag in unclosed_tags(visible):
        end = f"</{tag.name}>"
        fix = Fix(Span.within(item.line, *tag.meant), end) if tag.meant else None
        message = f"Nothing ends `<{tag.name}>`, so that all below is shown like that."
        yield Problem(Span.within(item.line, tag.start, tag.end), message, fix)


def _message(written: str, *, is_escaped: bool) -> str:
    what = "the backslash" if is_escaped else "no tag"
    return f"Readers would see {what}: write {code_span(written)}, or set it in backticks."


def _is_meant(item: Item, at: int, name: str | None) -> bool:
    """Whether something in angle brackets is HTML on purpose, or no text at all."""
    if item.text.rfind("](", 0, at) > item.text.rfind(")", 0, at):  # in an address
        return True
    if name is None:
        return False
    tag = name.casefold().removeprefix("/")
    element = tag.partition(" ")[0].partition("/")[0]
    in_title = any(start < at < end for start, end in item.places)
    is_around_text = element in AROUND_TEXT or tag.startswith(ADDRESSES)
    is_type = name.isupper() and len(name) == 1  # `Iterator<I>`: nobody writes tags like that
    return (element in FORMATTING and not is_type) or (is_around_text and not in_title)


RULE = Rule(
    name="html-tag",
    check=check,
    severity=Severity.WARNING,
    why="A browser shows nothing for a tag that it does not know: `Vec<T>` becomes `Vec`.",
    bad="* [Why Vec<usize> is slow](https://blog.example/vec)",
    good="* [Why Vec&lt;usize&gt; is slow](https://blog.example/vec)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.WORDS,
)
