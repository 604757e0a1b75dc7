"""The board put together: what the page says, and in which order, from what the app keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ghapp.board.deadline import time_left
from ghapp.board.draft_view import ShownSection, ShownSubmission
from ghapp.board.states import State, age, states
from ghapp.features.approvals import Approval, standing_approval
from ghapp.features.deeds import Deed
from ghapp.features.rollup_state import RollupState
from ghapp.features.senders import Sender, by_page
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week
from ghapp.newsletter.plain import section_key
from ghapp.review.assessment import section_label

MOST_PULLS = 60
MOST_DEEDS = 25
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """Everything that the app keeps of a repository for its board."""

    week: Week = field(default_factory=Week)
    waiting: Mapping[int, Waiting] = field(default_factory=dict)
    approvals: Mapping[int, Approval] = field(default_factory=dict)
    senders: Mapping[int, Sender] = field(default_factory=dict)
    rollup: RollupState = field(default_factory=RollupState)
    deeds: Mapping[int, Deed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is costly to make of it, and therefore facts."""

    sections: Sequence[ShownSection] = ()
    submissions: Mapping[int, Sequence[str]] = field(default_factory=dict)  # of pull requests


@dataclass(frozen=True, slots=True)
class BoardPull:
    """An open pull request."""

    number: int
    title: str
    author: str
    age: str
    states: Sequence[State]
    submissions: Sequence[str]  # in HTML
    more: int


@dataclass(frozen=True, slots=True)
class BoardItem:
    """A submission that stands in the draft, and who sent it, where that is known."""

    html: str
    sender: str
    number: int


@dataclass(frozen=True, slots=True)
class BoardSection:
    """A section with what stands and what waits in it."""

    title: str
    items: Sequence[BoardItem]
    more: int
    pulls: Sequence[BoardPull]
    also: Sequence[int]  # pull requests that are shown under an earlier section
    is_closed: bool


@dataclass(frozen=True, slots=True)
class BoardMember:
    """A pull request in the rollup."""

    number: int
    title: str  # "" where it is not open any more


@dataclass(frozen=True, slots=True)
class BoardDeed:
    """What the app did or was refused."""

    at: str
    pull: int
    text: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """All that the page says."""

    week: Week
    day: date | None
    left: str
    submitted: int
    waiting: int
    approved: int
    sections: Sequence[BoardSection]
    elsewhere: Sequence[BoardPull]  # under no section
    by_app: Sequence[BoardPull]
    unlisted: int  # pull requests that are not shown
    rollup: int  # its number; 0 without one
    members: Sequence[BoardMember]
    deeds: Sequence[BoardDeed]
    open_here: frozenset[int]  # pull requests that have a place on the page


def board_view(facts: BoardFacts, rendered: Rendered, now: datetime) -> BoardView:
    """What the board says at a moment."""
    week = facts.week
    people = {number: one for number, one in facts.waiting.items() if not one.is_ours}
    ours = {number: one for number, one in facts.waiting.items() if one.is_ours}
    listed = dict(list(people.items())[:MOST_PULLS])
    pulls = {number: _pull(number, one, facts, rendered, now) for number, one in listed.items()}
    places = _places(listed, rendered.sections, week.section_prefix)
    day = date.fromisoformat(week.day) if week.day else None
    sections = tuple(_sections(facts, rendered, pulls, places))
    rollup = facts.rollup.pull if facts.rollup.pull in ours else 0
    approved = [n for n, one in people.items() if _is_approved(facts, n, one.head)]
    return BoardView(
        week=week,
        day=day,
        left=time_left(day, week.timezone, now) if day else "",
        submitted=sum(len(one.shown) + one.more for one in rendered.sections),
        waiting=len(people),
        approved=len(approved),
        sections=sections,
        elsewhere=[pull for number, pull in pulls.items() if not places.get(number)],
        by_app=[
            _pull(number, one, facts, rendered, now)
            for number, one in ours.items()
            if number != rollup
        ],
        unlisted=len(people) - len(listed),
        rollup=rollup,
        members=[
            BoardMember(number, people[number].title[:LONGEST_TITLE] if number in people else "")
            for number, _ in (facts.rollup.members if rollup else ())
        ],
        deeds=_deeds(facts.deeds),
        open_here=frozenset([*listed, *ours]),
    )


def _is_approved(facts: BoardFacts, number: int, head: str) -> bool:
    return standing_approval(facts.approvals.get(number, Approval()), head) is not None


def _pull(
    number: int, one: Waiting, facts: BoardFacts, rendered: Rendered, now: datetime
) -> BoardPull:
    return BoardPull(
        number,
        one.title.strip()[:LONGEST_TITLE] or "No title",
        one.author,
        age(datetime.fromisoformat(one.created), now) if one.created else "",
        states(one, is_approved=_is_approved(facts, number, one.head)),
        rendered.submissions.get(number, ()),
        one.more,
    )


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


def _sections(
    facts: BoardFacts,
    rendered: Rendered,
    pulls: Mapping[int, BoardPull],
    places: Mapping[int, Sequence[int]],
) -> Iterator[BoardSection]:
    senders = by_page(facts.senders)
    for place, section in enumerate(rendered.sections):
        here = [number for number, found in places.items() if place in found]
        if section.shown or section.more or here:
            yield BoardSection(
                section.title,
                [_item(one, senders) for one in section.shown],
                section.more,
                [pulls[number] for number in here if places[number][0] == place],
                [number for number in here if places[number][0] != place],
                section.key in facts.week.closed,
            )


def _item(one: ShownSubmission, senders: Mapping[str, tuple[int, str]]) -> BoardItem:
    number, sender = senders.get(one.page, (0, ""))
    return BoardItem(one.html, sender, number)


def _deeds(deeds: Mapping[int, Deed]) -> list[BoardDeed]:
    newest = sorted(deeds.items(), key=lambda one: (one[1].at, one[0]), reverse=True)
    return [BoardDeed(one.at, one.pull, one.text, one.is_refused) for _, one in newest[:MOST_DEEDS]]
