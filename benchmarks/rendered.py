"""What the newsletter's site makes of a text: Python-Markdown's HTML as a small tree.

Knows nothing of the app, so that benchmarks can judge the app by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import markdown

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Written so, a character is meant to be seen: it is no part of the markup.
MEANT = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]|&(?:#\w+|[A-Za-z]+);")
ESCAPED = "\ue000"
HOST = re.compile(r"(?:\w[\w-]*\.)+\w[\w-]*\.?")
IPV6 = re.compile(r"\[[0-9A-Fa-f:.]+\]")
ADDRESS = re.compile(r"https?://([^/?#]*)([^\s\"<>\\^`{|}\[\]]*)")
PORT = re.compile(r":[0-9]*$")


@dataclass
class Node:
    """An element: its name, its attributes, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, as readers see it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def plain(self) -> str:
        """Its text outside code."""
        return "".join(
            child if isinstance(child, str) else "" if child.name == "code" else child.plain
            for child in self.children
        )

    def all(self, name: str) -> Iterator[Node]:
        """The elements of a name below it, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.name == name:
                    yield child
                yield from child.all(name)

    def elements(self) -> list[Node]:
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def without(self, name: str) -> Node:
        """The same without the elements of a name that stand directly in it."""
        kept = [c for c in self.children if isinstance(c, str) or c.name != name]
        return Node(self.name, self.attributes, kept)


class _Tree(HTMLParser):
    """Builds the tree; an end that nothing began is passed over, as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        names = [node.name for node in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page(text: str, *, hide_escaped: bool = False) -> Node:
    """A text as the site shows it.

    Args:
        text: Markdown.
        hide_escaped: put a private character in place of every escaped one, so that what is
            left of brackets and markers is what nobody meant to be seen.

    """
    if hide_escaped:
        text = MEANT.sub(ESCAPED, text)
    tree = _Tree()
    tree.feed(markdown.markdown(text, extensions=["extra"]))
    tree.close()
    return tree.open[0]


def is_whole_address(address: str) -> bool:
    """Whether a link leads to a page elsewhere: http(s), a host with a dot, nothing odd in it."""
    match = ADDRESS.fullmatch(address)
    if match is None:
        return False
    host = PORT.sub("", match[1].rpartition("@")[2])
    return bool(HOST.fullmatch(host) or IPV6.fullmatch(host))


def leftover(text: str) -> str | None:
    """What of the markup a reader sees in a text (outside code): a marker, bracket or tag."""
    for mark in ("](", "][", "**", "__", "`", "\\", "~~~", "<!--", "-->"):
        if mark in text:
            return mark
    if text.count("[") != text.count("]"):
        return "["
    if re.search(r"(?<![\s*])\*|\*(?![\s*])", text):
        return "*"
    tag = re.search(r"</?[A-Za-z]|(?<![-=<\s])>(?!=)", text)
    return tag[0] if tag else None
