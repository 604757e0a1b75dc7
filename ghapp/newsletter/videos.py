"""Videos: which addresses lead to one, and which words beside a link say so."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import words_in

PLACES = (
    *("youtube.com/watch", "youtube.com/live", "youtube.com/playlist", "youtube.com/shorts"),
    *("youtu.be/", "media.ccc.de/v/", "twitch.tv/videos/"),
)
IN_TITLE = pattern(r"(?i)videos?[ \t]*[:|–—-][ \t]*(?=\S)")
ANNOUNCING = frozenset(("video", "videos", "audio", "audios", "podcast", "podcasts", "youtube"))
ALIKE = 0.75  # share of common characters from which a word is another one, misspelt


def is_video(url: str) -> bool:
    """Whether an address leads to a place where only videos are."""
    scheme, _, page = url.partition("://")
    page = page.removeprefix("www.").removeprefix("m.")
    on_vimeo = page.startswith("vimeo.com/") and page[10:11].isdecimal()
    return scheme in ("https", "http") and (page.startswith(PLACES) or on_vimeo)


def is_announced(text: str) -> bool:
    """Whether the words of a text say that there is something to watch or to hear."""
    return not ANNOUNCING.isdisjoint(words_in(text))


def is_nearly_announced(text: str) -> bool:
    """Whether one of the words is nearly one that says so: `vdeo`."""
    from difflib import get_close_matches  # for the few with another word before the link

    return any(get_close_matches(word, ANNOUNCING, 1, ALIKE) for word in words_in(text))


def announced_in_title(title: str) -> int:
    """How much of a title only says that there is a video, as in `Video: A talk`; 0 for none."""
    match = IN_TITLE.match(title)
    return match.end() if match else 0
