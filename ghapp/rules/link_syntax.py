"""Link syntax: a link that is written so that it becomes one."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import without_code
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import LISTS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import LONGEST_LINE, Reading
from ghapp.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# No pattern tries again from inside what it has read: long lines of brackets are read once.
TITLE = r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
ADDRESS = r"https?://[^\s()\[\]<>{}]+(?:\([^\s()]*\)[^\s()\[\]<>{}]*)*"
LINK = pattern(rf"(?!\[[ \t]*\]){TITLE}\(<?{ADDRESS}>?(?:[ \t]+\"[^\"]*\")?\)")
AFTER = r"(?<=[\])*+-] )"
BEGINNING = r"(?:(?<=\* )|(?<=\[[A-Z]{2}\] )|(?<=\[(?:video|audio)\] )|(?<=\[series\] ))"
FORMS = (  # and whether the title has no brackets yet
    (pattern(rf"\(([^()\[\]]+)\)\[({ADDRESS})\]"), True),  # (title)[address]
    (pattern(rf"({TITLE})[ \t]*\[({ADDRESS})\]"), False),  # [title][address]
    (pattern(rf"({TITLE}):[ \t]*\(({ADDRESS})\)"), False),  # [title]: (address)
    (pattern(rf"({TITLE})\{{({ADDRESS})\}}"), False),  # [title]{address}
    (pattern(rf"({TITLE})\(\(({ADDRESS})\)\)"), False),  # [title]((address))
    (pattern(rf"({TITLE})\(({ADDRESS})[\]}}][ \t]*$"), False),  # [title](address]
    (pattern(rf"({TITLE})\(({ADDRESS})\)\)+[ \t]*$"), False),  # [title](address))
    (pattern(rf"({TITLE})\(({ADDRESS})[ \t]*$"), False),  # [title](address
    (pattern(rf"({TITLE})[ \t]*({ADDRESS})\)?[ \t]*$"), False),  # [title]address)
    (pattern(rf"{AFTER}({TITLE}):[ \t]*({ADDRESS})\)?[ \t]*$"), False),  # [title]: address
    (pattern(rf"{AFTER}({TITLE}):?[ \t]*<({ADDRESS})>[ \t]*$"), False),  # [title] <address>
    (pattern(rf"\[([^\[\]()|`\0]+)\(({ADDRESS})\)[ \t]*$"), True),  # [title(address)
    (pattern(rf"{BEGINNING}([^\[\]()|*\0]+)\]\(({ADDRESS})\)"), True),  # title](address)
)
EMPTY_TEXT = pattern(r"(?<!\])\[[ \t]*\]\([^()\s]+\)")
EMPTY_ADDRESS = pattern(r"(?<![\w!\]])\[[^\[\]]*\]\([ \t]*\)|\[[^\[\]]+\]\([ \t]*\)")
NO_TITLE = pattern(rf"{AFTER}\[<?{ADDRESS}>?\](?![ \t:]*[(\[<])")
ESCAPED = pattern(rf"{AFTER}(?:\\\[([^\[\]\\]+)\\?\]\\?|\[([^\[\]\\]+)\\\])\(({ADDRESS})\)")
ESCAPED_BRACKET = pattern(r"\\[\[\]]")
OPENED_TWICE = pattern(rf"\[({TITLE})(\({ADDRESS}\))")
CLOSED_TWICE = pattern(rf"({TITLE})\](\({ADDRESS}\))")
OPENED_INSIDE = pattern(rf"\[[^\[\]]+\[[^\[\]]+\]\({ADDRESS}\)")
CLOSED_INSIDE = pattern(rf"\[[^\[\]]+\][^\[\]]+\]\({ADDRESS}\)")
TITLE_ALONE = pattern(rf"[ \t]*[*+-][ \t]+(?:\[\w{{2,6}}\][ \t]+)*{TITLE}[ \t]*$")
ADDRESS_ALONE = pattern(rf"[ \t]*\({ADDRESS}\)[ \t]*$")
SPACED = pattern(r"(?<=\]\()https?://[^\s()<>\"]+(?: [^\s()<>\"]+)+(?=\))")
PARENTHESES = pattern(r"(?<=\]\()https?://[^\s<>()]*[()][^\s<>()\[\]]+\)")
OPEN_AT_END = pattern(r"\]\(https?://[^\s()]+[ \t]*$")
TAIL = pattern(r"[ \t]*[^\s()\[\]*#<>|-][^\s()\[\]]*\)")  # the rest of an address
LINE_END = pattern(r"(?<![ \t])[ \t]*\n[ \t]*")
UNLINKED = pattern(r"[ \t]+[*+-][ \t]+\*\*[^*\[\]]+\*\*[ \t]*")
WRITTEN_SO = "A link is written `[title](address)`."
ON_ONE_LINE = "Write the link on one line."


def check(reading: Reading) -> Iterator[Problem]:
    """Find links that would not work, by the ways in which people miss the syntax."""
    yield from _broken_over_lines(reading)
    for number, line in reading.irregular_lines(LISTS):
        if "[" not in line and "]" not in line:
            yield from _address_below(reading, number, line)
            if "**" in line and UNLINKED.fullmatch(line):
                span = Span.within(number, 0, len(line))
                yield Problem(span, "Link the title to its page.", advisory=True)
        elif not _is_right(reading, number, line):
            plain = without_code(line) if "`" in line or "<!--" in line else line
            escaped = ESCAPED.search(plain) if "\\" in plain else None
            if escaped:
                yield _unescaped(number, line, escaped)
                continue
            plain = ESCAPED_BRACKET.sub("\0\0", plain) if "\\" in plain else plain
            if OPEN_AT_END.search(plain) and TAIL.match(reading.change.head.line(number + 1)):
                yield Problem(Span.within(number, 0, len(line)), ON_ONE_LINE)
                continue
            yield from _in_line(number, line, plain)


def _is_right(reading: Reading, number: int, line: str) -> bool:
    """Whether all that looks like a link is one, by the parser's count."""
    links = len(reading.change.head.links_by_line.get(number, ()))
    if links != line.count("](") or links != line.count("://") or "((" in line:
        return False
    return not _is_unbalanced(line) and not EMPTY_TEXT.search(line)


