"""HTML tags: `Vec<T>` in a title is text, but the site takes `<T>` for a tag and hides it."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span, without_code
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# What Python-Markdown passes on as a tag; it knows no escape for `<`.
TAG = pattern(r"\\?<(/?[a-zA-Z][^<>@` ]*(?: [^<>]*)?)>")
IN_ADDRESS = pattern(r"\]\([^\s()]*$")
HTML = pattern(
    r"(?i)/?(?:a|abbr|b|br|code|del|details|div|em|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|q|s|small|span"
    r"|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|https?:\S*|mailto:\S*)(?:[ /].*)?"
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find what is meant as text and would be taken for a tag."""
    for number, line in reading.irregular_lines(LISTS):
        if "<" not in line or ">" not in line:
            continue
        for match in TAG.finditer(without_code(line)):
            if HTML.fullmatch(match[1]) or match[1].endswith("\\"):  # `\>` is an escape
                continue
            if IN_ADDRESS.search(line[: match.start()]):  # where it stands for what is missing
                continue
            span = Span.within(number, *match.span())
            text = f"&lt;{line[match.start(1) : match.end(1)]}&gt;"
            message = (
                f"Readers would not see the tag: write {code_span(text)}, or set it in backticks."
            )
            yield Problem(span, message, Fix(span, text))


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
