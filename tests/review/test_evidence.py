"""What became of lines that the app would have spoken about, and what is counted of it."""

from dataclasses import replace
from datetime import date

import pytest

from ghapp.newsletter.spans import Span
from ghapp.review.assessment import Assessment
from ghapp.review.evidence import Evidence, PastPull, published_lines, witnessed
from ghapp.review.file_findings import FileFindings
from ghapp.review.surroundings import Surroundings
from ghapp.review.tally import Ending, by_rule, by_section, examples, pulls_of, remarks
from ghapp.rules.context import Context
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.splicing import LineFix
from ghapp.settings.tree import Settings
from tests.remarks import ONE

PATH = "content/2026-08-19-this-week-in-rust.md"
TWO_LINES = replace(ONE, written=("- a", "- b"), corrected=("* a", "* b"), text="- b")


@pytest.mark.parametrize(
    ("remark", "edition", "ending", "line"),
    [
        (ONE, "# Title\n- [A](https://a.example/)\n", Ending.UNCHANGED, 2),
        (ONE, "# Title\r\n* [A](https://a.example/)\r\n", Ending.CORRECTED, 2),
        (ONE, "* [A, better](https://a.example/)", Ending.OTHER, 0),
        (ONE, None, Ending.UNKNOWN, 0),
        (replace(ONE, corrected=None), "* [A](https://a.example/)", Ending.OTHER, 0),
        (replace(ONE, corrected=("",)), "\nWithout it.", Ending.OTHER, 0),
        (replace(ONE, text="", written=("",)), "\n", Ending.UNKNOWN, 0),
        (TWO_LINES, "- a\n- b", Ending.UNCHANGED, 2),
        (TWO_LINES, "* a\n* b", Ending.CORRECTED, 1),
        (TWO_LINES, "- a\n* b", Ending.OTHER, 0),
    ],
)
def test_the_edition_shows_what_became_of_a_line(remark, edition, ending, line):
    """A line is compared exactly: with its spaces, and all that are corrected together."""
    found = witnessed(remark, published_lines(PATH, edition) if edition is not None else None)
    assert (found.ending, found.edition_line) == (ending, line)
    assert found.edition == (PATH if line else "")


def past(number: int, *severities: Severity) -> PastPull:
    made = tuple(replace(ONE, pull=number, severity=one) for one in severities)
    return PastPull(number, "a" * 40, date(2026, 8, number), 1, made)


def test_pull_requests_are_counted_by_their_worst():
    """One with nothing but notices is not one on which the app would have spoken."""
    warning, notice = Severity.WARNING, Severity.NOTICE
    evidence = Evidence((past(3, warning, notice), past(2, notice), past(1)), found=3)
    counts = [evidence.count(one) for one in (Severity.OFF, notice, warning)]
    assert counts == [1, 1, 1]
    assert len(evidence.remarks) == 3


@pytest.mark.parametrize(
    ("numbers", "loudest"),
    [([1, 5, 2], (2, 5)), ([3, 3], None), ([4], None), ([0, 9], None), ([], None)],
)
def test_one_pull_request_that_outweighs_all_others_is_named(numbers, loudest):
    """A single mass edit would otherwise look like a habit."""
    pulls = [past(n, *[Severity.NOTICE] * count) for n, count in enumerate(numbers, 1)]
    assert Evidence(tuple(pulls), len(pulls)).loudest == loudest


def test_the_tally_puts_the_most_frequent_first():
    """Rules by their number, then by name; sections by theirs, the severest of each first."""
    notice = replace(ONE, severity=Severity.NOTICE, pull=8)
    other = replace(ONE, rule="address-scheme", section="Official", pull=8)
    found = [notice, ONE, replace(ONE, pull=9), other]
    assert [(rule, len(ones)) for rule, ones in by_rule(found)] == [
        ("bullet", 3),
        ("address-scheme", 1),
    ]
    assert [(s, v.word, len(ones)) for s, v, ones in by_section(found)] == [
        ("Research", "warning", 2),
        ("Research", "notice", 1),
        ("Official", "warning", 1),
    ]
    assert pulls_of(found) == 3
    assert [one.pull for one in examples(found, 2)] == [8, 7]


def test_a_neighbour_s_fix_is_not_a_problem_s_own():
    """Where one line has two problems and a fix for one, only that one counts as corrected."""
    here = Span(1, 1, 1, 4)
    found = FileFindings(
        "draft/a.md",
        (Problem(here, "Name the state.", rule="event-location"),
         Problem(here, "Begin with `* `.", Fix(here, "* a"), rule="bullet")),
        fixes=(LineFix(1, 1, "* a"),),
        lines=("- a",),
    )  # fmt: skip
    assessment = Assessment(frozenset(), frozenset(), (found,))

    made = remarks(7, assessment, Surroundings(Settings(), Context()))

    assert {one.rule: one.corrected for one in made} == {
        "event-location": None,
        "bullet": ("* a",),
    }
