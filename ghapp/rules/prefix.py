"""Prefixes: what kind of page a link leads to stands in front of it, in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import (
    KINDS,
    LANGUAGE,
    canonical_prefix,
    canonical_prefixes,
    is_cyrillic,
    language_of_script,
)
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

START = pattern(r"[ \t]*[*+-][ \t]+")
# What follows is the link, or one more prefix; `[video](address)` is a link itself.
BEFORE = pattern(
    r"([\[(])([^\[\]()]{2,16})[\])][ \t:–—-]*(?=\[|\([^\[\]()]{2,12}\)[ \t:–—-]*[\[(])"
)
MARK = r"(\*\*|__|\*|_)"
DRESSED = pattern(  # in bold, or with backslashes
    rf"(?:{MARK}\[([^\[\]()\\]{{2,12}})\]\1|\[{MARK}([^\[\]()*_\\]{{2,12}})\3\]"
    r"|\\\[([^\[\]()\\]{2,12})\\?\])[ \t:–—-]*(?=\[)"
)
WORD = pattern(r"(\w{3,12})[ \t]*[:–—-]?[ \t]*(?=\[[^\[\]])")
INSIDE = pattern(r"\[\\?[\[(]([^\[\]()\\]{2,12})\\?[\])][ \t:]*(?=\S)")
INSIDE_END = pattern(r"(?<!\s)[ \t]*[\[(]([^\[\]()]{2,12})[\])]$")
BEHIND = pattern(r"(\))[ \t]*[\[(]([^\[\]()]{2,12})[\])](?!\()[ \t]*$")
OPENING = pattern(r"[ \t]*(?:[*+-][ \t]+)?(?:\[\w{2,12}\][ \t]*)*")
IN_BRACKETS = pattern(r"[\[(|/]([^\[\]()|/ ]{2,12})(?=[\])|/])")
VIDEO = pattern(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch|live|playlist|shorts)|youtu\.be/"
    r"|(?:www\.)?vimeo\.com/\d|media\.ccc\.de/v/|(?:www\.)?twitch\.tv/videos/)"
)
SAID = pattern(r"(?i)\b(?:(?:video|audio|podcast)s?|youtube)\b")


def check(reading: Reading) -> Iterator[Problem]:
    """Find prefixes in another case, number or place, and videos without one."""
    for number, line in reading.irregular_lines(SUBMISSIONS):
        if "](" not in line:
            continue
        start = START.match(line)
        at = start.end() if start else len(line) - len(line.lstrip())
        yield from _before(number, line, at)
        yield from _moved(number, line, at)
    for link in reading.links(SUBMISSIONS):
        at_the_end = list(_at_the_end(reading, link)) if link.text.endswith((")", "]")) else []
        yield from at_the_end
        if not at_the_end and VIDEO.match(link.url):
            yield from _missing(reading, link)
        if not link.text.isascii():
            yield from _in_a_language(reading, link)


def _before(number: int, line: str, at: int) -> Iterator[Problem]:
    word = WORD.match(line, at)
    if word and word[1].casefold() in KINDS:
        wanted = f"[{KINDS[word[1].casefold()]}]"
        span = Span.within(number, *word.span())
        yield Problem(span, f"Write the prefix {code_span(wanted)}.", Fix(span, wanted + " "))
    dressed = DRESSED.match(line, at)
    plain = canonical_prefix(dressed[2] or dressed[4] or dressed[5]) if dressed else None
    if dressed and plain:
        span = Span.within(number, *dressed.span())
        yield Problem(span, f"Write the prefix {code_span(plain)}.", Fix(span, plain + " "))
        return
    while match := BEFORE.match(line, at):
        wanted = canonical_prefixes(match[2]) or ""
        if not wanted:
            return
        if match[0] != wanted + " ":
            span = Span.within(number, *match.span())
            several = "] [" in wanted
            message = (
                f"Write the prefix{'es' * several} {code_span(wanted)}, with a space behind it."
            )
            advisory = _is_understood(match, wanted)
            yield Problem(span, message, Fix(span, wanted + " "), advisory=advisory)
        at = match.end()


def _is_understood(match: re.Match[str], wanted: str) -> bool:
    """Whether it is a prefix already: in another case, or with a language's whole name."""
    written = match[0].rstrip()
    if written.casefold() == wanted.casefold():
        return True
    return wanted.isupper() and written == f"[{match[2]}]"


