"""Markdown of strangers as the site will show it, with nothing left in it that could do harm.

It goes through the site's own renderer, and then through a sanitizer: links keep their address and
nothing else, and there are no images, scripts, styles or forms.
"""

from __future__ import annotations

import html
import re

import nh3
from cachetools import LRUCache

from ghapp.newsletter.site_html import SiteRenderer

# What has more characters or brackets than any submission is shown as it was written, and cut: the
# renderer takes seconds for thousands of brackets.
LONGEST = 3000
MOST_BRACKETS = 80
SHOWN = 600
MOST_KEPT = 5000  # texts, each of a kilobyte or two
TAGS = frozenset(
    (
        *("a", "b", "blockquote", "br", "code", "del", "em", "i", "kbd", "li", "mark", "ol", "p"),
        *("pre", "q", "s", "small", "strong", "sub", "sup", "u", "ul"),
    )
)
LISTS = frozenset({"li", "ol", "ul"})
WITH_CONTENT = frozenset({"script", "style", "template", "iframe", "noscript", "title", "svg"})
# Lists that are written as HTML need not be whole: screen readers stumble over an item without one.
WRITTEN_LIST = re.compile(r"<\s*/?\s*(?:li|ol|ul|dir|menu|dl|dt|dd)\b", re.IGNORECASE)
# A link that shows nothing cannot be named by a screen reader, nor pressed by anybody.
EMPTY_LINK = re.compile(r'(<a href="([^"]*)"[^>]*>)(?:\s|</?(?:em|strong|code|b|i)>)*</a>')
ITEM_TAG = re.compile(r"<(/?)li>")
ONE_ITEM = re.compile(r"<ul>\s*<li>(.*)</li>\s*</ul>", re.DOTALL)


class HarmlessMarkdown:
    """Renders each text once; one thread at a time may use it."""

    def __init__(self) -> None:
        self._site = SiteRenderer()
        self._cleaner, self._without_lists = _cleaner(TAGS), _cleaner(TAGS - LISTS)
        self._known: LRUCache[tuple[str, str], str] = LRUCache(MOST_KEPT)

    def html(self, text: str, definitions: str = "") -> str:
        """Harmless HTML of a text, as what stands inside one list item.

        Args:
            text: in Markdown.
            definitions: the lines `[name]: address` that its references may lead to.

        """
        definitions = definitions if "[" in text else ""
        found = self._known.get((text, definitions))
        if found is None:
            found = self._known[text, definitions] = self._rendered(text, definitions)
        return found

    def _rendered(self, text: str, definitions: str) -> str:
        if len(text) > LONGEST or text.count("[") > MOST_BRACKETS:
            return plain(text)
        source = f"{text}\n\n{definitions}" if definitions else text
        source = source.encode("utf-8", "replace").decode()  # JSON can hold half a character
        cleaner = self._without_lists if WRITTEN_LIST.search(text) else self._cleaner
        made = self._site.html(source)
        cleaned = cleaner.clean(plain(source) if made is None else made)
        return _unlisted(EMPTY_LINK.sub(r"\1\2</a>", cleaned).strip())


def plain(text: str) -> str:
    """The beginning of a text as it was written."""
    return f"<p>{html.escape(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}</p>"


def _unlisted(cleaned: str) -> str:
    """What stands in the only item of a list; anything else as it is."""
    item = ONE_ITEM.fullmatch(cleaned)
    if item is None:
        return cleaned
    depth = 0
    for tag in ITEM_TAG.findall(item[1]):
        depth += -1 if tag else 1
        if depth < 0:  # the list has more items
            return cleaned
    return item[1].strip()


def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        clean_content_tags=set(WITH_CONTENT),
        attributes={"*": set(), "a": {"href"}},  # "*": not even `title` and `lang`
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel="nofollow noopener noreferrer",
    )
