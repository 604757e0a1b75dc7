"""Prefixes: what kind of page a link leads to stands in front of it, in lower case."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import (
    KINDS,
    LANGUAGES,
    canonical_prefix,
    canonical_prefixes,
    is_cyrillic,
    language_of_script,
    names_language,
)
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# In a title or behind the link, perhaps with backslashes.
BRACKETED = pattern(r"\\?[\[(]([^\[\]()\\]{2,12})\\?[\])]")
VIDEOS = (
    *("youtube.com/watch", "youtube.com/live", "youtube.com/playlist", "youtube.com/shorts"),
    *("youtu.be/", "media.ccc.de/v/", "twitch.tv/videos/"),
)
SAID = pattern(r"(?i)\b(?:(?:video|audio|podcast)s?|youtube)\b")
PARTING = " \t:–—-"  # may stand behind a prefix
DRESS = "\\*_[]"  # bold, or with backslashes


def check(reading: Reading) -> Iterator[Problem]:
    """Find prefixes in another case, number or place, and videos without one."""
    for item in reading.items(SUBMISSIONS):
        if "](" in item.text:
            yield from _before(item)
            yield from _moved(item)
    for link in reading.links(SUBMISSIONS):
        at_the_end = _at_the_end(reading, link) if link.text.endswith((")", "]")) else None
        if at_the_end:
            yield at_the_end
        elif _is_video(link.url):
            yield from _missing(reading, link)
        if not link.text.isascii():
            yield from _in_a_language(reading, link)


def _before(item: Item) -> Iterator[Problem]:
    for one in item.prefixes:
        wanted = canonical_prefixes(one.text) or ""
        written = item.text[one.start : one.end]
        if written + one.gap != wanted + " ":
            is_understood = written.casefold() == wanted.casefold() or (
                wanted.isupper() and written == f"[{one.text}]"
            )
            yield _spelt(item, one.start, one.end + len(one.gap), wanted, advisory=is_understood)
    before = item.before.strip(PARTING)
    word = before.strip(DRESS)
    is_in_brackets = word != before and "[" in before
    meant = canonical_prefix(word) if is_in_brackets or word.casefold() in KINDS else None
    if meant and item.links:
        yield _spelt(item, item.body_at, item.places[0][0], meant)


def _spelt(item: Item, start: int, end: int, wanted: str, *, advisory: bool = False) -> Problem:
    span = Span.within(item.line, start, end)
    several = "es" * ("] [" in wanted)
    message = f"Write the prefix{several} {code_span(wanted)}, with a space behind it."
    return Problem(span, message, Fix(span, wanted + " "), advisory=advisory)


def _moved(item: Item) -> Iterator[Problem]:
    """A prefix in the link, or behind it."""
    at = item.body_at
    inside = BRACKETED.match(item.text, at + 1) if item.text.startswith("[", at) else None
    if inside and (wanted := canonical_prefix(inside[1])):
        gap = item.text[inside.end() :]
        end = len(item.text) - len(gap.lstrip(" \t:"))
        span = Span.within(item.line, at, end)
        if item.text[end : end + 1].strip():
            yield Problem(span, _to_the_left(wanted), Fix(span, f"{wanted} ["))
    if wanted := _prefix_behind(item):
        end = item.places[-1][1]
        whole = Span.within(item.line, at, len(item.text))
        fix = Fix(whole, f"{wanted} {item.text[at:end]}")
        yield Problem(
            Span.within(item.line, end, len(item.text.rstrip())), _to_the_left(wanted), fix
        )


def _prefix_behind(item: Item) -> str | None:
    """What a word in brackets behind the link means."""
    word = BRACKETED.fullmatch(item.behind.strip(" \t")) if item.behind else None
    return canonical_prefix(word[1]) if word else None


def _at_the_end(reading: Reading, link: Link) -> Problem | None:
    """A kind or language at the end of a title: `[A talk (Video)](address)`."""
    text = link.text
    start = max(text.rfind("["), text.rfind("("))
    word = text[start + 1 : -1]
    kind = KINDS.get(word.casefold(), word if text[-1] == "]" and word in LANGUAGES else None)
    line, at = reading.change.head.line(link.line), link.span.column - 1
    if start < 0 or kind is None or not link.is_on_one_line or "](" in line[:at]:
        return None
    title = text[:start].rstrip(" \t")
    end = link.text_span.end_column - 1
    opening = "[" if f"[{kind.casefold()}]" in line[:at].casefold() else f"[{kind}] ["
    fix = Fix(Span.within(link.line, at, end), opening + title)
    return Problem(Span.within(link.line, at + 1, end), _to_the_left(f"[{kind}]"), fix)


def _to_the_left(prefix: str) -> str:
    return f"Put {code_span(prefix)} to the left of the link."


def _is_video(url: str) -> bool:
    scheme, _, page = url.partition("://")
    page = page.removeprefix("www.").removeprefix("m.")
    on_vimeo = page.startswith("vimeo.com/") and page[10:11].isdecimal()
    return scheme in ("https", "http") and (page.startswith(VIDEOS) or on_vimeo)


def _missing(reading: Reading, link: Link) -> Iterator[Problem]:
    """A video is announced as one, where its link is the submission and nothing says so yet."""
    item, at = reading.item(link.line), link.span.column - 1
    before = item.text[:at]
    inside = BRACKETED.match(link.text)
    if "](" in before or SAID.search(before) or (inside and inside.end() < len(link.text)):
        return
    rest = reading.change.head.line(link.span.end_line)[link.span.end_column - 1 :]
    if SAID.search(rest.partition("http")[0]) or _prefix_behind(item):
        return  # as a description, or on the wrong side
    template, heading = reading.context.template, reading.change.head.heading_above(link.line)
    if template is not None and heading is not None and heading.key not in template.sections:
        return  # a collection of its own, which says by its heading what it is
    if canonical_prefix(link.text):
        message = "Link the title of the page, and announce a video with `[video]` before it."
        yield Problem(link.span, message, advisory=True)
        return
    fix = Fix(Span.within(link.line, at, at), "[video] ")
    message = "Announce a video with `[video]` before the link."
    yield Problem(link.span, message, fix, advisory=SAID.search(link.text) is not None)


def _in_a_language(reading: Reading, link: Link) -> Iterator[Problem]:
    """A title in letters that most readers cannot read is announced with its language."""
    wanted = language_of_script(link.text)
    if wanted is None and not is_cyrillic(link.text):
        return
    item = reading.item(link.line)
    is_first = link.span == item.links[0].span and not item.before.strip()
    if not is_first or names_language(item.text):
        return
    if wanted is None:
        message = "Say which language the page is in, before the link: `[RU]`, `[UK]`, …"
        yield Problem(link.span, message)
        return
    at = item.content_at
    message = f"Say which language the page is in: {code_span(wanted)} before the link."
    yield Problem(link.span, message, Fix(Span.within(link.line, at, at), wanted + " "))


RULE = Rule(
    name="prefix",
    check=check,
    severity=Severity.WARNING,
    why="Readers see at a glance what opens: a video, audio, a series, or another language.",
    bad="* [[Videos] A talk](https://video.example/watch)",
    good="* [video] [A talk](https://video.example/watch)",
    loses=Loss.WORDS,
)
