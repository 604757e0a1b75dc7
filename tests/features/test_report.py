import pytest

from ghapp.features.links import line_link
from ghapp.features.report_text import LONGEST, report, settled
from ghapp.features.suggestions import suggestions
from ghapp.rules.rule import RULES_PAGE
from tests.features.findings import DRAFT, ERROR, NOTICE, assessed, findings, problem

HEAD = "abcdef0" + "1" * 33
FILES = f"https://github.com/ferris/weekly/blob/{HEAD}"


def told(*files, unplaced=frozenset()):
    return report(assessed(*files), HEAD, FILES, unplaced)


SILENT = {
    "nothing": findings(),
    "a notice": findings(problem(1, severity=NOTICE)),
    "all suggested": findings(problem(1, fixed=True), problem(2, fixed=True), fixes=[1, 2]),
}


@pytest.mark.parametrize("file", SILENT.values(), ids=SILENT)
def test_no_report_where_it_would_say_nothing_new(file):
    """What is an annotation only, or stands as a suggestion on its line, is not said again."""
    assert told(file) is None


def test_a_report_read_aloud():
    """It names the head, what to correct and where, and how much is suggested besides."""
    file = findings(
        problem(3, "duplicate-link"), problem(5, fixed=True), problem(9, "closed-section", ERROR),
        fixes=[5],
    )  # fmt: skip

    assert told(file) == (
        "<!-- ghapp:report -->\n"
        "Thank you for this! 2 things to look at in `abcdef0`:\n\n"
        f"- `{DRAFT}`, [line 9]({FILES}/{DRAFT}?plain=1#L9): **Needed:** About closed-section."
        f" ([closed-section]({RULES_PAGE}#closed-section))\n"
        f"- `{DRAFT}`, [line 3]({FILES}/{DRAFT}?plain=1#L3): About duplicate-link."
        f" ([duplicate-link]({RULES_PAGE}#duplicate-link))\n\n"
        "One correction is suggested on its line, one click away."
        " This comment is brought up to date at every push."
    )


def test_a_suggestion_without_a_place_is_shown_to_copy():
    """What GitHub did not take counts as not suggested, and its text stands in the report."""
    file = findings(problem(2, fixed=True), problem(4, fixed=True), fixes=[2, 4])
    first, _ = suggestions(assessed(file))

    text = told(file, unplaced=frozenset({first.digest}))

    assert "One thing to look at" in text
    assert text.count("([bullet]") == 1
    assert (
        f"Corrected, `{DRAFT}`, [line 2]({FILES}/{DRAFT}?plain=1#L2):\n\n```\n* line 2\n```" in text
    )
    assert "One correction is suggested" in text
    assert "line 4" not in text


def test_problems_of_one_line_are_one_item():
    """Neither a line nor a sentence comes twice."""
    text = told(findings(problem(3, "a"), problem(3, "b"), problem(3, "b", column=5, end_column=6)))

    assert text.count("[line 3]") == 1
    assert text.count("About b.") == 1


def test_a_hundred_problems_are_cut():
    """What is not listed is counted."""
    text = told(findings(*[problem(line) for line in range(1, 100)]))

    assert "99 things to look at" in text
    assert "- and 59 more, marked in the check." in text


def test_a_report_too_long_for_github_says_so():
    """A comment has room for 65,536 characters."""
    lines = ["- " + "x" * 10_000] * 20
    file = findings(
        *[problem(line, fixed=True) for line in range(1, 11)], fixes=range(1, 11), lines=lines
    )
    every = frozenset(one.digest for one in suggestions(assessed(file)))

    text = told(file, unplaced=every)

    assert len(text) < LONGEST
    assert "10 things to look at in `abcdef0`." in text
    assert "too long to list" in text


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (findings(), "All is well in `abcdef0`. Thank you!"),
        (
            findings(problem(1, fixed=True), problem(2, fixed=True), fixes=[1, 2]),
            "Thank you! What is left to correct in `abcdef0` is suggested on its lines,"
            " one click each.",
        ),
    ],
    ids=["clean", "only suggestions"],
)
def test_a_report_that_has_become_superfluous(file, line):
    """It says in one line how things stand."""
    assert settled(assessed(file), HEAD) == f"<!-- ghapp:report -->\n{line}"


@pytest.mark.parametrize(
    ("path", "first", "last", "link"),
    [
        ("draft/a.md", 3, None, f"[line 3]({FILES}/draft/a.md?plain=1#L3)"),
        ("draft/a.md", 3, 3, f"[line 3]({FILES}/draft/a.md?plain=1#L3)"),
        ("draft/a.md", 3, 5, f"[lines 3 to 5]({FILES}/draft/a.md?plain=1#L3-L5)"),
        ("draft/DRAFT_TEMPLATE", 3, None, f"[line 3]({FILES}/draft/DRAFT_TEMPLATE#L3)"),
        ("a b/(c) é.MD", 1, None, f"[line 1]({FILES}/a%20b/%28c%29%20%C3%A9.MD?plain=1#L1)"),
    ],
)
def test_links_to_lines(path, first, last, link):
    """Markdown is shown as it is written, where lines have anchors, and no path breaks the link."""
    assert line_link(FILES, path, first, last) == link
