"""Headings: a heading is one, at its level, and stands once."""

import pytest

from ghapp.newsletter.calendar import FileKind
from tests.rules.harness import FINISHED, fixed, reported, verdict_on, whole
from tests.rules.harness import SAMPLE as DRAFT

HEADING = "### Rust Walkthroughs"
ITEM = "* [Post](https://blog.example/a)"
PUBLISHED = "content/2026-08-26-this-week-in-rust.md"  # by the change that is judged
ISSUES = "https://git.example/compiler/issues?q=fcp"

LOST = [
    f" {HEADING}",
    f"   {HEADING}",
    f"    {HEADING}",
    f"\t{HEADING}",
    f"\\{HEADING}",
    f"* {HEADING}",
    f"> {HEADING}",
    f"${HEADING[1:]}",
    "###Rust Walkthroughs",
    "###\u00a0Rust Walkthroughs",
    "###Rust Walkthroughs###",
    "####### Rust Walkthroughs",
    "### ### Rust Walkthroughs",
    "＃＃＃ Rust Walkthroughs",
    "Rust Walkthroughs",
    "rust walkthroughs:",
    "**Rust Walkthroughs**",
    "- Rust Walkthroughs",
    "Rust Walkthroughs\n-----",
    "Rust Walkthroughs\n===",
]


@pytest.mark.parametrize("line", LOST)
def test_a_line_that_is_meant_as_a_heading_becomes_one(line: str):
    """Known by its words, it gets the marks of the template, and nothing else is asked of it."""
    text = DRAFT.replace(HEADING, f"{line}\n{ITEM}" if "\n" not in line else line)
    wanted = DRAFT.replace(HEADING, f"{HEADING}\n{ITEM}" if "\n" not in line else HEADING)
    for verdict in (verdict_on(DRAFT, text, "heading-form"), whole(text, "heading-form")):
        assert len(verdict.problems) == 1
        assert (
            verdict.fixed.casefold().replace("walkthroughs:", "walkthroughs") == wanted.casefold()
        )
    assert verdict_on(DRAFT, text, "list-not-rendered").problems == ()
    assert verdict_on(DRAFT, text, "heading-changed").problems == ()
    assert verdict_on(DRAFT, text, "unknown-section").problems == ()


def test_an_item_on_the_line_of_a_heading_gets_its_own():
    """Nothing of the submission is lost."""
    text = DRAFT.replace(HEADING, f"{HEADING} {ITEM}")
    assert whole(text, "heading-form").fixed == DRAFT.replace(HEADING, f"{HEADING}\n\n{ITEM}")


def test_headings_on_one_line_get_their_own():
    """Lines that a merge has joined; none of the sections is lost."""
    text = DRAFT.replace("### Rust Walkthroughs\n", "### Rust Walkthroughs ### Research\n")
    text = text.replace("\n### Research\n", "", 1)
    verdict = verdict_on(DRAFT, text, "heading-form", "heading-changed")
    assert [problem.rule for problem in verdict.problems] == ["heading-form"]
    assert [line for line in verdict.fixed.split("\n") if line] == [
        line for line in DRAFT.split("\n") if line
    ]