def _moved(number: int, line: str, at: int) -> Iterator[Problem]:
    while (before := BEFORE.match(line, at)) and canonical_prefixes(before[2]):
        at = before.end()
    inside = INSIDE.match(line, at)
    wanted = canonical_prefix(inside[1]) if inside else None
    if inside and wanted:
        span = Span.within(number, *inside.span())
        yield Problem(span, _to_the_left(wanted), Fix(span, f"{wanted} ["))
    behind = BEHIND.search(line)
    wanted = canonical_prefix(behind[2]) if behind else None
    if behind and wanted:
        whole = Span.within(number, at, len(line))
        moved = f"{wanted} {line[at : behind.end(1)]}"
        yield Problem(Span.within(number, *behind.span(2)), _to_the_left(wanted), Fix(whole, moved))


def _at_the_end(reading: Reading, link: Link) -> Iterator[Problem]:
    """A kind or language at the end of a title: `[A talk (Video)](address)`."""
    match = INSIDE_END.search(link.text)
    kind = KINDS.get(match[1].casefold()) if match else None
    if match and kind is None and link.text.endswith("]") and LANGUAGE.fullmatch(match[1]):
        kind = match[1]
    line = reading.change.head.line(link.line)
    at = link.span.column - 1
    if match is None or kind is None or link.span.end_line > link.line or "](" in line[:at]:
        return
    said = f"[{kind.casefold()}]" in line[:at].casefold()
    end = link.text_span.end_column - 1
    text = "[" if said else f"[{kind}] ["
    fix = Fix(Span.within(link.line, at, end), text + link.text[: match.start()])
    yield Problem(Span.within(link.line, at + 1, end), _to_the_left(f"[{kind}]"), fix)


def _says_language(line: str) -> bool:
    words = (match[1].casefold() for match in IN_BRACKETS.finditer(line))
    return any(canonical_prefix(word) and word not in KINDS for word in words)


def _to_the_left(prefix: str) -> str:
    return f"Put {code_span(prefix)} to the left of the link."


def _missing(reading: Reading, link: Link) -> Iterator[Problem]:
    """A video is announced as one, where its link is the submission and nothing says so yet."""
    line = reading.change.head.line(link.line)
    at = link.span.column - 1
    before = line[:at]
    behind = BEHIND.search(line)
    rest = reading.change.head.line(link.span.end_line)[link.span.end_column - 1 :]
    if "](" in before or SAID.search(before) or INSIDE.match(line, at):
        return
    if SAID.search(rest.partition("http")[0]):
        return  # as a description
    if behind and canonical_prefix(behind[2]):
        return  # it is said on the wrong side
    template, heading = reading.context.template, reading.change.head.heading_above(link.line)
    if template is not None and heading is not None and heading.key not in template.sections:
        return  # a collection of its own, which says by its heading what it is
    fix = Fix(Span.within(link.line, at, at), "[video] ")
    message = "Announce a video with `[video]` before the link."
    if canonical_prefix(link.text):
        message = "Link the title of the page, and announce a video with `[video]` before it."
        yield Problem(link.span, message, advisory=True)
        return
    yield Problem(link.span, message, fix, advisory=SAID.search(link.text) is not None)


def _in_a_language(reading: Reading, link: Link) -> Iterator[Problem]:
    """A title in letters that most readers cannot read is announced with its language."""
    line = reading.change.head.line(link.line)
    at = link.span.column - 1
    wanted = language_of_script(link.text)
    cyrillic = wanted is None and is_cyrillic(link.text)
    if not (wanted or cyrillic) or not OPENING.fullmatch(line, 0, at) or _says_language(line):
        return
    if wanted is None:
        message = "Say which language the page is in, before the link: `[RU]`, `[UK]`, …"
        yield Problem(link.span, message)
        return
    start = START.match(line)
    first = start.end() if start else at
    message = f"Say which language the page is in: {code_span(wanted)} before the link."
    yield Problem(link.span, message, Fix(Span.within(link.line, first, first), wanted + " "))


RULE = Rule(
    name="prefix",
    check=check,
    severity=Severity.WARNING,
    why="Readers see at a glance what opens: a video, audio, a series, or another language.",
    bad="* [[Videos] A talk](https://video.example/watch)",
    good="* [video] [A talk](https://video.example/watch)",
    loses=Loss.WORDS,
)
