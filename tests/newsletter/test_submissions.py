"""Submissions as the editors see them, one by one, and the traps of how people write them."""

import pytest

from ghapp.newsletter.comparing import ChangeKind, compare
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.submissions import submissions

HEAD = "## Updates from Rust Community\n\n### Research\n"


def found(text: str) -> list[str]:
    return [one.text for one in submissions(Draft(text))]


@pytest.mark.parametrize(
    "line",
    [
        "* [A](https://a.example)",
        "- [A](https://a.example)",
        "1. [A](https://a.example)",
        "* * [A](https://a.example)",
        " * [A](https://a.example)",
        "[A](https://a.example)",
        "*[A](https://a.example)",
        "* [A long\n  title](https://a.example)",
        "* [A](http://localhost:1313/post)",
    ],
)
def test_a_submission_counts_however_it_is_written(line: str):
    """A tenth of all come without the bullet, with another one, or over two lines."""
    assert found(f"{HEAD}{line}\n\n### Miscellaneous\n") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "*No Items entered Final Comment Period this week for\n[Cargo](https://c.example),\n[x](y).*",
        "<!--\n* [Title](https://a.example)\n-->",
        "A sentence with a [link](https://a.example).\nAnd [another](https://b.example)",
        "## Quote of the Week\n\n> * [said](https://a.example)\n\n– [somebody](https://b.example)",
    ],
    ids=["emphasis over lines", "comment", "prose", "quote"],
)
def test_what_is_no_submission(text: str):
    """Emphasis over several lines, comments, prose and quotes are not submitted."""
    assert found(f"{HEAD}\n{text}\n") == []


def test_what_hangs_below_belongs_to_the_event():
    """An event is its date line and the title below it."""
    event = "* 2026-08-27 | Berlin, DE | [G](https://g.example)\n    * [**T**](https://g.example/1)"
    (one,) = submissions(Draft(f"## Upcoming Events\n\n# Oceania\n{event}\n\n## Jobs\n"))
    assert one.text == event
    assert one.section == "oceania"
    assert one.addresses == ("g.example", "g.example/1")


def test_an_event_typed_as_a_heading_leaves_the_others_alone():
    """A heading among the events does not swallow the ones below."""
    text = (
        "## Upcoming Events\n\n### Africa\n# 2026-08-23 | Uyo, NG | [R](https://r.example)\n\n"
        "### Asia\n* 2026-08-27 | Tokyo, JP | [G](https://g.example)\n"
    )
    assert [one.section for one in submissions(Draft(text))] == ["asia"]


def kinds(base: str, head: str) -> list[tuple[ChangeKind, str]]:
    changes = compare(submissions(Draft(HEAD + base)), submissions(Draft(HEAD + head)))
    return [(c.kind, (c.after or c.before).text) for c in changes]


A, B = "* [A](https://a.example)", "* [B](https://b.example)"


def test_added_and_removed():
    """What is new is added, what is gone is removed."""
    assert kinds(A, B) == [(ChangeKind.ADDED, B), (ChangeKind.REMOVED, A)]


def test_a_corrected_title_is_an_edit():
    """The page is the same, so the submission is."""
    better = "* [A better title](https://www.a.example/)"
    assert kinds(A, better) == [(ChangeKind.EDITED, better)]


def test_a_corrected_address_is_an_edit():
    """The text is nearly the same, so the submission is."""
    old = "* [The whole long title](https://a.example/1)"
    new = "* [The whole long title](https://a.example/2)"
    assert kinds(old, new) == [(ChangeKind.EDITED, new)]


def test_another_section_is_a_move():
    """The same item below another heading was moved."""
    assert kinds(f"{A}\n\n### Misc\n{B}", f"\n### Misc\n{A}\n{B}") == [(ChangeKind.MOVED, A)]


def test_sorting_a_list_is_no_change():
    """Only what the submissions are counts, not their order."""
    assert kinds(f"{A}\n{B}", f"{B}\n{A}") == []
