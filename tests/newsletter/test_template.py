"""The next draft, made from the template exactly."""

from datetime import date

from ghapp.newsletter.conventions import Placeholders
from ghapp.newsletter.edition_text import EVENTS_PLACEHOLDER, first_text, number_in
from ghapp.newsletter.template import Template

TEXT = "N $twir_issue_number\nD $twir_issue_date\nE $twir_events_end_date\n\n$twir_events_list\n\n."
PREVIOUS = "x\n  Rusty Events between a - b\n\n\n### Virtual\n* e \n\n\n" + (
    "If you are running a Rust event.\ny"
)


def test_numbers_dates_and_events_are_filled_in():
    """The events are copied whole, with the newlines at both ends taken off and nothing else."""
    made = first_text(Template(TEXT), 614, date(2026, 8, 26), PREVIOUS)
    assert made == "N 614\nD 2026-08-26\nE 2026-09-23\n\n### Virtual\n* e \n\n."


def test_without_events_a_placeholder_stands():
    """Where the issue before has no list of events, the editors see where it belongs."""
    for previous in (None, "no events here", "Rusty Events between\n* never ends"):
        assert EVENTS_PLACEHOLDER in first_text(Template(TEXT), 1, date(2026, 8, 26), previous)


def test_placeholders_may_begin_with_each_other():
    """None is filled in by half, and nothing is looked for in what was filled in."""
    names = Placeholders("$n", "$n_day", "$n_end", "$n_list")
    template = Template("$n of $n_day until $n_end:\n\nAll:\n$n_list\n\nThe end.", names)
    previous = "6 of 2026-08-19 until 2026-09-16:\n\nAll:\n- $n and $n_day\n\nThe end."
    assert first_text(template, 7, date(2026, 8, 26), previous) == (
        "7 of 2026-08-26 until 2026-09-23:\n\nAll:\n- $n and $n_day\n\nThe end."
    )


def test_a_number_is_found_where_the_template_has_it():
    """Not every newsletter has a field for it."""
    names = Placeholders("{{n}}", "{{day}}", "{{end}}", "{{list}}")
    template = Template("# Letter (no. {{n}}), {{day}}\n\nWelcome.\n", names)
    assert number_in("# Letter (no. 12), 2026-08-26\r\n\r\nWelcome.\r\n", template) == 12
    assert number_in("# Letter no. 12\n", template) is None
