"""Several items on one line: where the line should be parted."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.items import Item

EVENT = pattern(r"[ \t]*\*[ \t]*(?=\d{4}-\d\d-\d\d\b)")


def gaps_between_items(item: Item, *, among_submissions: bool) -> Iterator[tuple[int, int]]:
    """What parts items on one line; all that follows where nothing does."""
    line = item.text
    emphasis = line.find("*[")  # what a later star ends
    ends_so = line.rstrip().endswith(")*")
    for index, (start, end) in enumerate(item.places):
        bracket = line.find("[", end)
        between = line[end:bracket].strip(" \t") if bracket >= 0 else "|"
        if between == "*" and not 0 <= emphasis < start:
            if not (ends_so and line[bracket - 1] == "*"):
                yield end, bracket
        elif event := EVENT.match(line, end):
            yield end, event.end()
        elif between == "-" and among_submissions and line[end] == "-" and bracket > end + 1:
            yield end, bracket
        elif among_submissions and any(place[0] == end for place in item.places[index + 1 :]):
            yield end, len(line.rstrip())
            return
