"""Headings that are underlined, in a newsletter that writes all of them so."""

from datetime import date

import pytest

from ghapp.newsletter.conventions import Conventions
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template
from tests.rules.harness import verdict_on

TEMPLATE = """\
Jetty Journal 7
===============

Notes.

News
----

Links
-----
"""
KNOWN = {
    "template": Template(TEMPLATE),
    "conventions": Conventions(bullet="-"),
    "closed": (),
}
TEXT = TEMPLATE + "\n- [One](https://a.example/1)\n"


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (TEXT, [(1, "Jetty Journal 7", 1), (6, "News", 2), (9, "Links", 2)]),
        ("A\n===\nB\n---\n### C\n", [(1, "A", 1), (3, "B", 2), (5, "C", 3)]),
        ("---\ntitle: x\n---\nA\n===\n\nB\n---\n", [(4, "A", 1), (7, "B", 2)]),
        ("---\ntitle: x\n---\n\nA\n", []),
        ("A\n---\n\nText.\n", []),
        ("- A\n---\n\n- B\n---\n", []),
        ("One\ntwo\n---\n\nThree\nfour\n---\n", []),
        ("| A |\n| --- |\n| B |\n---\n", []),
        ("```\nA\n---\n\nB\n---\n```\n", []),
    ],
)
def test_which_lines_are_headings(text, headings):
    """Words alone above marks alone, of which there are several; a single one may be a slip."""
    found = Draft(text).headings
    assert [(one.line, one.title, one.level) for one in found] == headings


def judged(change):
    return verdict_on(TEXT, change(TEXT), **KNOWN)


def test_submissions_stand_below_them():
    """What is added below such a heading is in its section, and nothing is wrong with it."""
    verdict = judged(lambda text: text + "- [Two](https://a.example/2)\n")
    assert verdict.problems == ()
    change = verdict.judged.change
    assert {one.title for one in change.sections(Template(TEMPLATE))} == {"Links"}


@pytest.mark.parametrize(
    ("damaged", "rule", "message"),
    [
        (("Links\n-----\n", "Links\n"), "heading-form",
         "This is no heading as it stands: it lacks the line `-----` below."),
        (("Links\n-----\n", ""), "heading-changed",
         "The heading of the section `Links` is gone. Put it back, please."),
        (("Links\n", "Linkss\n"), "heading-changed",
         "This section is called `Links`. Leave its heading as it is."),
        (("- [One]", "Talks\n-----\n\n- [One]"), "unknown-section",
         "The newsletter has no section `Talks`. Please choose one of its own; if none fits,"
         " the editors will find a place."),
    ],
)  # fmt: skip
def test_what_happens_to_them_is_told(damaged, rule, message):
    """As with headings that have their marks in front."""
    (problem,) = judged(lambda text: text.replace(*damaged)).problems
    assert (problem.rule, problem.message) == (rule, message)


def test_lost_marks_come_back_below():
    """A heading is written as the newsletter writes the others."""
    assert verdict_on(None, TEXT.replace("Links\n-----", "Links"), **KNOWN).fixed == TEXT


def test_marks_are_no_sentence_of_the_template():
    """Longer titles have longer marks."""
    long = f"{'A long title ' * 3}\n{'=' * 39}\n\nB\n---\n\nA sentence that each edition has.\n"
    assert Template(long).sentences(date(2026, 8, 26)) == ["A sentence that each edition has."]
