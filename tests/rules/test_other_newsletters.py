"""Newsletters with another bullet, another language, and sentences under their headings."""

from datetime import date

import pytest

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.conventions import Conventions, Placeholders
from ghapp.newsletter.edition_text import first_text
from ghapp.newsletter.template import Template
from tests import kelp
from tests.rules.harness import fixed, reported, said, verdict, verdict_on

DASHES = Conventions(bullet="-")
PLUSES = Conventions(bullet="+")
DAY = date(2026, 8, 26)
NAMES = Placeholders("{{number}}", "{{date}}", "{{until}}", "{{meetups}}")
KELP = {
    "layout": Layout("issues", "issues", "issues/TEMPLATE.md", "{date}.md", drafts_from=DAY),
    "conventions": Conventions(bullet="-", placeholders=NAMES),
    "template": Template(kelp.TEMPLATE, NAMES),
    "paths": (kelp.path_of(DAY),),
    "closed": (),
}
POST = "[Post](https://blog.example/1)"
EVENT = (
    "{0} 2026-08-27 | Berlin, DE | [Rust Berlin](https://berlin.example)\n"
    "    {0} [**Rust and Tell**](https://berlin.example/1)"
)


@pytest.mark.parametrize("bullet", ["-", "*", "+"])
def test_the_newsletters_own_bullet_is_regular(bullet: str):
    """Nothing is said to items and events that begin as all of them do."""
    known = {"conventions": Conventions(bullet=bullet)}
    assert reported(f"{bullet} {POST}", section="Research", **known) == set()
    assert reported(EVENT.format(bullet), section="Upcoming Events", **known) == set()


@pytest.mark.parametrize(
    ("conventions", "written"),
    [
        (DASHES, f"* {POST}"),
        (DASHES, f"+ {POST}"),
        (DASHES, f"• {POST}"),
        (DASHES, f"1. {POST}"),
        (DASHES, f"*{POST}"),
        (DASHES, f"-  {POST}"),
        (DASHES, f"-{POST}"),
        (DASHES, POST),
        (DASHES, f" - {POST}"),
        (DASHES, "- [Post](https://blog.example/1"),
        (DASHES, "* [ Post] (https://blog.example/1)"),
        (PLUSES, f"* {POST}"),
        (PLUSES, f"- {POST}"),
        (PLUSES, POST),
    ],
)
def test_every_fix_writes_that_bullet(conventions: Conventions, written: str):
    """Whatever was wrong with an item, it ends as the others stand."""
    known = {"section": "Research", "conventions": conventions}
    assert fixed(f"{written}\n", **known) == f"{conventions.mark}{POST}\n"


@pytest.mark.parametrize(
    "written", ["*No posts were submitted.*", "*[Many](https://a.example) posts*"]
)
def test_a_line_in_italics_has_no_bullet(written: str):
    """A star that a later one ends is no marker."""
    assert "bullet" not in reported(written, section="Research", conventions=DASHES)


def test_events_are_corrected_with_that_bullet():
    """An event and its title with stars get dashes where dashes are written."""
    known = {"section": "Upcoming Events", "conventions": DASHES}
    assert fixed(EVENT.format("*") + "\n", **known) == EVENT.format("-") + "\n"


def test_two_items_on_one_line_become_two_of_its_own():
    """The second one begins as the first does."""
    known = {"section": "Research", "conventions": DASHES}
    text = fixed(f"- {POST} * [Next](https://blog.example/2)\n", **known)
    assert text == f"- {POST}\n- [Next](https://blog.example/2)\n"


def test_messages_show_that_bullet():
    """An author reads what to write here, not what others write."""
    found = verdict(EVENT.format("-").split("\n")[0], "event-title", conventions=DASHES)
    assert ["`    - [**Title**](address)`" in one.message for one in found.problems] == [True]
    (problem,) = verdict(f"* {POST}", "bullet", section="Research", conventions=DASHES).problems
    assert problem.message == "Begin the list item with `- `."


@pytest.mark.parametrize(
    ("language", "title", "is_told"),
    [
        ("en", "所有権とは何か、なぜ借用か", True),
        ("ja", "所有権とは何か、なぜ借用か", False),
        ("ja", "所有権入門", False),
        ("zh", "所有权入门", False),
        ("zh", "所有権とは何か、なぜ借用か", True),
        ("ko", "러스트 소유권 이해하기", False),
        ("ru", "Владение и заимствование", False),
        ("uk", "Володіння і позичання", False),
        ("de", "Владение и заимствование", True),
        ("ru", "러스트 소유권 이해하기", True),
    ],
)
def test_titles_in_its_own_language_need_no_prefix(language: str, title: str, is_told: bool):
    """Only what most of its readers cannot read is announced."""
    text = f"* [{title}](https://blog.example/1)"
    told = reported(text, "prefix", conventions=Conventions(language=language))
    assert told == ({"prefix"} if is_told else set())


