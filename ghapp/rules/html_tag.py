"""HTML: `<T>` in a title is text and is written as such, and formatting that begins has its end."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span, without_code
from ghapp.newsletter.items import Item
from ghapp.newsletter.markup import is_markup
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS, SENTENCES
from ghapp.newsletter.spans import Span
from ghapp.newsletter.unclosed_tags import UnclosedTag, unclosed_tags
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Python-Markdown passes tags on and knows no escape for `<`: it shows the first
# backslash of `\<T\>`.
TAG = pattern(r"(?P<escape>\\?)<(?P<name>/?[a-zA-Z][^<>@`\\ ]*(?: [^<>\\]*)?)\\?>|\\<")
TWICE = pattern(r"&amp;(?=((?:amp|lt|gt|quot|apos|nbsp|hellip|[mn]dash|#x?[\da-f]{2,5});))")


def check(reading: Reading) -> Iterator[Problem]:
    """Find text that the site would take for a tag or show escaped, and tags that nothing ends."""
    for item in reading.items((*LISTS, *SENTENCES)):
        if "&amp;" in item.text:
            yield from _escaped_twice(item)
        if "<" not in item.text or not reading.is_read_alone(item):
            continue
        in_sentence = reading.section_kinds[item.line] in SENTENCES
        visible = without_code(item.text)
        if "`" in visible and not in_sentence:
            continue  # it may be code that is not closed, which is told as such
        unclosed = {tag.start: tag for tag in unclosed_tags(visible)}
        for match in TAG.finditer(visible):
            name = match["name"] if not match["escape"] else None
            if is_markup(item, match, name, in_sentence=in_sentence):
                if match.start() in unclosed:
                    yield _without_end(item, unclosed[match.start()])
                continue
            text = item.text[match.start() : match.end()].replace("\\<", "<").replace("\\>", ">")
            closing = "&gt;" if text[1:].endswith(">") else ""  # code between them stays code
            written = f"&lt;{text[1:].removesuffix('>')}{closing}"
            span = Span.within(item.line, *match.span())
            yield Problem(span, _message(written, is_escaped="\\" in match[0]), Fix(span, written))


def _message(written: str, *, is_escaped: bool) -> str:
    what = "the backslash" if is_escaped else "no tag"
    return f"Readers would see {what}: write {code_span(written)}, or set it in backticks."


def _without_end(item: Item, tag: UnclosedTag) -> Problem:
    """Formatting that nothing ends."""
    fix = Fix(Span.within(item.line, *tag.meant), f"</{tag.name}>") if tag.meant else None
    message = f"End this with `</{tag.name}>`: all that follows would be shown like it, too."
    return Problem(Span.within(item.line, tag.start, tag.end), message, fix)


def _escaped_twice(item: Item) -> Iterator[Problem]:
    """Signs that were escaped once more: the site shows `&lt;` for `&amp;lt;`."""
    for match in TWICE.finditer(item.visible):
        span = Span.within(item.line, *match.span())
        message = f"Readers would see {code_span(f'&{match[1]}')}: write it without the `amp;`."
        yield Problem(span, message, Fix(span, "&"))


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
