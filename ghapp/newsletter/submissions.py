"""What people submit: list items with what hangs below them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKind, SectionKinds
from ghapp.newsletter.template import Template
from ghapp.records import cached_property

PLACES = frozenset(CONTRIBUTED)
MARKER = pattern(
    r"([ \t]*)(?:[*+•-](?:[ \t]+|(?=\[))|\d{1,3}[.)][ \t]+|(?=\d{4}-\d\d-\d\d[^|]*\|))(?=\S)"
)
BARE_LINKS = ("<https://", "<http://", "https://", "http://")
DAY = pattern(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Submission:
    """One list item; a bare link on a line of its own counts, as a tenth of all come so."""

    line: int
    end_line: int  # of what hangs below it
    text: str  # its lines, joined by newlines, without white space at the end
    section: str  # what the nearest heading above is compared by
    draft: Draft = field(repr=False, compare=False)  # that it stands in

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The pages that it links to, by canonical address, in order."""
        by_line = self.draft.links_by_line
        lines = range(self.line, self.end_line + 1)
        found = (link.page for number in lines for link in by_line.get(number, ()))
        return tuple(address for address in found if address is not None)

    @property
    def known_by(self) -> str:
        """What it is recognised by when its text changes: its date, for events, and first page."""
        return f"{self.date} {self.addresses[0] if self.addresses else ''}".strip()

    @property
    def date(self) -> str:
        """The first date in it (ISO 8601), which events begin with; empty without one."""
        date = DAY.search(self.text)
        return date[0] if date else ""


def submissions(
    draft: Draft,
    template: Template | None = None,
    places: Collection[SectionKind] = PLACES,
    kinds: SectionKinds | None = None,
) -> list[Submission]:
    """The submissions of a draft, in order: no prose, no quotes, nothing in comments.

    Args:
        draft: the draft.
        template: what says which sections there are.
        places: the kinds of the sections to look in.
        kinds: of all lines, where they are known already.

    """
    kinds = kinds or SectionKinds(draft, template)
    found: list[Submission] = []
    end = 0
    for number, line in enumerate(draft.lines, 1):
        if number <= end or kinds[number] not in places or number in draft.hidden:
            continue
        if _begins(draft, number, line):
            found.append(_submission(draft, number))
            end = found[-1].end_line
    return found


def _begins(draft: Draft, number: int, line: str) -> bool:
    if is_item(line):
        return len(line[: len(line) - len(line.lstrip())].expandtabs(4)) < 4
    is_link = line.startswith("[") and "](" in line
    if not is_link and not line.startswith(BARE_LINKS):
        return False
    above = draft.line(number - 1).strip()
    return not above or above.startswith("#") or above.endswith("-->") or is_item(above)


def is_item(line: str) -> bool:
    """Whether a line begins as a list item does, or as an event without its bullet."""
    return MARKER.match(line) is not None


def _submission(draft: Draft, start: int) -> Submission:
    end = start
    while _hangs_below(draft.line(end + 1)) or (
        not draft.line(end + 1).strip()
        and end + 2 <= len(draft.lines)
        and _hangs_below(draft.line(end + 2))
    ):
        end += 1
    heading = draft.heading_above(start)
    return Submission(
        line=start,
        end_line=end,
        text="\n".join(draft.lines[start - 1 : end]).rstrip(),
        section=heading.key if heading else "",
        draft=draft,
    )


def _hangs_below(line: str) -> bool:
    return line.startswith(("  ", "\t")) and bool(line.strip())
