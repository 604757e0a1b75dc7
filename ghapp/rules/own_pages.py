"""Pages that say what a thing is, not what is new: with nothing else, a submission is no news."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading


def nothing_to_read(
    reading: Reading, is_such: Callable[[str], bool], what: str
) -> Iterator[Problem]:
    """Find the links on whose lines all links lead to such pages.

    In sections that only the template knows, they may be what the newsletter collects.

    Args:
        reading: the change.
        is_such: whether an address leads to such a page.
        what: such a page is called in the message.

    """
    by_line = reading.change.head.links_by_line
    message = (
        f"Please link to something to read rather than to {what}: release notes, a blog post or"
        " an announcement that says what is new."
    )
    for link in reading.links(SUBMISSIONS):
        if is_such(link.url) and all(is_such(other.url) for other in by_line[link.line]):
            yield Problem(link.span, message, advisory=reading.is_own(link.line))
