"""Calls for papers: event, closing date, place and days, in whatever shape they come."""

from __future__ import annotations

from ghapp.newsletter.days import days_in
from ghapp.newsletter.fields import Field, fields_in
from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

CALL = pattern(
    r"[ \t]*(?:[*+-][ \t]*)?(?=\S)(?P<link>(?:\*\*)?"
    r"\[(?P<title>[^\]\n]{1,300})\]\((?P<address>[^()\s]{1,500})\)(?:\*\*)?)[ \t]*(?=\|)"
)
ROLLING = ("rolling", "open", "no deadline", "tba", "tbd", "ongoing")
LONGEST = 2000  # characters


@record
class Call:
    """The fields of a call; further links, and what follows the days, are none of them."""

    link: Field
    bold_link: str  # as it should be written
    closes: Field
    place: Field | None
    days: Field | None

    @property
    def deadline(self) -> date | None:
        """The last day to answer; None where the call names none."""
        days = days_in(self.closes.text)
        return days[-1][2] if days else None

    @property
    def is_rolling(self) -> bool:
        """Whether it says that there is no deadline, or none yet."""
        return any(word in self.closes.text.casefold() for word in ROLLING)

    @property
    def event_days(self) -> tuple[date, date] | None:
        """The first and the last day of the event, as they are written."""
        days = days_in(self.days.text) if self.days else []
        return (days[0][2], days[-1][2]) if days else None


def call_of(line: str) -> Call | None:
    """The call that a line makes; None for any other line."""
    match = CALL.match(line) if "|" in line and len(line) <= LONGEST else None
    if match is None:
        return None
    fields = fields_in(line, match.end(), len(line))
    plain = [field for field in fields if "](" not in field.text]
    if not plain:
        return None
    place, days = [*plain[1:3], None, None][:2]
    link, title = match["link"], match["title"]
    # Half of the bold is a mistake of its own, and so is a star inside.
    words = _without_emphasis(title.strip())
    bold = link if "*" in words else f"[**{words}**]({match['address']})"
    return Call(Field(link, match.start("link")), bold, plain[0], place, days)


def _without_emphasis(title: str) -> str:
    """The words of a title that is in italics, or in bold as `__Title__`."""
    for mark in ("__", "*", "_"):
        words = title[len(mark) : -len(mark)]
        if title == f"{mark}{words}{mark}" and words.strip() and mark[0] not in words:
            return words.strip()
    return title
