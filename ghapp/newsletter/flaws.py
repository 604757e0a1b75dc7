"""What must be true of a list item on the site, and what of it is not."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.flaw import Flaw, FlawKind
from ghapp.newsletter.items import Item
from ghapp.newsletter.link import has_bracket
from ghapp.newsletter.odd_signs import MEANT, odd_sign, sign_in_name
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain_items import is_plain
from ghapp.newsletter.whole_address import is_whole_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from ghapp.newsletter.rendering import Renderer
    from ghapp.newsletter.shown import Shown

HALVES = pattern(r"\][ \t]*[(\[]|\)\[|(?<![\w!])\[[^\w\[\]\0]*\]")  # of a link
ADDRESS = pattern(r"(?i)\bhttps?:/|://")
PASTED = pattern(r"https?://[^\s\0]+|(?<=[\w)])https?://")  # into a title
ESCAPE = pattern(r"\\[^\w\s]")
MARK = pattern(r"\*\*(?!\*)(?<!\*\*\*)|``|`|~~|<!--|-->")
SIGNS = frozenset("*`~<>\\")  # one of them is in all of these
# Written so, a sign is meant to be seen: it is no part of the markup.
ESCAPED = pattern(r"\\[\\`*_{}\[\]()>#+.!|-]|&(?:#\w{1,8}|[A-Za-z]{2,8});")
EMPTY = " \t\n*_"  # a text of these marks alone is none
NOTHING = "This line shows no working link on the site."
NO_TITLE = "Link the title of the page instead of its address."
LINK_SIGNS = frozenset("[<")  # every link of the site begins with one of them
MOST_BRACKETS = 50  # for more, the site's renderer takes seconds
BRACKETS = {"]": "[", ")": "("}


def flaw_of(
    item: Item, renderer: Renderer, definitions: Mapping[str, str] | None = None
) -> Flaw | None:
    """The first thing that is not true of a list item; None where all is.

    Args:
        item: the line; its bullet and its indent are another matter.
        renderer: the site's, asked only where the parser's ranges leave a doubt.
        definitions: of the references in the draft, by name.

    """
    if is_plain(item):
        return None
    if not item.links and LINK_SIGNS.isdisjoint(item.text):
        return Flaw(FlawKind.NO_LINK, NOTHING)
    if item.text.count("[") > MOST_BRACKETS:
        return None if item.links else Flaw(FlawKind.NO_LINK, NOTHING)
    return _flaw(renderer.shown(f"* {_without_escapes(item).strip()}", definitions))


def _without_escapes(item: Item) -> str:
    """The line behind its prefixes, with a private character for each that is escaped."""
    text, at = item.text, item.body_at
    if "\\" not in text and "&" not in text:
        return text[at:]
    pieces = []
    for match in ESCAPED.finditer(item.visible, at):
        pieces += [text[at : match.start()], MEANT]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _flaw(shown: Shown) -> Flaw | None:
    links = shown.links
    if not links:
        return Flaw(FlawKind.NO_LINK, NOTHING)
    if shown.has_link_in_link:
        return Flaw(FlawKind.LEFT_OVER, "A link stands in the title of another one: take it out.")
    of_links = (_flaw_of_link(text, address) for text, address in links)
    return next(filter(None, of_links), None) or marks_left(shown)


def _flaw_of_link(text: str, address: str) -> Flaw | None:
    """What is wrong with a link of this text, code in it as NULs."""
    if not text.strip(EMPTY):
        return Flaw(FlawKind.NO_LINK, "Give the link a text: the title of the page.")
    if text.strip() == address:
        return Flaw(FlawKind.NO_LINK, NO_TITLE)
    if not address:
        return Flaw(FlawKind.ADDRESS, "Give the link an address.")
    if not is_whole_address(address) and not address.startswith("mailto:"):
        shows = code_span(address.replace(MEANT, "\\"))
        return Flaw(FlawKind.ADDRESS, f"On the site this leads to {shows}: no page is there.")
    if _half_in(text):
        read = "…".join(filter(None, text.split("\0")))  # which is what code is here
        return Flaw(FlawKind.LEFT_OVER, f"Readers see {code_span(read)} in the link.")
    if "://" in text and (pasted := PASTED.search(text)):
        if pasted[0] == text.strip():
            return Flaw(FlawKind.LEFT_OVER, NO_TITLE)
        return Flaw(FlawKind.LEFT_OVER, f"Take {code_span(pasted[0])} out of the title.")
    return None


def _half_in(text: str) -> re.Match[str] | None:
    """Half of a link that is left over in a text."""
    return HALVES.search(text) if has_bracket(text) else None


def marks_left(shown: Shown) -> Flaw | None:
    """Markup that readers see, or text that they do not."""
    if shown.tags:
        message = f"Readers do not see `<{shown.tags[0]}>`: the site takes it for a tag."
        return Flaw(FlawKind.LOST, message)
    found = _half_in(shown.text) or (ADDRESS.search(shown.text) if ":/" in shown.text else None)
    if found:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see `{found[0]}` here: a link is not complete.")
    single = unpaired(shown.text)
    if single is not None:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see a `{single}` here that has no partner.")
    everything = "".join(text for kind, text, _ in shown.pieces if kind in ("text", "link"))
    if SIGNS.isdisjoint(everything):
        return None
    escape = ESCAPE.search(everything)
    if escape:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see `{escape[0]}`, with its backslash.")
    mark = MARK.search(everything)
    if mark:
        return Flaw(
            FlawKind.LEFT_OVER, f"Readers see {code_span(mark[0])} here, which marks nothing."
        )
    for kind, find in ((FlawKind.ODD, odd_sign), (FlawKind.UNUSUAL, sign_in_name)):
        sign = find(everything)
        if sign:
            return Flaw(kind, f"Readers see a {code_span(sign)} here: is it meant?")
    return None


def unpaired(text: str) -> str | None:
    """The first bracket that has no partner; None where all have one. Smileys have none."""
    open_ones: list[str] = []
    for at, mark in enumerate(text):
        if mark in "[(":
            open_ones.append(mark)
        elif mark in "])":
            if open_ones and open_ones[-1] == BRACKETS[mark]:
                open_ones.pop()
            elif not text[at - 1 : at].strip(";:-8=^") and at:
                continue
            else:
                return mark
    return open_ones[-1] if open_ones else None
