"""What must be true of a list item on the site, and what of it is not."""

from __future__ import annotations

from enum import StrEnum

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.rendering import Renderer
from ghapp.newsletter.shown import Shown
from ghapp.records import record

NAME = r"[^\s/?#\[\]()<>\":.@]+"
WHOLE = pattern(
    rf"https?://(?:[^\s/?#\[\]()<>\"@]*@)?(?:\[[\da-fA-F:.]+\]|{NAME}(?:\.{NAME})*\.?)"
    r"(?::\d+)?(?:[/?#](?:[^\s\[\]()<>\"]|\([^\s()<>\"]*\))*)?"
)
HALVES = pattern(r"\][ \t]*[(\[]|\)\[")  # of a link
ADDRESS = pattern(r"(?i)\bhttps?:/|://")
ESCAPE = pattern(r"\\[^\w\s]")
NOTHING = "This line shows no working link on the site."
MOST_BRACKETS = 50  # for more, the site's renderer takes seconds
BRACKETS = {"]": "[", ")": "("}


class FlawKind(StrEnum):
    """What readers of the site stumble over."""

    NO_LINK = "no link"
    ADDRESS = "address"
    LEFT_OVER = "left over"
    LOST = "lost"


@record
class Flaw:
    """Something that is not true of an item, in a sentence."""

    kind: FlawKind
    message: str


def flaw_of(item: Item, renderer: Renderer, definitions: str = "") -> Flaw | None:
    """The first thing that is not true of a list item; None where all is.

    Args:
        item: the line; its bullet and its indent are another matter.
        renderer: the site's, asked only where the parser's ranges leave a doubt.
        definitions: of the references in the draft.

    """
    if item.is_plain:
        return None
    if item.text.count("[") > MOST_BRACKETS:
        return None if item.links else Flaw(FlawKind.NO_LINK, NOTHING)
    return _flaw(renderer.shown(f"* {item.text[item.body_at :].strip()}", definitions))


def _flaw(shown: Shown) -> Flaw | None:
    links = shown.links
    if not links:
        return Flaw(FlawKind.NO_LINK, NOTHING)
    for text, address in links:
        if not text.strip():
            return Flaw(FlawKind.NO_LINK, "Give the link a text: the title of the page.")
        if text.strip() == address:
            return Flaw(FlawKind.NO_LINK, "Link the title of the page instead of its address.")
        if not address:
            return Flaw(FlawKind.ADDRESS, "Give the link an address.")
        if not WHOLE.fullmatch(address) and not address.startswith("mailto:"):
            return Flaw(
                FlawKind.ADDRESS,
                f"On the site this leads to {code_span(address)}: no page is there.",
            )
        if HALVES.search(text):
            return Flaw(FlawKind.LEFT_OVER, f"Readers see {code_span(text)} in the link.")
    return marks_left(shown)


def marks_left(shown: Shown) -> Flaw | None:
    """Markup that readers see, or text that they do not."""
    if shown.tags:
        message = f"Readers do not see `<{shown.tags[0]}>`: the site takes it for a tag."
        return Flaw(FlawKind.LOST, message)
    found = HALVES.search(shown.text) or ADDRESS.search(shown.text)
    if found:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see `{found[0]}` here: a link is not complete.")
    single = unpaired(shown.text)
    if single is not None:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see a `{single}` here that has no partner.")
    everything = "".join(text for kind, text, _ in shown.pieces if kind in ("text", "link"))
    escape = ESCAPE.search(everything)
    if escape:
        return Flaw(FlawKind.LEFT_OVER, f"Readers see `{escape[0]}`, with its backslash.")
    if "``" in everything:
        return Flaw(FlawKind.LEFT_OVER, "Readers see the two backticks, with nothing in between.")
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
