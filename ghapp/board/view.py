"""The board put together: what the page says, and in which order, from what the app keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from ghapp.board.deadline import time_left
from ghapp.board.draft_view import ShownSection, ShownSubmission
from ghapp.board.parts import (
    BoardDeed,
    BoardFacts,
    BoardItem,
    BoardMember,
    BoardPull,
    BoardSection,
    BoardView,
    Rendered,
)
from ghapp.board.states import READY, age, states
from ghapp.features.approvals import Approval, standing_approval
from ghapp.features.deeds import Deed
from ghapp.features.senders import by_page
from ghapp.features.waiting import Waiting
from ghapp.newsletter.plain import section_key
from ghapp.review.touched import section_label

MOST_PULLS = 60
MOST_DEEDS = 25
LONGEST_TITLE = 100


def board_view(facts: BoardFacts, rendered: Rendered, now: datetime) -> BoardView:
    """What the board says at a moment."""
    return _Composer(facts, rendered, now).view()


class _Composer:
    """Puts one board together."""

    def __init__(self, facts: BoardFacts, rendered: Rendered, now: datetime) -> None:
        self._facts = facts
        self._rendered = rendered
        self._now = now
        waiting = facts.waiting.items()
        self._people = {number: one for number, one in waiting if not one.is_ours}
        self._ours = {number: one for number, one in waiting if one.is_ours}
        listed = dict(list(self._people.items())[:MOST_PULLS])
        self._pulls = {number: self._pull(number, one) for number, one in listed.items()}
        self._places = _places(listed, rendered.sections, facts.week.section_prefix)

    def view(self) -> BoardView:
        week, sections = self._facts.week, self._rendered.sections
        day = date.fromisoformat(week.day) if week.day else None
        rollup = self._facts.rollup.pull if self._facts.rollup.pull in self._ours else 0
        return BoardView(
            week=week,
            day=day,
            left=time_left(day, week.timezone, self._now) if day else "",
            submitted=sum(len(one.shown) + one.more for one in sections),
            waiting=len(self._people),
            ready=sum(self._is_ready(n, one) for n, one in self._people.items()),
            approved=sum(self._is_approved(n, one) for n, one in self._people.items()),
            sections=tuple(self._sections()),
            elsewhere=[pull for n, pull in self._pulls.items() if not self._places[n]],
            by_app=[self._pull(n, one) for n, one in self._ours.items() if n != rollup],
            unlisted=len(self._people) - len(self._pulls),
            rollup=rollup,
            members=self._members() if rollup else (),
            deeds=_deeds(self._facts.deeds),
            open_here=frozenset([*self._pulls, *self._ours]),
        )

    def _is_approved(self, number: int, one: Waiting) -> bool:
        approval = self._facts.approvals.get(number, Approval())
        return standing_approval(approval, one.head) is not None

    def _is_ready(self, number: int, one: Waiting) -> bool:
        return READY in states(one, is_approved=self._is_approved(number, one))

    def _pull(self, number: int, one: Waiting) -> BoardPull:
        return BoardPull(
            number,
            _title(one),
            one.author,
            age(datetime.fromisoformat(one.created), self._now) if one.created else "",
            states(one, is_approved=self._is_approved(number, one)),
            self._rendered.submissions.get(number, ()),
            one.more,
        )

    def _members(self) -> list[BoardMember]:
        return [
            BoardMember(number, _title(self._people[number]) if number in self._people else "")
            for number, _ in self._facts.rollup.members
        ]

    def _sections(self) -> Iterator[BoardSection]:
        senders, places = by_page(self._facts.senders), self._places
        for place, section in enumerate(self._rendered.sections):
            here = [number for number, found in places.items() if place in found]
            if section.shown or section.more or here:
                yield BoardSection(
                    section.title,
                    [_item(one, senders) for one in section.shown],
                    section.more,
                    [self._pulls[number] for number in here if places[number][0] == place],
                    [number for number in here if places[number][0] != place],
                    section.key in self._facts.week.closed,
                )


def _title(one: Waiting) -> str:
    title = one.title.strip()
    return f"{title[: LONGEST_TITLE - 1]}…" if len(title) > LONGEST_TITLE else title or "No title"


def _places(
    waiting: Mapping[int, Waiting], sections: Sequence[ShownSection], prefix: str
) -> dict[int, list[int]]:
    """The places of the sections that each pull request belongs to, in the draft's order."""
    first: dict[str, int] = {}
    for place, section in enumerate(sections):
        name = section_label(section.label, prefix).removeprefix(prefix)
        first.setdefault(section_key(name), place)
    return {
        number: sorted({first[key] for key in map(section_key, one.sections) if key in first})
        for number, one in waiting.items()
    }


def _item(one: ShownSubmission, senders: Mapping[str, tuple[int, str]]) -> BoardItem:
    number, sender = senders.get(one.page, (0, ""))
    return BoardItem(one.html, sender, number)


def _deeds(deeds: Mapping[int, Deed]) -> list[BoardDeed]:
    newest = sorted(deeds.items(), key=lambda one: (one[1].at, one[0]), reverse=True)
    return [BoardDeed(one.at, one.pull, one.text, one.is_refused) for _, one in newest[:MOST_DEEDS]]
