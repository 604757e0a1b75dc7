"""The header of a changed draft beside the template's, filled in for its day and number."""

from __future__ import annotations

from collections import Counter

from ghapp.newsletter.header import Header, has_field, numbers_of, read_header
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ghapp.newsletter.changes import Change
    from ghapp.newsletter.template import Template


ALIKE = 0.6  # share of common characters from which a value is another one, damaged
LONGEST_VALUE = 200  # characters that are compared


@record
class EditionHeader:
    """A header as it is and as it should be."""

    header: Header
    day: date
    numbered: tuple[str, str]  # the names of the fields with its number, the plain one first
    dated: str  # the name of the field that is its day
    number: str  # of the edition; empty where nobody can say
    is_sure: bool  # of the number
    has_known_fields: bool  # which there were in former years, no template says today
    number_before: str  # the change; empty where title and field did not agree
    is_touched: bool  # by the change
    moved: Sequence[int]  # by the change: lines that stand in another order

    @property
    def gaps(self) -> dict[int, list[str]]:
        """The fields that are missing for sure, by the line that stands in their place."""
        return self.header.gaps if self.has_known_fields and not self.header.below else {}

    @property
    def is_renumbered(self) -> bool:
        """Whether the number was another one before the change."""
        return self.number_before not in ("", self.number) and self.numbered[0] in self.header.found

    def is_known(self, name: str) -> bool:
        """Whether it is known what a field should say."""
        return self.is_sure or name not in self.numbered


def edition_header(
    change: Change, template: Template, day: date, *, fits_template: bool
) -> EditionHeader:
    """Read the header of a draft.

    Args:
        change: what was done to the draft.
        template: which fields there should be, and in which order.
        day: that the draft is named for.
        fits_template: whether it was made from this template: those of former years had others.

    """
    number, is_sure = _number(change, template.numbered)
    of_every_year = (*template.numbered, template.dated)
    wanted = {
        name: template.filled(line, number, day)
        for name, line in template.header.items()
        if fits_template or name in of_every_year or has_field(change.head, name)
    }
    header = read_header(change.head, wanted)
    return EditionHeader(
        header,
        day,
        template.numbered,
        template.dated,
        number,
        is_sure,
        has_known_fields=fits_template or change.base is not None,
        number_before=_number_before(change, template.numbered),
        is_touched=_is_touched(change, header),
        moved=[line for line in header.moved if line in change.added_set],
    )


def _number(change: Change, names: tuple[str, str]) -> tuple[str, bool]:
    """The number of the edition, and whether it is sure."""
    field, title = numbers_of(change.head, names)
    if field == title != "":
        return field, True
    before = numbers_of(change.base, names) if change.base else ()
    known = [number for number in (field, title, *before) if number]
    if not known:
        return "", False
    number, count = Counter(known).most_common(1)[0]
    return number, count > 1 or len(known) == 1


def _number_before(change: Change, names: tuple[str, str]) -> str:
    field, title = numbers_of(change.base, names) if change.base else ("", "")
    return field if field == title else ""


def _is_touched(change: Change, header: Header) -> bool:
    """Whether a change adds to a header, or takes something from it."""
    base = change.base
    if base is None:
        return True
    end = max([header.last, *header.below])
    below = next((n for n, line in enumerate(base.lines, 1) if not line.strip()), 0)
    added, removed = change.added[:1], change.removed[:1]
    return any(line <= end + 1 for line in added) or any(line <= below for line in removed)


def is_filled_by_hand(line: str, text: str, template: Template) -> bool:
    """Whether a field says something of its own, for which the template has no placeholder."""
    name, _, before = line.partition(":")
    name_now, _, now = text.partition(":")
    if name_now != name or any(one in line for one in template.placeholders.all):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, before, now[:LONGEST_VALUE]).ratio() < ALIKE
