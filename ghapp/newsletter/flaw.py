"""A flaw: something that must be true of a list item on the site, and is not."""

from __future__ import annotations

from enum import StrEnum

from ghapp.records import record


class FlawKind(StrEnum):
    """What readers of the site stumble over."""

    NO_LINK = "no link"
    ADDRESS = "address"
    LEFT_OVER = "left over"
    ODD = "odd"  # probably left over, but it may be meant so
    UNUSUAL = "unusual"  # probably meant so
    LOST = "lost"


@record
class Flaw:
    """Something that is not true of an item, in a sentence."""

    kind: FlawKind
    message: str

    @property
    def is_of_link(self) -> bool:
        """Whether it is the link that does not work."""
        return self.kind in (FlawKind.NO_LINK, FlawKind.ADDRESS)

    @property
    def is_question(self) -> bool:
        """Whether only the author knows if it is a flaw."""
        return self.kind in (FlawKind.ODD, FlawKind.UNUSUAL)
