import pytest

from ghapp.features.check_result import FIX_BUTTON, check_result
from ghapp.ports.checks import AnnotationLevel, Conclusion
from ghapp.rules.rule import RULES_PAGE
from tests.features.findings import DRAFT, ERROR, NOTICE, WARNING, assessed, findings, problem

CONCLUSIONS = {
    "nothing": ((), Conclusion.SUCCESS, "All is well"),
    "a notice": ((NOTICE,), Conclusion.SUCCESS, "1 notice"),
    "a warning": ((WARNING,), Conclusion.NEUTRAL, "1 warning"),
    "an error": ((ERROR,), Conclusion.FAILURE, "1 error"),
    "several": (
        (NOTICE, WARNING, ERROR, WARNING),
        Conclusion.FAILURE,
        "1 error, 2 warnings, 1 notice",
    ),
}


@pytest.mark.parametrize(("found", "conclusion", "title"), CONCLUSIONS.values(), ids=CONCLUSIONS)
def test_how_a_head_stands(found, conclusion, title):
    """The worst problem decides, and all are counted."""
    problems = [problem(line, severity=one) for line, one in enumerate(found, start=1)]

    result = check_result(assessed(findings(*problems)))

    assert (result.conclusion, result.title) == (conclusion, title)


def test_the_worst_are_marked_first():
    """An error stands before the warnings above it, each on its line and columns."""
    file = findings(problem(2, column=3, end_column=6), problem(7, "event-format", ERROR))

    first, second = check_result(assessed(file)).annotations

    assert (first.title, first.level) == ("event-format", AnnotationLevel.FAILURE)
    assert (second.place.path, second.place.line, second.place.end_line) == (DRAFT, 2, 2)
    assert (second.column, second.end_column) == (3, 5)
    assert second.message == f"About bullet.\n\n{RULES_PAGE}#bullet"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (50, ""),
        (51, "The 50 worst are marked; 1 more is not."),
        (52, "The 50 worst are marked; 2 more are not."),
    ],
)
def test_more_problems_than_github_takes(number, told):
    """What is not marked is counted."""
    found = [problem(line) for line in range(1, number + 1)]

    result = check_result(assessed(findings(*found)))

    assert len(result.annotations) == 50
    assert told in result.summary
    assert ("worst" in result.summary) is bool(told)


@pytest.mark.parametrize(
    ("fixes", "told"),
    [((), ""), ((1,), "commits the correction "), ((1, 2), "commits all 2 corrections at once ")],
)
def test_the_button_is_there_when_it_has_something_to_do(fixes, told):
    """It says how much it would commit."""
    found = [problem(line, fixed=line in fixes) for line in (1, 2)]

    result = check_result(assessed(findings(*found, fixes=fixes)))

    assert result.buttons == ((FIX_BUTTON,) if fixes else ())
    assert told in result.summary


def test_files_that_were_left_out_are_told():
    """A check that did not see everything says so."""
    assert "too many files" in check_result(assessed(), complete=False).summary
    assert "too many files" not in check_result(assessed()).summary


def test_what_a_result_is_known_by():
    """Equal results have one digest, and any other text has another."""
    one = check_result(assessed(findings(problem(1))))

    assert one.digest == check_result(assessed(findings(problem(1)))).digest
    assert one.digest != check_result(assessed(findings(problem(2)))).digest
    assert one.digest != check_result(assessed(findings(problem(1, severity=ERROR)))).digest
