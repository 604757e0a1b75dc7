"""What is wrong with a file as a whole."""

import pytest

from ghapp.newsletter.changes import Change
from ghapp.review.file_problems import emptied, other_markup
from tests.rules.harness import SAMPLE


@pytest.mark.parametrize("head", ["", "\n", "  \n\n", "x\n", "# Nothing\n\nNew.\n"])
def test_a_file_of_which_nothing_is_left_is_told_once(head):
    """Neither each heading nor each sentence that went with it is worth a message."""
    problem = emptied(Change.between("draft/a.md", SAMPLE, head))
    assert problem is not None
    assert (problem.rule, problem.span.line, problem.severity.word) == ("emptied", 1, "error")


@pytest.mark.parametrize(
    ("base", "head"),
    [
        (SAMPLE, SAMPLE.split("\n", 1)[1]),
        (SAMPLE, SAMPLE.replace("\n", "\r\n")),
        (SAMPLE, "\n".join(f"  {line}" for line in SAMPLE.split("\n"))),
        (SAMPLE, "## Jobs\n"),
        ("One.\n\nTwo.\n", "Three.\n"),
        ("", "Three.\n"),
        ("", ""),
        (None, "Three.\n"),
    ],
)
def test_what_is_left_is_judged_by_the_rules(base, head):
    """Few lines may be replaced, and a file may have been empty before."""
    whole = Change.whole("draft/a.md", head)
    change = Change.between("draft/a.md", base, head) if base is not None else whole
    assert emptied(change) is None


def test_an_empty_file_alone_is_told():
    """Who checks it has named the wrong one, or lost what was in it."""
    problem = emptied(Change.whole("draft/a.md", "\n"))
    assert problem is not None
    assert problem.message == "Nothing stands in this file."


@pytest.mark.parametrize(
    ("path", "is_told"),
    [
        ("news/2026-08-26.rst", True),
        ("news/2026-08-26.ADOC", True),
        ("draft/2026-08-26.md", False),
        ("draft/2026-08-26.markdown", False),
        ("draft/DRAFT_TEMPLATE", False),
        ("draft.rst/2026-08-26", False),
    ],
)
def test_another_markup_language_is_told(path, is_told):
    """Nothing is found in it, which must not look like nothing wrong."""
    assert (other_markup(path) is not None) == is_told
