"""Editions: what readers see wrong is told, and nobody is asked to reword the rest."""

import pytest

from ghapp.newsletter.calendar import FileKind
from ghapp.rules.problem import Severity
from tests.rules.harness import DRAFT, EDITION, FINISHED, draft_with, said, verdict_on

EVENT = "{} | {} | [Rust Club](https://club.example)\n    * [**Talks**](https://club.example/1)"
ITEM = "* [Post](https://blog.example/post)"


@pytest.mark.parametrize(
    ("rule", "section", "text"),
    [
        ("tracking-parameter", "Research", "* [Post](https://blog.example/post?utm_source=x)"),
        ("repository-link", "Research", "* [Crab](https://github.com/crab/crab)"),
        ("spaces", "Research", "* [ Post](https://blog.example/post)"),
        ("indentation", "Research", f" {ITEM}"),
        (
            "event-location",
            "Upcoming Events",
            f"* {EVENT.format('2026-08-27', 'Bern, Switzerland')}",
        ),
        (
            "event-location",
            "Upcoming Events",
            f"* {EVENT.format('2026-08-27', 'Virtual(Bern, CH)')}",
        ),
        (
            "event-title",
            "Upcoming Events",
            f"* {EVENT.format('2026-08-27', 'Bern, CH')}".replace("](https://club.example/1)", "]"),
        ),
        ("event-date", "Upcoming Events", f"* {EVENT.format('2026-8-27', 'Bern, CH')}"),
        ("event-date", "Upcoming Events", f"* {EVENT.format('2026-08-12', 'Bern, CH')}"),
        ("event-date", "Upcoming Events", f"* {EVENT.format('2026-11-27', 'Bern, CH')}"),
    ],
)
def test_an_edition_is_not_reworded_for_a_policy(rule: str, section: str, text: str):
    """In a draft it is asked for; in print it is a notice, as an event that has been."""
    for path, kind, severity in (
        (DRAFT, FileKind.DRAFT, Severity.WARNING),
        (EDITION, FileKind.DRAFT, Severity.NOTICE),
    ):
        found = verdict_on(None, draft_with(section, text), rule, path=path, kind=kind).problems
        assert [problem.severity for problem in found] == [severity]


@pytest.mark.parametrize(
    ("rule", "section", "text"),
    [
        ("event-location", "Upcoming Events", f"* {EVENT.format('2026-08-27', 'Barton, AC, AU')}"),
        ("event-date", "Upcoming Events", f"* {EVENT.format('2025-08-27', 'Bern, CH')}"),
        ("event-date", "Upcoming Events", f"* {EVENT.format('2027-08-27', 'Bern, CH')}"),
        (
            "event-date",
            "Upcoming Events",
            f"* {EVENT.format('2026-08-28 - 2026-08-27', 'Bern, CH')}",
        ),
        (
            "indentation",
            "Upcoming Events",
            f"* {EVENT.format('2026-08-27', 'Bern, CH')}".replace("    *", "  *"),
        ),
        ("duplicate-link", "Research", f"{ITEM}\n{ITEM}"),
        ("duplicate-link", "CFP - Projects", f"{ITEM}\n{ITEM}"),
    ],
)
def test_what_misleads_readers_is_told_of_an_edition_too(rule: str, section: str, text: str):
    """A state that there is not, a day of another year, a title beside its event, a page twice."""
    text = draft_with(section, text)
    found = verdict_on(None, text, rule, path=EDITION, kind=FileKind.DRAFT).problems
    assert {problem.severity for problem in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("<!-- Perf results go here -->", Severity.NOTICE),
        ("[Who is hiring](INSERT_LINK_HERE)", Severity.ERROR),
    ],
)
def test_a_placeholder_in_print_counts_where_readers_see_it(text: str, severity: Severity):
    """Until then, what stands in a comment shows what is missing."""
    text = FINISHED.replace("[Who is hiring](https://jobs.example/1)", text)
    next_one = EDITION.replace("08-19", "08-26")
    for path, now in ((next_one, Severity.ERROR), (EDITION, severity)):
        found = verdict_on(None, text, "placeholder-left", path=path, kind=FileKind.FINISHED)
        assert [problem.severity for problem in found.problems] == [now]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Note: The", 1),
        ("> It was the best of", 1),
        ("Thanks to all, and", 1),
        ("This is a crate for deriving traits", 1),
        ("Thanks to all,", 1),
        ("Thanks to all.", 0),
        ("> One quote\n\nand\n\n> another one", 0),
        ("_Thanks to all who [sent](https://crab.example) some_", 0),
        ("Category: All of the Weekly Things", 0),
        ("Note: The\nend of it.", 0),
        ("* [And the](https://blog.example/the)", 0),
        ("### The", 0),
        ("<!-- not yet the -->", 0),
    ],
)
def test_sentences_come_to_their_end(text: str, count: int):
    """What breaks off was forgotten."""
    assert len(said(text, "unfinished-sentence", section="Jobs")) == count


def test_nothing_this_week_holds_for_the_headings_below():
    """A section says that it is empty, and a heading below it has something."""
    text = f"## Call for Testing\n\n* *No calls for testing this week.*\n\n### [RFCs](https://r.example)\n{ITEM}"
    assert len(said(text, "none-beside-items", section="Jobs")) == 1
    assert (
        said(text.replace("https://blog.example/post", ""), "none-beside-items", section="Jobs")
        == []
    )
