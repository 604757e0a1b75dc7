"""The rules about where a submission stands, and about what is not a contributor's to change."""

from datetime import date

import pytest

from ghapp.newsletter.archive import Edition, EditionIndex, addresses_in
from ghapp.newsletter.calendar import FileKind
from ghapp.rules.context import Closed, Other
from ghapp.rules.judge import Verdict
from tests.rules.harness import (
    EDITION,
    FINISHED,
    TEMPLATE,
    draft_with,
    fixed,
    said,
    verdict,
    verdict_on,
)

ITEM = "* [Post](https://blog.example/post)"


def test_a_submission_above_the_first_heading_has_no_section():
    """Nobody would find it there."""
    text = TEMPLATE.replace("Welcome.", f"Welcome.\n\n{ITEM}")
    assert len(verdict_on(TEMPLATE, text, "unknown-section").problems) == 1


def test_a_section_of_ones_own_is_reported():
    """Regions and compiler areas are typed by hand; sections of submissions are the template's."""
    own = f"### My Projects\n\n{ITEM}"
    assert len(said(own, "unknown-section", section="Research")) == 1
    assert said("### Antarctica\n\n* x", "unknown-section", section="Upcoming Events") == []


def test_a_link_as_a_heading_keeps_its_section():
    """`### [Research](...)` and `# Research` are the section called so."""
    for heading in ("### [Research](https://r.example)", "# Research", "## research:"):
        text = TEMPLATE.replace("### Research", f"{heading}\n\n{ITEM}")
        assert verdict_on(TEMPLATE, text, "unknown-section").problems == ()
        assert verdict_on(TEMPLATE, text, "heading-changed").problems == ()


@pytest.mark.parametrize(
    ("known", "reported"),
    [
        ({}, True),
        ({"closed": ()}, False),
        ({"closed": (Closed("project/tooling updates", "", date(2026, 8, 26)),)}, True),
        ({"closed": (Closed("project/tooling updates", "", date(2026, 9, 2)),)}, False),
        ({"closed": (Closed("research", ""),)}, False),
    ],
)
def test_a_closed_section_takes_nothing_new(known: dict, reported: bool):
    """From its edition on, for everybody but the editors."""
    found = verdict(ITEM, "closed-section", section="Project/Tooling Updates", **known)
    assert bool(found.problems) is reported
    assert found.for_editor().problems == ()


def test_a_correction_in_a_closed_section_is_welcome():
    """A title mended is no new submission."""
    section = "Project/Tooling Updates"
    better = ITEM.replace("Post", "A better title")
    assert said(better, "closed-section", section=section, base=ITEM) == []


def test_a_corrected_address_in_a_closed_section_is_welcome():
    """One submission stood there before, and one stands there now."""
    section = "Project/Tooling Updates"
    better = "* [Post](https://blog.example/its-new-address)"
    assert said(better, "closed-section", section=section, base=ITEM) == []


def test_moving_a_submission_into_a_closed_section_adds_to_it():
    """Wherever it stood before, there it is new."""
    before = draft_with("Research", ITEM)
    after = draft_with("Project/Tooling Updates", ITEM)
    assert len(verdict_on(before, after, "closed-section").problems) == 1


def test_a_correction_elsewhere_excuses_no_addition_to_an_edition():
    """A line taken out and a link put in are two things."""
    before = draft_with("Research", ITEM) + "\nA typo is heer.\n"
    after = draft_with("Research", f"{ITEM}\n* [New](https://n.example/1)") + "\nA typo is here.\n"
    assert len(verdict_on(before, after, "wrong-file", path=EDITION).problems) == 1


def test_a_submission_in_a_comment_is_seen_by_nobody():
    """The template's comment shows how to write one; some write it right there."""
    comment = "<!--\nWrite it like this:\n* [Title](https://a.example/1)\n-->"
    mine = comment.replace("\n-->", f"\n{ITEM}\n-->")
    found = said(mine, "hidden-text", section="Research", base=comment)
    assert found == ["Nobody sees this: it stands in a comment. Please put it below the `-->`."]
    whole = f"{ITEM}\n<!--\n* [Kept for later](https://a.example/2)\n-->"
    assert said(whole, "hidden-text", section="Research") == []


def test_a_comment_without_an_end_is_told():
    """It would hide every section down to the next comment's end."""
    before = draft_with("Research", "<!-- one kept -->")
    after = draft_with("Research", f"<!-- mine\n{ITEM}\n<!-- one kept -->")
    (problem,) = verdict_on(before, after, "hidden-text").problems
    assert problem.message == "This comment hides what follows: end it with `-->`."