@pytest.mark.parametrize(
    ("language", "prefix", "is_told"),
    [
        ("de", "[Video] ", False),
        ("de", "[video] ", False),
        ("de", "[VIDEO] ", True),
        ("de", "[Video]", True),
        ("fr", "[Video] ", True),
    ],
)
def test_german_nouns_begin_with_a_capital(language: str, prefix: str, is_told: bool):
    """Elsewhere the prefix is small, as it is written here."""
    text = f"* {prefix}[Ein Rundgang](https://www.youtube.com/watch?v=1)"
    told = reported(text, "prefix", conventions=Conventions(language=language))
    assert told == ({"prefix"} if is_told else set())


@pytest.mark.parametrize(
    ("prefix", "message"),
    [
        ("[Video] ", "Write the prefix `[video]`."),
        ("[video]", "Write the prefix `[video]`, with a space after it."),
        ("(Video): ", "Write the prefix `[video]`, with a space after it."),
    ],
)
def test_what_is_wrong_with_a_prefix_is_said(prefix: str, message: str):
    """Who has set the space is not told to."""
    text = f"* {prefix}[A talk](https://www.youtube.com/watch?v=1)"
    assert said(text, "prefix") == [message]


def test_a_french_newsletter_has_spaces_before_its_colons():
    """French sets a space there; English does not."""
    text = "* [Rust : mode d'emploi](https://blog.example/1)"
    assert reported(text, "spaces") == {"spaces"}
    assert reported(text, "spaces", conventions=Conventions(language="fr")) == set()


def test_a_whole_issue_in_another_manner_is_quiet():
    """Paragraphs with links, headings of one issue and a list of meetups are as they should be."""
    found = verdict_on(None, kelp.issue(43, DAY), path=kelp.path_of(DAY), **KELP)
    assert [(one.rule, one.span.line) for one in found.problems] == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("* [Post](https://blog.example/new)", "bullet"),
        ("[Post](https://blog.example/new)", "bullet"),
        ("- [Post](https://blog.example/new", "link-syntax"),
        ("- [Talk](https://www.youtube.com/watch?v=new)", "prefix"),
        ("We like [this post](https://blog.example/new].", "prose-link"),
    ],
)
def test_what_is_wrong_anywhere_is_told_there_too(written: str, rule: str):
    """Links have to work, and lists to be lists, in every newsletter."""
    before = kelp.issue(43, DAY)
    heading = "## Watching\n\n"
    after = before.replace(
        heading, f"{heading}{written}\n\n" if "We" in written else heading + written + "\n"
    )
    found = verdict_on(before, after, path=kelp.path_of(DAY), **KELP)
    assert rule in {problem.rule for problem in found.problems}


def test_placeholders_of_its_own_are_found_when_left():
    """The edition goes out without any of them."""
    text = kelp.issue(43, DAY).replace("no. 43", "no. {{number}}")
    found = verdict_on(
        None, text, "placeholder-left", path=kelp.path_of(DAY), **KELP, kind=FileKind.FINISHED
    )
    assert [problem.message for problem in found.problems] == [
        "`{{number}}` is still to be filled in."
    ]


@pytest.mark.parametrize("title", ["# Reef {{number}}, {{date}}", "# {{date}}", "# No. {{number}}"])
def test_headings_with_placeholders_are_the_newsletters_own(title: str):
    """A title with its number and a list until some day are no sections that somebody made up."""
    sections = "## Reading\n\n## Meetups until {{until}}\n\n{{meetups}}\n"
    ours = Template(f"{title}\n\n{sections}", NAMES)
    text = first_text(ours, 43, DAY, None).replace("## Reading", f"## Reading\n\n- {POST}")
    text = text.replace("<!-- Events list goes here -->", kelp.MEETUPS)
    known = {**KELP, "template": ours}
    assert verdict_on(None, text, path=kelp.path_of(DAY), **known).problems == ()
    after = text.replace("## Meetups", "## Metups")
    (problem,) = verdict_on(text, after, path=kelp.path_of(DAY), **known).problems
    assert problem.rule == "heading-changed"
