"""Backticks: code in a title is closed again, and a link or a prefix is no code."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_spans, open_backtick
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import has_bracket, is_link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import canonical_prefix
from ghapp.newsletter.section_kinds import LISTS, SENTENCES
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ESCAPED = pattern(r"\\(?=[\[\]<>_]|\*[*\w])")
# Expressions have escapes of their own, and a sign alone is what the text speaks of.
MEANT = pattern(r"\\|[\])][+*?{]|\$$|`\^|`[\W_]*$")


def check(reading: Reading) -> Iterator[Problem]:
    """Find links, prefixes and escapes set as code, and backticks that nothing closes."""
    for item in reading.items((*LISTS, *SENTENCES)):
        line = item.text
        if "`" not in line:
            continue
        in_sentence = reading.section_kinds[item.line] in SENTENCES
        if not reading.is_read_alone(item):
            continue
        found = list(_taken_for_code(item))
        yield from found
        yield from _escaped(item)
        is_even = line.count("`") % 2 == 0 and not (in_sentence and "``" in line)
        at = None if found or is_even else open_backtick(line)
        if at is not None and not line.lstrip().startswith("```"):
            span = Span.within(item.line, at, at + 1)
            yield Problem(span, "This backtick has no partner. Close the code, or leave it out.")


def _taken_for_code(item: Item) -> Iterator[Problem]:
    line = item.text
    for start, end in code_spans(line):
        code = line[start + 1 : end - 1]
        if code.startswith("`"):
            continue
        plain = code.rstrip()
        if code.endswith("]") and line.startswith("(http", end) and not has_bracket(code[:-1]):
            end, plain = end + 1, f"`{code[:-1]}`]("
        elif not is_link(code) and not (_are_prefixes(code) and line[end:].lstrip()[:1] == "["):
            continue
        span = Span.within(item.line, start, end)
        message = "Take the backticks off: inside them, a link is shown as its source."
        yield Problem(span, message, Fix(span, plain))


def _escaped(item: Item) -> Iterator[Problem]:
    """Backslashes before signs of markup in code, where only regular expressions need them."""
    for start, end in code_spans(item.text) if "\\" in item.text else ():
        code = item.text[start:end]
        plain = ESCAPED.sub("", code)
        if plain != code and not MEANT.search(plain.rstrip("` ")):
            span = Span.within(item.line, start, end)
            message = f"Inside backticks, readers see every backslash: write {plain}."
            yield Problem(span, message, Fix(span, plain))


def _are_prefixes(code: str) -> bool:
    words = code.replace("[", " [").split()
    return bool(words) and all(
        word[0] == "[" and word[-1] == "]" and canonical_prefix(word[1:-1]) for word in words
    )


RULE = Rule(
    name="backticks",
    check=check,
    severity=Severity.WARNING,
    why="Inside backticks everything is shown as it is typed: a link there cannot be followed.",
    bad="* `[Post](https://blog.example/post)`",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
