"""What a draft still lacks, told before it is published."""

from datetime import date

from ghapp.newsletter.template import Template
from ghapp.review.surroundings import ReadingList
from ghapp.review.unfinished import unfinished
from ghapp.settings.tree import Settings

PATH = "draft/2026-12-02-this-week-in-rust.md"
TEMPLATE = """\
Title: This Week in Rust $twir_issue_number

## Crate of the Week

<!-- COTW goes here -->

## Updates from Rust Community

### Research

## Upcoming Events

### Virtual

## Jobs

[Who is hiring](INSERT_LINK_HERE)
"""
AROUND = ReadingList(Settings(), date(2026, 11, 26)).surroundings([PATH], Template(TEMPLATE), None)


def test_a_new_draft_lacks_all():
    """Placeholders are told by their section, and empty sections by their name."""
    found = unfinished(PATH, TEMPLATE, AROUND)

    assert ("Crate of the Week", "`<!-- COTW goes here -->` is still to be filled in.") in (
        found.missing
    )
    assert ("Jobs", "`INSERT_LINK_HERE` is still to be filled in.") in found.missing
    assert found.empty == ("Research", "Virtual")


def test_events_that_are_over_when_it_appears():
    """An event before the day of the edition is named, one on it is not."""
    events = "".join(
        f"* {day} | Berlin, DE | [Group](https://g.example/)\n    * [**Talk**](https://t.example/{day})\n"
        for day in ("2026-11-30", "2026-12-01", "2026-12-02")
    )
    text = TEMPLATE.replace("### Virtual\n", f"### Virtual\n\n{events}")

    told = [text for where, text in unfinished(PATH, text, AROUND).missing if where == "Virtual"]

    assert told == [
        "2 events are over before this edition appears, the first on `2026-11-30`, the last on"
        " `2026-12-01`."
    ]


def test_a_finished_draft_lacks_nothing():
    """When all is there, nothing is said."""
    text = "Title: This Week in Rust 700\n\n## Jobs\n\n[Who is hiring](https://jobs.example/)\n"

    found = unfinished(PATH, text, AROUND)

    assert (found.missing, found.empty) == ((), ())
