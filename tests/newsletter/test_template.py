"""The next draft, made from the template exactly."""

from datetime import date

from ghapp.newsletter.template import EVENTS_PLACEHOLDER, Template

TEXT = "N $twir_issue_number\nD $twir_issue_date\nE $twir_events_end_date\n\n$twir_events_list\n\n."
PREVIOUS = "x\n  Rusty Events between a - b\n\n\n### Virtual\n* e \n\n\n" + (
    "If you are running a Rust event.\ny"
)


def test_numbers_dates_and_events_are_filled_in():
    """The events are copied whole, with the newlines at both ends taken off and nothing else."""
    made = Template(TEXT).next_draft(614, date(2026, 8, 26), PREVIOUS)
    assert made == "N 614\nD 2026-08-26\nE 2026-09-23\n\n### Virtual\n* e \n\n."


def test_without_events_a_placeholder_stands():
    """Where the issue before has no list of events, the editors see where it belongs."""
    for previous in (None, "no events here", "Rusty Events between\n* never ends"):
        assert EVENTS_PLACEHOLDER in Template(TEXT).next_draft(1, date(2026, 8, 26), previous)
