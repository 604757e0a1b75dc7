"""Prefixes: what kind of page a link leads to stands in front of it, in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghapp.newsletter.roles import Role
from ghapp.newsletter.spans import Span
from ghapp.rules.rule import Fix, Problem, Reading, Rule, Severity, code

KINDS = {
    "video": "video", "videos": "video", "vid": "video", "youtube": "video",
    "audio": "audio", "audios": "audio", "podcast": "audio",
    "series": "series", "serie": "series",
}  # fmt: skip
LANGUAGE = re.compile(
    "AR|BG|BN|CS|DA|DE|EL|EN|ES|ET|FA|FI|FR|HE|HI|HR|HU|ID|IT|JA|KO|LT|LV|NL|NO|PL|PT|RO|RU|SK"
    "|SL|SR|SV|TH|TR|UK|UR|VI|ZH"
)
LANGUAGE_NAMES = {
    "chinese": "ZH", "中文": "ZH", "cn": "ZH", "zh-cn": "ZH", "french": "FR", "german": "DE",
    "spanish": "ES", "portuguese": "PT", "pt-br": "PT", "russian": "RU", "japanese": "JA",
    "jp": "JA", "korean": "KO", "kr": "KO", "italian": "IT", "polish": "PL", "ukrainian": "UK",
    "ua": "UK", "turkish": "TR", "czech": "CS", "cz": "CS", "dutch": "NL",
}  # fmt: skip
START = re.compile(r"[ \t]*[*+-][ \t]+")
BEFORE = re.compile(r"([\[(])([^\[\]()]{2,12})([\])])([ \t:]*)(?=[\[(])")
INSIDE = re.compile(r"\[(?:[\[(]([^\[\]()]{2,12})[\])])[ \t:]*(?=\S)")
BEHIND = re.compile(r"(\))[ \t]*[\[(]([^\[\]()]{2,12})[\])](?!\()[ \t]*$")
PLACES = (Role.SUBMISSIONS,)


def canonical_prefix(word: str) -> str | None:
    """The prefix that a word means: `[video]` for "Videos", `[ZH]` for "chinese"."""
    key = word.strip().casefold()
    if key in KINDS:
        return f"[{KINDS[key]}]"
    if key in LANGUAGE_NAMES:
        return f"[{LANGUAGE_NAMES[key]}]"
    if LANGUAGE.fullmatch(key.upper()):
        return f"[{key.upper()}]"
    return None


def check(reading: Reading) -> Iterator[Problem]:
    """Find prefixes in another case, number or place."""
    for number, line in reading.lines(PLACES):
        if "](" not in line:
            continue
        start = START.match(line)
        at = start.end() if start else len(line) - len(line.lstrip())
        yield from _before(number, line, at)
        yield from _moved(number, line, at)


def _before(number: int, line: str, at: int) -> Iterator[Problem]:
    while match := BEFORE.match(line, at):
        wanted = canonical_prefix(match[2])
        if wanted is None:
            return
        written = match[0]
        if written != wanted + " ":
            span = Span.within(number, *match.span())
            message = f"Write the prefix {code(wanted)}, with a space behind it."
            yield Problem(span, message, Fix(span, wanted + " "))
        at = match.end()


def _moved(number: int, line: str, at: int) -> Iterator[Problem]:
    while before := BEFORE.match(line, at):
        at = before.end()
    inside = INSIDE.match(line, at)
    wanted = canonical_prefix(inside[1]) if inside else None
    if inside and wanted:
        span = Span.within(number, *inside.span())
        message = f"Put {code(wanted)} to the left of the link."
        yield Problem(span, message, Fix(span, f"{wanted} ["))
    behind = BEHIND.search(line)
    wanted = canonical_prefix(behind[2]) if behind else None
    if behind and wanted:
        whole = Span.within(number, at, len(line))
        message = f"Put {code(wanted)} to the left of the link."
        moved = f"{wanted} {line[at : behind.end(1)]}"
        yield Problem(Span.within(number, *behind.span(2)), message, Fix(whole, moved))


RULE = Rule(
    name="prefix",
    check=check,
    severity=Severity.WARNING,
    why="Readers see at a glance what opens: a video, audio, a series, or another language.",
    bad="* [[Videos] A talk](https://video.example/watch)",
    good="* [video] [A talk](https://video.example/watch)",
)
