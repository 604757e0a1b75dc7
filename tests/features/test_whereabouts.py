from datetime import date

import pytest

from ghapp.features.whereabouts import AwaitedEdition, whereabouts
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.template import Template
from ghapp.review.carrying import CarriedOver
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import Surroundings
from ghapp.rules.context import Context
from ghapp.settings.tree import MergeSettings, Settings

TEMPLATE = "Title: This Week $twir_issue_number\nNumber: $twir_issue_number\n\n## Research\n"
DRAFT = "draft/2026-12-02-this-week-in-rust.md"
NUMBERED = b"Title: This Week 628\nNumber: 628\n\n## Research\n"
DAY = date(2026, 12, 2)


def changed(path=DRAFT, base=NUMBERED, status=FileStatus.MODIFIED):
    return FileBeforeAndAfter(path, status, base, NUMBERED + b"* [A](https://a.example/)\n")


EDITION = DRAFT.replace("draft/", "content/")


def said(
    *files,
    today=DAY,
    is_clean=True,
    template=TEMPLATE,
    paths=(DRAFT,),
    settings=Settings(),  # noqa: B008 - frozen
    **carried,
):
    context = Context(layout=Layout(), template=template and Template(template), paths=paths)
    around = Surroundings(settings, context)
    return whereabouts(CarriedOver(files, **carried), around, today, is_clean=is_clean)


def test_which_edition_it_waits_for():
    """One sentence names date, number and weekday, and says the same every day until then."""
    expected = [
        "This pull request waits for the edition of 2026-12-02 (number 628),"
        " which appears on Wednesday, 2 December."
    ]

    assert said(changed()) == said(changed(), today=date(2026, 11, 26)) == expected


def test_an_edition_that_is_late():
    """Once its day is over it does not say that it appears then; the next day changes nothing."""
    (late,) = said(changed(), today=date(2026, 12, 3))

    assert late.endswith("which was due on Wednesday, 2 December and is not published yet.")
    assert [late] == said(changed(), today=date(2026, 12, 9))


def test_what_missed_an_edition():
    """It is said once what it waits for, and how it comes there."""
    (sentence,) = said(changed(), editions=(date(2026, 11, 25),), moved=frozenset({DRAFT}))

    assert sentence == (
        "It was made for the edition of 2026-11-25, which is published, and waits in"
        f" `{DRAFT}` for the one of 2026-12-02 (number 628), which appears on Wednesday,"
        " 2 December: `/merge` or a rollup brings it there, while GitHub's own button would change"
        " the published edition."
    )


@pytest.mark.parametrize(
    ("carry_over", "told"),
    [
        (True, "published, and waits for the next draft, which is not there yet."),
        (False, "published: `/retarget` moves it to the current draft."),
    ],
)
def test_what_is_published_and_not_carried_over(carry_over, told):
    """Between two drafts, or where maintainers want nothing carried over."""
    settings = Settings(merge=MergeSettings(carry_over=carry_over))

    (sentence,) = said(changed(), paths=(EDITION,), settings=settings)

    assert sentence == f"It was made for the edition of 2026-12-02, which is {told}"


def test_what_is_moved_at_the_merge():
    """Where it waits, and that it is moved, are two things."""
    waits, moved = said(changed(), moved=frozenset({DRAFT}))

    assert waits.startswith("This pull request waits for")
    assert moved.startswith("It is moved at the merge")


SILENT = {
    "something to correct": ([changed()], {"is_clean": False}),
    "no draft": ([changed("README.md")], {}),
    "a draft that is gone": ([changed()], {"paths": ()}),
    "an edition": ([changed("content/2026-11-25-this-week-in-rust.md")], {}),
    "two drafts": ([changed(), changed(DRAFT.replace("12-02", "12-09"))], {}),
    "a draft added whole": ([changed(status=FileStatus.ADDED)], {}),
}


@pytest.mark.parametrize(("files", "more"), SILENT.values(), ids=SILENT)
def test_where_nothing_is_said(files, more):
    """Of what has to be corrected first, and of what goes into no edition."""
    assert said(*files, **more) == []


@pytest.mark.parametrize(
    ("template", "base"),
    [(None, NUMBERED), (TEMPLATE, b"## Research\n"), (TEMPLATE, b"\xff\xfe")],
    ids=["no template", "no number", "no text"],
)
def test_an_edition_without_a_number(template, base):
    """Its date is enough."""
    (sentence,) = said(changed(base=base), template=template)

    assert "the edition of 2026-12-02, which appears on" in sentence


def test_the_first_day_of_a_month():
    """Read aloud: days have no zero before them."""
    assert AwaitedEdition(date(2027, 9, 1), DRAFT).described("edition", DAY) == (
        "the edition of 2027-09-01, which appears on Wednesday, 1 September"
    )
