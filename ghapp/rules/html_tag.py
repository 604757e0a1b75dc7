"""HTML: `<T>` in a title is text and is written as such, and formatting that begins has its end."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span, without_code
from ghapp.newsletter.items import Item
from ghapp.newsletter.markup import as_text, is_markup
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.runs import in_place_of
from ghapp.newsletter.section_kinds import LISTS, SENTENCES
from ghapp.newsletter.spans import Span
from ghapp.newsletter.unclosed_tags import UnclosedTag, unclosed_tags
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

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
        text: list[re.Match[str]] = []  # that would be taken for a tag, or shown escaped
        for match in TAG.finditer(visible):
            name = match["name"] if not match["escape"] else None
            if not is_markup(item, match, name, in_sentence=in_sentence):
                text.append(match)
            elif match.start() in unclosed:
                yield _without_end(item, unclosed[match.start()])
        yield from _text(item, text)


def _text(item: Item, found: list[re.Match[str]]) -> Iterator[Problem]:
    """Text in angle brackets; what an editor's program has escaped, it has escaped throughout."""
    escaped = [match for match in found if "\\" in match[0]]
    for group in ([match] for match in found if match not in escaped):
        yield _one_problem(item, group, "no tag")
    if escaped:
        yield _one_problem(item, escaped, "the backslash" + "es" * (len(escaped) > 1))


def _one_problem(item: Item, group: list[re.Match[str]], what: str) -> Problem:
    runs = [match.span() for match in group]
    written = [as_text(item.text[start:end]) for start, end in runs]
    span = Span.within(item.line, runs[0][0], runs[-1][1])
    shown, it = " and ".join(map(code_span, written)), "it" if len(group) == 1 else "them"
    message = f"Readers would see {what}: write {shown}, or set {it} in backticks."
    return Problem(span, message, Fix(span, in_place_of(runs, item.text, *written)))


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
