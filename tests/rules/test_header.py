"""The header: what the template says, with this edition's number and day."""

import pytest

from ghapp.newsletter.changes import Change
from tests.rules.harness import DRAFT as PATH
from tests.rules.harness import SAMPLE as DRAFT
from tests.rules.harness import verdict_on, whole

TITLE, NUMBER, DATE, CATEGORY = DRAFT.split("\n")[:4]
TEXT = DRAFT.split("\n")[4:]


def with_header(*lines: str) -> str:
    """The sample draft below these lines."""
    return "\n".join([*lines, *TEXT])


DAMAGED = [
    ("itle: The Weekly 500", NUMBER, DATE, CATEGORY),
    ("Titel: The Weekly 500", NUMBER, DATE, CATEGORY),
    ("Title The Weekly 500", NUMBER, DATE, CATEGORY),
    ("title: The Weekly 500", NUMBER, DATE, CATEGORY),
    (" Title: The Weekly 500", NUMBER, DATE, CATEGORY),
    ("# Title: The Weekly 500", NUMBER, DATE, CATEGORY),
    ("Title: The Weekly", NUMBER, DATE, CATEGORY),
    (TITLE, "umber: 500", DATE, CATEGORY),
    (TITLE, "Number: 500.", DATE, CATEGORY),
    (TITLE, "Number: five hundred", DATE, CATEGORY),
    (TITLE, NUMBER, "ate: 2026-08-26", CATEGORY),
    (TITLE, NUMBER, "Date: 2026-08-25", CATEGORY),
    (TITLE, NUMBER, "Date: 26 August 2026", CATEGORY),
    (TITLE, NUMBER, DATE, "Category: The Weekl"),
    (TITLE, NUMBER, DATE, "ategory: The Weekly"),
    (TITLE, TITLE, NUMBER, DATE, CATEGORY),
    (TITLE, NUMBER, DATE, CATEGORY, "Number: 501"),
    ("", TITLE, NUMBER, DATE, CATEGORY),
    (TITLE, NUMBER, "", DATE, CATEGORY),
]


@pytest.mark.parametrize("lines", DAMAGED, ids=" / ".join)
def test_a_damaged_header_is_restored(lines: tuple[str, ...]):
    """The template and the file's name say how it reads, in a pull request and a whole file."""
    for verdict in (
        verdict_on(DRAFT, with_header(*lines), "header"),
        whole(with_header(*lines), "header"),
    ):
        assert verdict.problems
        assert verdict.fixed == DRAFT


@pytest.mark.parametrize("gone", range(4))
def test_a_line_that_is_gone_is_missed_where_it_stood(gone: int):
    """A pull request cannot be told on a line that it took away: the one in its place stands in."""
    lines = [TITLE, NUMBER, DATE, CATEGORY]
    missing = lines.pop(gone)
    (problem,) = verdict_on(DRAFT, with_header(*lines), "header").problems
    assert problem.message == f"The header lacks `{missing}` here."
    assert problem.span.line == gone + 1
    assert whole(with_header(*lines), "header").fixed == DRAFT


@pytest.mark.parametrize(
    "lines",
    [
        (NUMBER, TITLE, DATE, CATEGORY),
        (TITLE, "* [Post](https://blog.example/a)", NUMBER, DATE, CATEGORY),
        ("Hello", TITLE, NUMBER, DATE, CATEGORY),
        ("Title: The Weekly 500Number: 500", DATE, CATEGORY),
        ("Title: The [Post](https://a.example/) Weekly 500", NUMBER, DATE, CATEGORY),
        (),
    ],
)
def test_what_only_a_person_can_put_right_is_told(lines: tuple[str, ...]):
    """Where something else stands among the fields, nothing is thrown away."""
    verdict = verdict_on(DRAFT, with_header(*lines), "header")
    assert verdict.problems
    assert verdict.fixes == ()


def test_two_numbers_of_a_whole_file_are_left_to_people():
    """Title or number: without the draft as it was, nobody can tell which one is wrong."""
    verdict = whole(with_header("Title: The Weekly 499", NUMBER, DATE, CATEGORY), "header")
    assert [problem.message for problem in verdict.problems] == [
        "The title and the number do not agree: correct one of them."
    ]
    assert verdict.fixes == ()


def test_the_base_tells_which_number_is_right():
    """A pull request that changes one of the two is corrected to what stood there."""
    for lines in (
        ("Title: The Weekly 499", NUMBER, DATE, CATEGORY),
        (TITLE, "Number: 501", DATE, CATEGORY),
    ):
        assert verdict_on(DRAFT, with_header(*lines), "header").fixed == DRAFT


def test_another_number_altogether_is_a_notice():
    """Editors renumber; a contributor hardly means to."""
    text = with_header("Title: The Weekly 501", "Number: 501", DATE, CATEGORY)
    (problem,) = verdict_on(DRAFT, text, "header").problems
    assert problem.advisory


def test_a_header_that_nobody_touches_is_not_judged():
    """What was wrong before is not the author's to mend."""
    before = with_header("itle: The Weekly 500", NUMBER, DATE, CATEGORY)
    after = before.replace("### Research", "### Research\n\n* [Paper](https://p.example/1)")
    assert verdict_on(before, after, "header").problems == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_good_header_is_left_alone(end: str):
    """With the line ends of Windows as well, and with another field."""
    assert whole(DRAFT.replace("\n", end), "header").problems == ()
    assert whole(with_header(TITLE, NUMBER, DATE, CATEGORY, "Slug: crabs"), "header").problems == ()


def test_editions_of_former_years_are_judged_by_what_they_have():
    """Other fields came later; what is torn or damaged shows all the same."""
    path = "content/2024-08-21-this-week-in-rust.md"
    old = with_header(TITLE, "Date: 2024-08-21")
    assert whole(old, "header", path=path).problems == ()
    torn = with_header(TITLE, NUMBER, "Date: 2024-08-21", "", CATEGORY)
    assert whole(torn, "header", path=path).fixed == torn.replace("\n\nCategory", "\nCategory")
    damaged = with_header(TITLE, "umber: 500", "Date: 2024-08-21")
    assert whole(damaged, "header", path=path).fixed == damaged.replace("umber", "Number")


def test_a_file_that_is_no_draft_has_no_header():
    """A file of another name is checked for what stands in it."""
    assert whole("Some text.\n", "header", path="notes.md").problems == ()
    assert Change.whole(PATH, "").head.lines == []
    assert whole("", "header").problems
