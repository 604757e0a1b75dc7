"""Events with what hangs below each, as blocks of lines that can be put into another order."""

from __future__ import annotations

from itertools import zip_longest

from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ghapp.newsletter.draft import Draft
    from ghapp.newsletter.events import ListedEvent


@record
class EventBlock:
    """An event with what hangs below it."""

    first: int
    last: int
    start: date
    is_added: bool  # with every line of it


@record
class EventRun:
    """Added events next to each other, and what was there before and behind them."""

    blocks: list[EventBlock]
    before: EventBlock | None
    behind: EventBlock | None

    @property
    def is_framed(self) -> bool:
        """Whether its neighbours say where it belongs: else one of them is out of order itself."""
        return not (self.before and self.behind and self.before.start > self.behind.start)

    @property
    def in_order(self) -> list[EventBlock]:
        """Its events by their dates."""
        return sorted(self.blocks, key=lambda block: block.start)


def event_blocks(
    draft: Draft, events: Sequence[ListedEvent], added: Collection[int]
) -> list[EventBlock]:
    """The events of a region, as far as their day is known, with the indented lines below each."""
    blocks: list[EventBlock] = []
    for listed, following in zip_longest(events, events[1:]):
        last = listed.line
        until = following.line if following else len(draft.lines) + 1
        while last + 1 < until and draft.line(last + 1).startswith((" ", "\t")):
            last += 1
        is_added = all(line in added for line in range(listed.line, last + 1))
        if listed.event.days.start is not None:
            blocks.append(EventBlock(listed.line, last, listed.event.days.start, is_added))
    return blocks


def added_runs(blocks: Sequence[EventBlock]) -> list[EventRun]:
    """The added events of a region, those with nothing between them together."""
    runs: list[EventRun] = []
    run: list[EventBlock] = []
    before: EventBlock | None = None
    for block in [*blocks, None]:
        if block and block.is_added and (not run or block.first == run[-1].last + 1):
            run.append(block)
            continue
        if run:
            runs.append(EventRun(run, before, block))
            before = run[-1]
        run = [block] if block and block.is_added else []
        before = block if block and not block.is_added else before
    return runs