def test_a_submission_stands_under_a_section_not_above_them():
    """`Updates from Rust Community` only holds the headings of its sections."""
    section = "Updates from Rust Community"
    assert len(said(f"\n{ITEM}", "unknown-section", section=section)) == 1


def test_a_heading_written_over_is_gone_even_where_nothing_stood():
    """A submission in its place would be announced in the section above."""
    before = draft_with("Research", "")
    after = before.replace("### Research\n", f"{ITEM}\n")
    assert len(verdict_on(before, after, "heading-changed").problems) == 1


def test_an_addition_to_a_published_edition_goes_to_the_draft():
    """The author is told where the current draft is."""
    before, after = (
        draft_with("Research", ITEM),
        draft_with("Research", ITEM + "\n* [New](https://n.example)"),
    )
    (problem,) = verdict_on(before, after, "wrong-file", path=EDITION).problems
    assert "draft/2026-08-26-this-week-in-rust.md" in problem.message


@pytest.mark.parametrize(
    "after",
    [
        "* [Post, corrected](https://blog.example/post)",
        "* [Post](https://blog.example/post-2)",
        "",
        "* [video] [Post](https://blog.example/post)\n",
    ],
)
def test_corrections_of_a_published_edition_are_welcome(after: str):
    """Most pull requests to editions mend something."""
    before = draft_with("Research", ITEM)
    assert (
        verdict_on(before, draft_with("Research", after), "wrong-file", path=EDITION).problems == ()
    )


def test_an_event_added_to_an_old_draft_is_reported_once():
    """Its group and its title are one submission."""
    path = "draft/2026-08-12-this-week-in-rust.md"
    event = "* 2026-08-27 | Bern, CH | [G](https://g.example)\n    * [**T**](https://g.example/1)"
    assert len(said(event, "wrong-file", section="Upcoming Events", path=path)) == 1


def test_a_renamed_section_gets_its_name_back():
    """A near miss is a slip; another heading in its place is another section."""
    after = TEMPLATE.replace("### Research", "### Researches")
    found = verdict_on(TEMPLATE, after, "heading-changed")
    assert found.fixed == TEMPLATE


def test_a_removed_section_is_reported_where_something_stood():
    """Empty ones are left out at publication; a full one takes its submissions along."""
    before = draft_with("Research", ITEM)
    gone = before.replace(f"### Research\n{ITEM}\n", "")
    assert len(verdict_on(before, gone, "heading-changed").problems) == 1
    assert verdict_on(before, gone, "heading-changed").for_editor().problems == ()
    empty = TEMPLATE.replace("### Research\n", "")
    assert verdict_on(TEMPLATE, empty, "heading-changed").problems == ()


def test_the_plural_of_a_heading_is_the_editors_choice():
    """Calls for Testing, Call for Testing: names changed over the years."""
    after = TEMPLATE.replace("## Call for Participation", "## Calls for Participation")
    assert verdict_on(TEMPLATE, after, "heading-changed").problems == ()
    cut = TEMPLATE.replace("### CFP - Projects", "### CFP - Project")
    assert verdict_on(TEMPLATE, cut, "heading-changed").fixed == TEMPLATE


def test_boilerplate_is_changed_in_the_template():
    """A contributor is asked to; an editor knows."""
    after = TEMPLATE.replace("please add it to the calendar", "call us")
    assert len(verdict_on(TEMPLATE, after, "boilerplate-changed").problems) == 1
    assert verdict_on(TEMPLATE, after, "boilerplate-changed").for_editor().problems == ()


def test_conflict_markers_are_taken_out_and_both_sides_stay():
    """Two submissions met at one place: both were meant to be there."""
    text = f"<<<<<<< patch-1\n{ITEM}\n=======\n* [B](https://b.example)\n>>>>>>> main"
    assert fixed(text, "conflict-marker") == f"{ITEM}\n* [B](https://b.example)"


def test_an_underline_is_no_conflict():
    """`=======` below a line is a heading in Markdown."""
    assert said("Title\n=======", "conflict-marker") == []


def test_the_first_of_three_versions_is_no_side():
    """With the common ancestor in between, somebody has to look."""
    text = f"<<<<<<< a\n{ITEM}\n||||||| base\nold\n=======\nnew\n>>>>>>> b"
    found = verdict(text, "conflict-marker")
    assert len(found.problems) == 4
    assert found.fixes == ()