@pytest.mark.parametrize("links", [f"[Compiler Team]({ISSUES}) [(MCPs)](https://mcp.example/)"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_sub_heading_above_its_items(links: str, between: str):
    """Links to lists of issues are a heading, at the level of the one beside it."""
    before = "##### [Cargo](https://git.example/cargo/issues?q=fcp)\n* [One](https://i.example/1)\n"
    draft = DRAFT.replace("## Jobs", f"## Updates from the Rust Project\n\n{before}\n## Jobs")
    after = draft.replace("## Jobs", f"{links}\n{between}* [Two](https://i.example/2)\n\n## Jobs")
    found = verdict_on(draft, after, "heading-form")
    assert found.fixed == after.replace(links, f"##### {links}")
    assert verdict_on(draft, after, "list-not-rendered").problems == ()


def test_items_below_a_line_that_was_no_heading_before():
    """Its author is told, who cannot mend the line of somebody else."""
    before = DRAFT.replace(HEADING, f" {HEADING}")
    after = before.replace(HEADING, f"{HEADING}\n{ITEM}")
    (problem,) = verdict_on(before, after, "heading-form").problems
    assert problem.span.line == after.split("\n").index(ITEM) + 1
    assert problem.fix is None


@pytest.mark.parametrize(
    "line",
    [
        "* C# and Rust",
        "* #1234 was merged",
        "    # a comment in code",
        "    #[derive(Debug)]",
        "Rust Walkthroughs are what we like.",
        "See #1234.",
        "[Please vote](https://vote.example/)",
        "* Research",
        "### #Rust2026",
        "### C#",
        "### Rust Walkthroughs ###",
        "<h3>Rust Walkthroughs</h3>",
        "<!--\n ### Rust Walkthroughs\n-->",
        "```\n ### Rust Walkthroughs\n```",
    ],
)
def test_what_is_no_heading_is_left_alone(line: str):
    """Items, code, comments and prose may have the character, and the words."""
    assert reported(line, "heading-form", section="Quote of the Week") == set()


@pytest.mark.parametrize("line", ["#1234, which undoes it", "###", "#hashtag"])
def test_a_heading_that_nobody_meant(line: str):
    """The site makes one of every line that begins so."""
    assert reported(f"Some text\n{line}", "heading-form", section="Quote of the Week")
    names = ("heading-form", "visible-markup", "prose-link")
    assert not reported(f"Some text\n\\{line}", *names, section="Quote of the Week")


@pytest.mark.parametrize("marks", ["#", "##", "####", "######"])
def test_a_section_keeps_its_level(marks: str):
    """The base and the template say at which one it stands."""
    text = DRAFT.replace(HEADING, f"{marks} Rust Walkthroughs")
    assert verdict_on(DRAFT, text, "heading-level").fixed == DRAFT
    assert whole(text, "heading-level").fixed == DRAFT


def test_a_region_stands_at_the_level_of_the_others():
    """Regions are typed by hand."""
    regions = "### Virtual\n\n### Europe\n\n# Oceania"
    text = DRAFT.replace("<!-- Events list goes here -->", regions)
    wanted = text.replace("# Oceania", "### Oceania")
    assert whole(text, "heading-level").fixed == wanted
    assert whole(wanted, "heading-level").problems == ()


def test_levels_of_areas_that_only_share_a_name_are_free():
    """`#### Cargo` among the changes of the week is no section of the template."""
    text = DRAFT.replace("## Jobs", "## Updates from the Rust Project\n\n#### Cargo\n\n## Jobs")
    assert whole(text, "heading-level").problems == ()
    assert whole(text, "heading-twice").problems == ()


@pytest.mark.parametrize(("place", "line"), [("### Research", "after"), ("### Official", "before")])
def test_a_section_that_stands_twice_after_a_merge(place: str, line: str):
    """The one that the pull request adds is told, above or below the other."""
    text = DRAFT.replace(place, f"{HEADING}\n\n{ITEM}\n\n{place}")
    (problem,) = verdict_on(DRAFT, text, "heading-twice").problems
    added = [n for n, one in enumerate(text.split("\n"), 1) if one == HEADING]
    assert problem.span.line == added[line == "after"]
    (problem,) = whole(text, "heading-twice").problems
    assert problem.span.line == added[1]


def test_a_section_that_stands_twice_with_nothing_below():
    """Before print the second heading is told once: it goes."""
    text = FINISHED.replace("## Jobs", "### Research\n\n## Jobs")
    names = ("heading-twice", "empty-section")
    published = verdict_on(None, text, *names, path=PUBLISHED, kind=FileKind.FINISHED)
    assert [one.rule for one in published.problems] == ["empty-section"]
    assert published.fixed == FINISHED
    assert [one.rule for one in whole(text, "heading-twice").problems] == ["heading-twice"]


def test_a_heading_that_moves_stands_once():
    """It is gone from where it was."""
    text = DRAFT.replace(f"{HEADING}\n\n", "").replace("## Jobs", f"{HEADING}\n\n## Jobs")
    assert verdict_on(DRAFT, text, "heading-twice").problems == ()


def test_areas_of_one_name_stand_in_several_groups():
    """Rust has calls for testing and final comment periods."""
    areas = "## Calls for Testing\n\n### Rust\n\n## Final Comment Period\n\n### Rust\n\n## Jobs"
    text = DRAFT.replace("## Jobs", areas)
    assert whole(text, "heading-twice").problems == ()
    twice = text.replace("### Rust\n", "### Rust\n\n* [One](https://i.example/1)\n\n### Rust\n", 1)
    assert len(whole(twice, "heading-twice").problems) == 1


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("### Euorpe", "### Europe"),
        ("### Oceana", "### Oceania"),
        ("### Nort America", "### North America"),
    ],
)
def test_a_misspelt_region_gets_its_name(line: str, wanted: str):
    """In a pull request that adds it, and in one that damages it."""
    for base in ("", wanted):
        assert fixed(line, "heading-form", section="Upcoming Events", base=base) == wanted


