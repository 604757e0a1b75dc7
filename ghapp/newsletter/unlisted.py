"""Lines that should be list items: links and events without a bullet, and pages told in prose."""

from __future__ import annotations

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.section_kinds import SectionKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.events import EventList
    from ghapp.newsletter.items import Item

# Where the editors discuss a section; what they say about it is no submission.
DISCUSSIONS = ("/issues/", "/pull/", "/discussions/")
PLACES_FOR_LINKS = (SectionKind.SUBMISSIONS, SectionKind.CFP_PROJECTS, SectionKind.CFP_EVENTS)
NO_PROSE = ("*", "<", ">", "|", "!", "`", "[")


def is_bare_link(item: Item, draft: Draft, kind: SectionKind) -> bool:
    """Whether a line is a submission without any bullet, or one of the project's items."""
    is_place = kind in PLACES_FOR_LINKS or (kind is SectionKind.PROJECT and _is_numbered(item))
    return is_place and _begins_with_link(item) and _begins_block(draft, item.line)


def is_bare_event(item: Item, events: EventList) -> bool:
    """Whether a line among events is one without any bullet, or the title of one."""
    if item.is_dated and item.content.count("|") > 1:
        return True
    return _begins_with_link(item) and item.line - 1 in events.by_line


def is_sentence(item: Item, draft: Draft, kind: SectionKind) -> bool:
    """Whether a line announces a page in prose, where a list item should stand."""
    if kind is not SectionKind.SUBMISSIONS or not item.links or item.indent:
        return False
    is_plain = "](http" in item.text and not item.text.startswith(NO_PROSE)
    return is_plain and not _is_note(item) and _begins_block(draft, item.line)


def is_glued(item: Item, draft: Draft, kind: SectionKind) -> bool:
    """Whether a line with a link stands between items: the site adds it to the one above."""
    if kind not in PLACES_FOR_LINKS or item.indent or item.has_usual_bullet:
        return False
    text = item.text.rstrip()
    if "[" not in text.partition("](")[0] or "](" not in text or _is_note(item):
        return False
    if text.startswith(("<!--", "[")) or text[-1] in "*_|":
        return False
    beside = draft.line(item.line - 1), draft.line(item.line + 1)
    return any(line.startswith((*ITEM_STARTS, "*[")) for line in beside)


def _begins_with_link(item: Item) -> bool:
    """Whether a link begins a line, alone or behind words in brackets."""
    before = item.before.strip()
    return item.content.startswith("[") and bool(item.links) and before[-1:] in ("", "]")


def _is_numbered(item: Item) -> bool:
    """Whether a line is one link to an issue or a pull request, which have numbers.

    Sentences of the project's sections may begin with a link, and reports may be one.
    """
    if not item.is_submission or len(item.links) != 1:
        return False
    page = item.links[0].url.partition("#")[0].partition("?")[0]
    return page.rstrip("/").rpartition("/")[2].isdecimal()


def _is_note(item: Item) -> bool:
    """Whether the editors say something about a section, perhaps where they discuss it."""
    return "this section" in item.text.casefold() or any(
        place in link.url for link in item.links for place in DISCUSSIONS
    )


def _begins_block(draft: Draft, number: int) -> bool:
    line = draft.line(number - 1)
    above = line.strip()
    begins = above.startswith((*ITEM_STARTS, "#", "<!--", "["))
    return not above or begins or above.endswith("-->") or line.startswith("  ")