@pytest.mark.parametrize(
    "url",
    [
        "http://www.blog.example/post/",
        "https://blog.example/post?utm_source=x#top",
        "https://BLOG.example/post",
    ],
)
def test_a_page_in_the_draft_is_found_by_any_spelling(url: str):
    """Scheme, `www.`, slash and tracking make no other page; the older line is named."""
    text = f"{ITEM}\n* [Again]({url})"
    assert len(said(text, "duplicate-link", base=ITEM)) == 1


def test_a_video_has_one_address():
    """The short address with its moment is the long one with the same moment."""
    text = "* [A](https://youtu.be/abc?t=5)\n* [B](https://www.youtube.com/watch?v=abc&t=5)"
    assert len(said(text, "duplicate-link")) == 1


def test_a_page_of_an_earlier_edition_is_found():
    """The edition is named; a whole site, and another release in a changelog, are no duplicates."""
    old = (
        "## Research\n* [Old](https://blog.example/old)\n* [Home](https://conf.example/)\n"
        "* [1.0](https://crab.example/CHANGELOG.md#v1)\n"
    )
    archive = EditionIndex([Edition(EDITION, date(2026, 8, 19), addresses_in(old))])
    (message,) = said("* [Old](http://www.blog.example/old/)", "duplicate-link", archive=archive)
    assert "2026-08-19" in message
    assert said("* [Home](https://conf.example)", "duplicate-link", archive=archive) == []
    again = "* [2.0](https://crab.example/CHANGELOG.md#v2)"
    assert said(again, "duplicate-link", archive=archive) == []


def test_a_page_that_is_proposed_already_names_the_first_proposal():
    """Two people found the same article: the later one learns of the earlier one."""
    others = tuple(Other(n, "crab", frozenset({"blog.example/post"})) for n in (12, 15))
    (message,) = said(ITEM, "duplicate-link", others=others)
    assert "#12" in message


def test_one_link_for_each_author_and_week():
    """A second one is told of the first, in this pull request or in another one."""
    two = f"{ITEM}\n* [B](https://b.example)"
    assert len(said(two, "one-per-author-and-week")) == 1
    assert verdict(two, "one-per-author-and-week").for_editor().problems == ()
    other = Other(12, "crab", frozenset({"c.example/"}))
    (message,) = said(ITEM, "one-per-author-and-week", author="crab", others=(other,))
    assert "#12" in message


FINISHED_PATH = "content/2026-08-26-this-week-in-rust.md"


def finished(text: str, name: str, path: str = FINISHED_PATH) -> Verdict:
    """What a rule says to an edition that is being published."""
    return verdict_on(None, text, name, path=path, kind=FileKind.FINISHED)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("header", "Number: 500", "Number: 501"),
        ("header", "Number: 500", "Number: $twir_issue_number"),
        ("header", "Date: 2026-08-26", "Date: 26 August"),
        ("header", "Title: The Weekly 500\n", ""),
        ("placeholder-left", "Welcome.", "<!-- COTW goes here -->"),
        ("placeholder-left", "Welcome.", "[Discuss](REDDIT_LINK_HERE)"),
        ("placeholder-left", "Welcome.", "$twir_events_list"),
        ("empty-section", "* [Paper](https://paper.example/1)", "<!-- nothing -->"),
    ],
)
def test_a_finished_edition_is_looked_through(name: str, old: str, new: str):
    """What the template left, what is empty, and a header that contradicts itself."""
    assert finished(FINISHED, name).problems == ()
    assert len(finished(FINISHED.replace(old, new), name).problems) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- CFPs go here, use this format: * [project - title](URL) -->",
        "<!-- submerge-pr=12 sha=abc -->",
        "Insert_link_here is a fine name for a function.",
    ],
)
def test_comments_may_stay_in_an_edition(comment: str):
    """Hints for the next week and an editors' tool's notes are published every time."""
    text = FINISHED.replace("Welcome.", comment)
    assert finished(text, "placeholder-left").problems == ()


def test_an_edition_has_its_weekday():
    """A Thursday draft was published once by mistake."""
    text = FINISHED.replace("2026-08-26", "2026-08-27")
    path = "content/2026-08-27-this-week-in-rust.md"
    assert len(finished(text, "header", path=path).problems) == 1
    verdict = finished(FINISHED, "header", path=path)  # whose date is right
    assert (len(verdict.problems), verdict.fixed) == (1, FINISHED)
