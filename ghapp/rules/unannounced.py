"""What should be announced by a prefix and is not: a video, a page in another language."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import words_in
from ghapp.newsletter.prefixes import (
    IN_CYRILLIC,
    canonical_prefix,
    languages_of_script,
    names_language,
)
from ghapp.newsletter.spans import Span
from ghapp.newsletter.written_prefixes import BRACKETED
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.reading import Reading

VIDEOS = (
    *("youtube.com/watch", "youtube.com/live", "youtube.com/playlist", "youtube.com/shorts"),
    *("youtu.be/", "media.ccc.de/v/", "twitch.tv/videos/"),
)
NAMED = pattern(r"(?i)videos?[ \t]*[:|–—-][ \t]*(?=\S)")
MISSPELT = 0.75  # how alike a word is that is meant as another
ANNOUNCING = frozenset(("video", "videos", "audio", "audios", "podcast", "podcasts", "youtube"))


def is_video(url: str) -> bool:
    """Whether an address leads to a place where only videos are."""
    scheme, _, page = url.partition("://")
    page = page.removeprefix("www.").removeprefix("m.")
    on_vimeo = page.startswith("vimeo.com/") and page[10:11].isdecimal()
    return scheme in ("https", "http") and (page.startswith(VIDEOS) or on_vimeo)


def missing_kind(reading: Reading, link: Link) -> Iterator[Problem]:
    """A video is announced as one, where its link is the submission and nothing says so yet."""
    at = link.span.column - 1
    before = reading.change.head.line(link.line)[:at]
    if "](" in before or _is_said(before):
        return
    template, heading = reading.context.template, reading.change.head.heading_above(link.line)
    if template is not None and heading is not None and template.section(heading) is None:
        return  # a collection of its own, which says by its heading what it is
    if _is_misspelt(before):
        return
    inside = BRACKETED.match(link.text)
    rest = reading.change.head.line(link.span.end_line)[link.span.end_column - 1 :]
    if (inside and inside.end() < len(link.text)) or _is_said(rest.partition("http")[0]):
        return  # inside the link, or as a description
    if reading.item(link.line).prefix_behind:
        return  # on the wrong side
    if canonical_prefix(link.text):
        message = "Link the title of the page, and announce a video with `[video]` before it."
        yield Problem(link.span, message, advisory=True)
        return
    named = NAMED.match(link.text)  # in the title, as in `[Video: A talk]`
    fix = Fix(Span.within(link.line, at, at), "[video] ")
    if named:
        fix = Fix(Span.within(link.line, at, at + 1 + named.end()), "[video] [")
    message = "Announce a video with `[video]` before the link."
    yield Problem(link.span, message, fix, advisory=_is_said(link.text))


def _is_said(text: str) -> bool:
    """Whether some words already say that there is something to watch or to hear."""
    return not ANNOUNCING.isdisjoint(words_in(text))


def _is_misspelt(text: str) -> bool:
    """Whether a prefix is nearly one of those words, which is told as such."""
    from difflib import get_close_matches  # for the few with another word before the link

    return any(get_close_matches(word, ANNOUNCING, 1, MISSPELT) for word in words_in(text))


def missing_language(reading: Reading, link: Link) -> Iterator[Problem]:
    """A title in letters that most readers cannot read is announced with its language."""
    languages = languages_of_script(link.text)
    if not languages or reading.conventions.language in languages:
        return
    item = reading.item(link.line)
    is_first = link.span == item.links[0].span and not item.before.strip()
    if not is_first or names_language(item.text):
        return
    if languages is IN_CYRILLIC:
        message = "Say which language the page is in, before the link: `[RU]`, `[UK]`, …"
        yield Problem(link.span, message)
        return
    at, wanted = item.content_at, f"[{languages[0].upper()}]"
    message = f"Say which language the page is in: {code_span(wanted)} before the link."
    yield Problem(link.span, message, Fix(Span.within(link.line, at, at), wanted + " "))
