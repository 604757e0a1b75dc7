import pytest

from ghapp.features.suggestions import review_body, suggestions
from ghapp.rules.problem import Fix, Problem
from ghapp.rules.rule import RULES_PAGE
from tests.features.findings import DRAFT, NOTICE, WARNING, assessed, findings, problem


def rules(suggestion):
    return [one.rule for one in suggestion.problems]


def test_a_fix_is_one_suggestion_with_all_that_it_corrects():
    """Two problems of a line share one comment, each with its address."""
    file = findings(problem(3, "bullet", fixed=True), problem(3, "spaces", fixed=True), fixes=[3])

    (only,) = suggestions(assessed(file))

    assert (only.place.path, only.place.line, only.place.end_line) == (DRAFT, 3, 3)
    assert rules(only) == ["bullet", "spaces"]
    assert only.body == (
        f"About bullet. ([bullet]({RULES_PAGE}#bullet))"
        f" About spaces. ([spaces]({RULES_PAGE}#spaces))\n\n```suggestion\n* line 3\n```"
    )


@pytest.mark.parametrize(
    "other",
    [problem(3, "duplicate-link"), problem(3, "trailing-space", NOTICE, fixed=True)],
    ids=["without a correction", "a notice"],
)
def test_a_suggestion_claims_only_what_it_corrects(other):
    """Another problem of the same line is not among what it says."""
    file = findings(problem(3, fixed=True), other, fixes=[3])

    (only,) = suggestions(assessed(file))

    assert rules(only) == ["bullet"]


def test_what_a_suggestion_is_known_by():
    """It is the same while its lines are, wherever they move; alike lines are told apart."""
    here = suggestions(assessed(findings(problem(1, fixed=True), fixes=[1])))
    lines = ["", "", "- line 1", "- line 1"]
    moved = findings(problem(3, fixed=True), problem(4, fixed=True), fixes=[3, 4], lines=lines)
    first, second = suggestions(assessed(moved))

    assert first.digest == here[0].digest
    assert second.digest != first.digest


def test_a_fence_in_the_text_does_not_end_the_suggestion():
    """The fence is longer than any run of backticks in the line."""
    file = findings(problem(1, fixed=True), fixes=[1], lines=["- ```` [x](y)"])

    (only,) = suggestions(assessed(file))

    assert only.body.endswith("`````suggestion\n* ```` [x](y)\n`````")


def test_a_correction_of_other_lines_than_the_problems():
    """A suggestion is made where the text changes, which need not be where the problem is."""
    line = problem(2, "blank-line", WARNING)
    span = problem(4).span
    file = findings(Problem(line.span, "Too far apart.", Fix(span, ""), "blank-line"), fixes=[4])

    (only,) = suggestions(assessed(file))

    assert only.place.line == 4
    assert rules(only) == ["blank-line"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "A small correction to `abcdef0`, one click away."),
        (2, "2 small corrections to `abcdef0`, each one click away."),
    ],
)
def test_the_review_names_the_head(number, text):
    """Whoever is notified reads which push is meant."""
    assert review_body(number, "abcdef0" + "1" * 33) == text
