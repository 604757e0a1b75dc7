"""What the page is made of: all that is kept of a repository, and the parts that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ghapp.board.draft_view import ShownSection
from ghapp.board.states import State
from ghapp.features.approvals import Approval
from ghapp.features.deeds import Deed
from ghapp.features.rollup_state import RollupState
from ghapp.features.senders import Sender
from ghapp.features.waiting import Waiting
from ghapp.features.week import Week


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
    ready: int  # for an editor's look: no problem, and not approved yet
    approved: int
    sections: Sequence[BoardSection]
    elsewhere: Sequence[BoardPull]  # under no section
    by_app: Sequence[BoardPull]
    unlisted: int  # pull requests that are not shown
    rollup: int  # its number; 0 without one
    members: Sequence[BoardMember]
    deeds: Sequence[BoardDeed]
    open_here: frozenset[int]  # pull requests that have a place on the page
