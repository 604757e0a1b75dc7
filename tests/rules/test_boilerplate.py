"""Boilerplate: sentences of the template that a whole file has damaged."""

from datetime import date

import pytest

from ghapp.newsletter.template import Template
from ghapp.rules.problem import Severity
from tests.rules.harness import SAMPLE as DRAFT
from tests.rules.harness import TEMPLATE, verdict_on, whole

SENTENCE = "If you are running a Rust event please add it to the calendar."


@pytest.mark.parametrize(
    "line",
    [
        "If you are running a Rust event please add to the calendar.",
        "If you are running a Rust event pl- ease add it to the calendar.",
        "If you are running a Rust event pl®ease add it to the calendar.",
        "f you are running a Rust event please add it to the calendar.",
        "If you are running a Rust event please ad it to the calendar.",
        "If you are runnimg a Rust event please add it to the calendar.",
    ],
)
def test_a_damaged_sentence_is_put_back(line: str):
    """Something stands in the middle, a word is gone, or a letter is another one."""
    verdict = whole(DRAFT.replace(SENTENCE, line), "boilerplate-damaged")
    assert len(verdict.problems) == 1
    assert verdict.fixed == DRAFT


def test_a_broken_link_in_a_sentence_is_put_back_with_it():
    """How the line reads is known: it is told once, as severe as a broken link."""
    sentence = "Please see the [archive](https://crab.example/archive) for all that came before."
    template = Template(TEMPLATE.replace(SENTENCE, sentence))
    base = DRAFT.replace(SENTENCE, sentence)
    after = base.replace("archive)", "archive]")
    verdict = verdict_on(base, after, template=template)
    assert [(one.rule, one.severity) for one in verdict.problems] == [
        ("boilerplate-damaged", Severity.ERROR)
    ]
    assert verdict.fixed == base
    (link,) = verdict.for_editor().problems
    assert link.rule == "link-syntax"


def test_a_link_in_the_middle_is_left_for_its_author():
    """It may be somebody's submission."""
    line = SENTENCE.replace("event", "event [Post](https://blog.example/a)")
    verdict = whole(DRAFT.replace(SENTENCE, line), "boilerplate-damaged")
    assert len(verdict.problems) == 1
    assert verdict.fixes == ()


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        f"{SENTENCE} ",
        f"{SENTENCE} Please remember to add a link to it.",
        "If you are running an event on Rust, please put it into the calendar.",
        "*If you are running a Rust event please add it to the calendar.*",
        "",
    ],
)
def test_what_the_editors_reword_is_theirs(line: str):
    """They go on where the sentence ends, change it in several places, or leave it out."""
    text = DRAFT.replace(SENTENCE, line)
    assert whole(text, "boilerplate-damaged").problems == ()


def test_former_editions_were_made_from_other_templates():
    """A template changes over the years."""
    text = DRAFT.replace(SENTENCE, SENTENCE.replace("Rust", "Rusty"))
    path = "content/2020-01-01-this-week-in-rust.md"
    assert whole(text, "boilerplate-damaged", path=path).problems == ()


def test_the_days_of_the_events_are_the_editions():
    """The line above the events is made from the file's name."""
    days = "Rusty Events between 2026-08-26 - 2026-09-23"
    assert days in DRAFT
    text = DRAFT.replace(days, days.replace("09-23", "09-24"))
    assert whole(text, "boilerplate-damaged").fixed == DRAFT
    assert verdict_on(DRAFT, text, "boilerplate-damaged").fixed == DRAFT
    assert verdict_on(DRAFT, text, "boilerplate-changed").problems == ()
    assert date(2026, 8, 26).isoformat() in days


@pytest.mark.parametrize("line", ["If you are", "Whoever runs an event adds it to the calendar."])
def test_a_sentence_in_other_words_is_told_where_it_stands(line: str):
    """What is no slip of the hand may be meant, and stands on the line that was changed."""
    (problem,) = verdict_on(DRAFT, DRAFT.replace(SENTENCE, line)).problems
    assert problem.rule == "boilerplate-changed"
    assert problem.span.line == DRAFT.split("\n").index(SENTENCE) + 1
    assert problem.spares_editors


def test_what_an_editor_rewords_is_corrected_as_any_other_line():
    """They may change the sentence; that its link leads nowhere is told to them, too."""
    reworded = "If you run a Rust event [add it](htps//calendar.example) to the calendar, please."
    verdict = verdict_on(DRAFT, DRAFT.replace(SENTENCE, reworded))
    assert [problem.rule for problem in verdict.problems] == ["boilerplate-changed"]
    assert [problem.rule for problem in verdict.for_editor().problems] == ["address-scheme"]


def test_what_an_editor_changes_in_a_sentence_stays():
    """Whatever else is corrected in the same pull request."""
    changed = DRAFT.replace(SENTENCE, SENTENCE.replace("please add", "please do add"))
    changed = changed.replace("* [Post](https://blog.example/1)", "*  [A](https://blog.example/1)")
    verdict = verdict_on(DRAFT, changed)
    assert SENTENCE in verdict.fixed
    assert verdict.for_editor().fixed == changed.replace("*  [A]", "* [A]")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SENTENCE, "Whoever runs an event adds it to the calendar."),
        (SENTENCE, SENTENCE.replace("event", "evening")),
        ("### Research\n", "### Research and Papers\n"),
    ],
)
def test_who_rewords_the_template_rewords_the_draft_alike(before: str, after: str):
    """That is what everybody is asked for; what the template keeps saying stays, too."""
    changed, proposed = DRAFT.replace(before, after), Template(TEMPLATE.replace(before, after))
    assert verdict_on(DRAFT, changed, proposed_template=proposed).problems == ()
    days = changed.replace("Rusty Events between 2026-08-26", "What is on from today")
    assert len(verdict_on(DRAFT, days, proposed_template=proposed).problems) == 1
