"""Markdown of strangers, shown safely: only harmless HTML is left, comments are hidden."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pyromark

TAGS = """
a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q
s samp small span strong sub summary sup table tbody td th thead tr ul var
"""
ALLOWED = frozenset(TAGS.split())
VOID = frozenset({"br", "hr"})
SILENT = frozenset({"script", "style", "title", "textarea", "iframe"})
REFERENCE = re.compile(r"(?<![\w/#])#(\d{1,9})\b")
SCHEMES = ("http://", "https://", "mailto:", "#", "/")


def rendered(text: str, home: str = "", replaced: list[str] | None = None) -> str:
    """The HTML of a comment.

    Args:
        text: as it was written.
        home: the address of its repository, to which `#12` leads; "" for nowhere.
        replaced: the lines that its suggestion would replace.

    """
    html = pyromark.html(text, options=pyromark.Options.ENABLE_GFM | _TABLES)
    cleaner = _Cleaner(home, replaced)
    cleaner.feed(html)
    cleaner.close()
    return cleaner.result()


_TABLES = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH


class _Cleaner(HTMLParser):
    """Copies what is allowed; every element that is opened is closed again, in its place."""

    def __init__(self, home: str, replaced: list[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._home = home
        self._replaced = replaced
        self._suggestion: str | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self._silent += 1
        elif tag == "input" and given.get("type") == "checkbox":
            self._parts.append("☑ " if "checked" in given else "☐ ")
        elif tag in VOID:
            self._parts.append(f"<{tag}>")
        elif tag == "code" and given.get("class") == "language-suggestion":
            self._suggestion = ""
        elif tag in ALLOWED:
            self._open.append(tag)
            self._parts.append(f"<{tag}{_attributes(tag, given)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "code" and self._suggestion is not None:
            self._parts.append(_difference(self._replaced or [], self._suggestion))
            self._suggestion = None
        elif tag in self._open:
            while self._open:
                last = self._open.pop()
                self._parts.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if self._suggestion is not None:
            self._suggestion += data
        elif not self._silent:
            self._parts.append(self._linked(escape(data)))

    def _linked(self, html: str) -> str:
        """Text with links to what it names by number, but for code and what is a link already."""
        if not self._home or {"a", "code", "pre"} & set(self._open):
            return html
        return REFERENCE.sub(rf'<a href="{escape(self._home)}/pull/\1">#\1</a>', html)

    def result(self) -> str:
        """What was copied, with everything closed."""
        return "".join(self._parts) + "".join(f"</{tag}>" for tag in reversed(self._open))


def _attributes(tag: str, given: dict[str, str | None]) -> str:
    target = (given.get("href") or "").strip()
    if tag == "a" and target.lower().startswith(SCHEMES):
        return f' href="{escape(target)}" rel="nofollow noopener"'
    if tag == "details" and "open" in given:
        return " open"
    return ""


def _difference(old: list[str], new: str) -> str:
    rows = [f'<span class="del">-{escape(line)}</span>' for line in old]
    lines = new.removesuffix("\n").split("\n") if new.strip("\n") else []
    rows += [f'<span class="add">+{escape(line)}</span>' for line in lines]
    return f'<code class="suggestion">{"".join(rows)}</code>'