def _is_unbalanced(text: str) -> bool:
    return text.count("[") != text.count("]") or text.count(")") != text.count("(")


def _is_suspicious(rest: str) -> bool:
    """Whether what is left of a line without its links may be meant as one."""
    empty = EMPTY_TEXT.search(rest) is not None
    return empty or "://" in rest or "](" in rest or _is_unbalanced(rest)


def _in_line(number: int, line: str, plain: str) -> Iterator[Problem]:
    if not _is_suspicious(LINK.sub("", plain)):
        return
    for shape, naked in FORMS:
        match = shape.search(plain)
        if match and (_is_unbalanced(plain) or "((" in match[0] or "))" not in match[0]):
            span = Span.within(number, *match.span())
            title, address = (line[slice(*match.span(group))] for group in (1, 2))
            text = f"[{title.strip()}]({address})" if naked else f"{title}({address})"
            yield Problem(span, WRITTEN_SO, Fix(span, text))
            return
    yield from _bracket_too_many(number, line, plain)
    for shape, message in (
        (NO_TITLE, "Write the page's title and its address: `[Title](address)`."),
        (EMPTY_TEXT, "Give the link a text: the title of the page that it leads to."),
        (EMPTY_ADDRESS, "Give the link an address."),
    ):
        for match in shape.finditer(plain):
            yield Problem(Span.within(number, *match.span()), message)
    for match in SPACED.finditer(plain):
        span = Span.within(number, *match.span())
        if match[0].count(" ") > 1:
            yield Problem(span, "An address ends at a space: put the words outside of the link.")
        else:
            fix = Fix(span, match[0].replace(" ", "%20"))
            yield Problem(span, "An address has no spaces: write `%20`.", fix)
    broken = PARENTHESES.search(plain)
    if broken and _is_unbalanced(plain):
        span = Span.within(number, *broken.span())
        yield Problem(span, "In an address, write `(` as `%28` and `)` as `%29`.")


def _bracket_too_many(number: int, line: str, plain: str) -> Iterator[Problem]:
    """A link beside a bracket that has no partner."""
    too_many = plain.count("[") - plain.count("]")
    if abs(too_many) != 1:
        return
    doubled, inside = (
        (OPENED_TWICE, OPENED_INSIDE) if too_many > 0 else (CLOSED_TWICE, CLOSED_INSIDE)
    )
    if match := doubled.search(plain):
        span = Span.within(number, *match.span())
        message = "One bracket on each side of the title is enough: `[title](address)`."
        title, address = (line[slice(*match.span(group))] for group in (1, 2))
        is_sure = line.count("[") - line.count("]") == too_many  # its partner is not in code
        yield Problem(span, message, Fix(span, title + address) if is_sure else None)
    elif match := inside.search(plain):
        span = Span.within(number, *match.span())
        yield Problem(span, "A bracket in the title has no partner: close it, or take it out.")


def _unescaped(number: int, line: str, escaped: re.Match[str]) -> Problem:
    """A link whose brackets an editor has put backslashes before."""
    title, address = (line[slice(*escaped.span(group))] for group in (1 if escaped[1] else 2, 3))
    span = Span.within(number, *escaped.span())
    text = f"[{title}]({address.removesuffix(chr(92))})"
    return Problem(span, "Without backslashes: behind them, a bracket is text.", Fix(span, text))


def _address_below(reading: Reading, number: int, line: str) -> Iterator[Problem]:
    """An address in parentheses, on the line below its title."""
    if "(http" not in line or not ADDRESS_ALONE.match(line):
        return
    above = reading.change.head.line(number - 1)
    if len(above) <= LONGEST_LINE and TITLE_ALONE.match(above):
        end, address = len(above.rstrip()), line.strip()
        span = Span(number - 1, end + 1, number, len(line) + 1)
        yield Problem(span, ON_ONE_LINE, Fix(span, address))


def _broken_over_lines(reading: Reading) -> Iterator[Problem]:
    for link in reading.links(LISTS):
        if not link.is_on_one_line:
            text = reading.change.head.slice(link.span)
            joined = LINE_END.sub(" ", text)
            yield Problem(link.span, ON_ONE_LINE, Fix(link.span, joined))


RULE = Rule(
    name="link-syntax",
    check=check,
    severity=Severity.ERROR,
    why="A link with a bracket missing is shown as its source, and nobody can follow it.",
    bad="* [Post](https://blog.example/post",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