@pytest.mark.parametrize(
    "line", ["### Europe", "### Middle East", "### Central America", "### Online"]
)
def test_other_regions_are_the_editors(line: str):
    """A heading of their own is no misspelt one."""
    assert reported(line, "heading-form", section="Upcoming Events") == set()


def test_an_event_that_became_a_heading_fills_its_region():
    """The event is told, not that its region were empty."""
    event = "# 2026-08-27 | Lagos, NG | [Rust Lagos](https://lagos.example)"
    text = FINISHED.replace("## Jobs", f"## Upcoming Events\n\n### Africa\n{event}\n\n## Jobs")
    told = verdict_on(None, text, "empty-section", path=PUBLISHED, kind=FileKind.FINISHED)
    assert told.problems == ()


@pytest.mark.parametrize(
    ("before", "rules"),
    [("* [Post](https://blog.example/a)\n\n", {"heading-changed"}), ("", {"unknown-section"})],
)
def test_a_section_under_another_name_is_told_once(before: str, rules: set[str]):
    """Where there was something below it, that its heading is gone; else that none is called so."""
    base = DRAFT.replace(f"{HEADING}\n\n", f"{HEADING}\n\n{before}")
    text = base.replace(HEADING, "### Films and theses")
    assert {one.rule for one in verdict_on(base, text).problems} == rules


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Reserch", "Did you mean `Research`?"),
        ("Observations", "Please choose one of its own"),
        ("My Projects", "Please choose one of its own"),
    ],
)
def test_the_section_that_was_meant_is_named(title: str, told: str):
    """Where one has nearly that name."""
    text = DRAFT.replace(HEADING, f"### {title}\n\n{ITEM}\n\n{HEADING}")
    for verdict in (verdict_on(DRAFT, text, "unknown-section"), whole(text, "unknown-section")):
        assert [told in one.message for one in verdict.problems] == [True]


def test_headings_that_went_together_are_told_together():
    """One message names them all, and not one each on the same line."""
    before = DRAFT.replace("### Research\n", "### Research\n\n* [One](https://a.example/1)\n")
    before = before.replace("## Jobs\n", "## Jobs\n\nOne.\n")
    start, end = before.index("### Research"), before.index("# Quote")
    (problem,) = verdict_on(before, before[:start] + before[end:], "heading-changed").problems
    assert problem.message == (
        "The headings of the sections `Research`, `Upcoming Events` and `Jobs` are gone."
        " Put them back, please."
    )
