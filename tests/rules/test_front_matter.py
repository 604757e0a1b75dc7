"""Front matter between fences, as Jekyll, Hugo and Zola read it, and fields of other names."""

from datetime import date

import pytest

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.newsletter.conventions import Placeholders
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.edition_text import first_text
from ghapp.newsletter.template import Template
from tests.rules.harness import verdict_on

DAY = date(2026, 8, 26)
NAMES = Placeholders("<no>", "<day>", "<until>", "<events>")
BODY = "\n## List\n\n- [Post](https://blog.example/1)\n\n## Notes\n"
YAML = """\
---
layout: post
title: The Reef <no>
date: <day> 05:00:00 -0000
# for the archive
tags:
  - weekly
---
"""
TOML = """\
+++
title = "The Reef <no>"
date = <day>
[extra]
authors = ["crew"]
+++
"""
FIELDS = "Titel: Reef <no>\nNummer: <no>\nDatum: <day>\nRedaktion:\n"
LAYOUT = Layout(filename="{date}.md")
PATH = "draft/2026-08-26.md"
FIRST = "The first line should be `{}`: the site shows the fields as text."


def judged(front, change, *, whole=False, kind=FileKind.DRAFT):
    """What is said of a draft whose front matter a pull request changes so."""
    template = Template(front + BODY, NAMES)
    before = first_text(template, 7, DAY, None)
    after = change(before)
    assert after != before
    known = {"template": template, "layout": LAYOUT, "paths": (PATH,), "closed": ()}
    return verdict_on(None if whole else before, after, "header", path=PATH, kind=kind, **known)


@pytest.mark.parametrize("front", [YAML, TOML, YAML.replace("\n", " \n", 1)])
def test_front_matter_is_no_text(front):
    """Its comments are no headings, its lists no submissions, its links are not followed."""
    assert Draft(front).title == "The Reef <no>"
    draft = Draft(
        front.replace("# for", "# [for](https://a.example)") + "\n# Title\n\n[b](c.example)\n"
    )
    assert draft.last_fenced == front.count("\n")
    assert [one.title for one in draft.headings] == ["Title"]
    assert [one.url for one in draft.links] == ["c.example"]
    assert draft.links[0].line == front.count("\n") + 4


@pytest.mark.parametrize(
    "text", ["---\n\nA text.\n\n---\n\nMore: of it.\n", "--\na: b\n--\n", "---\na: b\n", ""]
)
def test_a_line_across_the_page_is_none(text):
    """Without fields or without an end, what stands there is text."""
    assert Draft(text).last_fenced == 0


def test_a_draft_in_bytes_beyond_ascii_keeps_its_places():
    """The title's letters take several bytes, and the links below stand where they are."""
    draft = Draft("---\ntitle: Ausgäbe 日本\n---\n\nÜber [eins](https://a.example/1).\n")
    assert [(one.line, one.text, one.url) for one in draft.links] == [
        (5, "eins", "https://a.example/1")
    ]


@pytest.mark.parametrize(
    ("front", "damaged", "message", "line"),
    [
        (YAML, lambda t: t[4:], FIRST.format("---"), 1),
        (TOML, lambda t: t[4:], FIRST.format("+++"), 1),
        (YAML, lambda t: t.replace("y\n---\n", "y\n"),
         "The front matter has no end: a line `---` should stand here.", 8),
        (YAML, lambda t: t.replace("title: The", "title The"),
         "The site cannot read the front matter: could not find expected ':'.", 4),
        (YAML, lambda t: t.replace("title: The", "title: Reef: The"),
         "The site cannot read the front matter: mapping values are not allowed here.", 3),
        (YAML, lambda t: t.replace("title: The", 'title: "The'),
         "The site cannot read the front matter: a quotation mark has no partner.", 3),
        (YAML, lambda t: t.replace("tags:", "layout: x\ntags:"),
         "The site cannot read the front matter: a field stands twice.", 6),
        (TOML, lambda t: t.replace('7"', "7"),
         "The site cannot read the front matter: a quotation mark has no partner.", 2),
        (TOML, lambda t: t.replace("date =", "date"),
         "The site cannot read the front matter: Expected '=' after a key in a key/value pair.", 3),
        (YAML, lambda t: t.replace("layout: post\n", ""), "The front matter lacks `layout`.", 7),
        (YAML, lambda t: t.replace("2026-08-26 05", "2026-08-62 05"),
         "This line of the front matter should be `date: 2026-08-26 05:00:00 -0000`.", 4),
        (TOML, lambda t: t.replace("Reef 7", "Reef 77"),
         'This line of the front matter should be `title = "The Reef 7"`.', 2),
    ],
)  # fmt: skip
def test_damaged_front_matter_is_told(front, damaged, message, line):
    """The site makes nothing of fields that it cannot read, and another page of changed ones."""
    (problem,) = judged(front, damaged).problems
    assert (problem.message, problem.span.line) == (message, line)


@pytest.mark.parametrize("path", ["2026-08-26.md", "notes.md"])
def test_what_no_site_can_read_needs_no_template(path):
    """A file that somebody names is told to be broken, whatever is known around it."""
    text = "---\ntitle: Reef: The\n---\n\nA text.\n"
    (problem,) = verdict_on(None, text, path=path, kind=FileKind.DRAFT, template=None).problems
    assert (problem.rule, problem.span.line) == ("header", 2)


@pytest.mark.parametrize(
    ("start", "end"), [("---\na: " + "[" * 9000, "---\n"), ("+++\na = " + "[" * 9000, "+++\n")]
)
def test_what_is_nested_without_end_is_told(start, end):
    """Brackets by the thousand are a mistake like another one."""
    found = verdict_on(None, f"{start}\n{end}", "header", path="a.md", kind=FileKind.DRAFT).problems
    assert [one.span.line for one in found] == [2]


def test_the_template_itself_may_have_placeholders_there():
    """A maintainer who checks it is not told to fill them in."""
    text = "---\ntitle: {{title}}\n---\n\nA text.\n"
    assert verdict_on(None, text, path=LAYOUT.template, kind=FileKind.DRAFT).problems == ()


@pytest.mark.parametrize("front", [YAML, TOML])
def test_a_lost_fence_comes_back(front):
    """In a file that is checked as a whole, each line may be corrected."""
    good = first_text(Template(front + BODY, NAMES), 7, DAY, None)
    assert judged(front, lambda text: text[4:], whole=True).fixed == good


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("## List", "## List\n\n- [More](https://blog.example/2)"),
        lambda text: text.replace("tags:\n", "slug: reef\ntags:\n"),
        lambda text: text.replace("tags:\n  - weekly", "tags: [weekly, reef]"),
        lambda text: text.replace("layout: post\n", "\nlayout: post\n"),
    ],
)
def test_what_may_be_written_there_is_quiet(change):
    """Further fields and other forms of the same are nobody's mistake."""
    assert judged(YAML, change).problems == ()


def test_a_title_of_its_own_is_for_the_editors():
    """An editor may call an issue as the editor likes."""
    verdict = judged(YAML, lambda text: text.replace("The Reef 7", "The one with the whale"))
    assert len(verdict.problems) == 1
    assert verdict.for_editor().problems == ()


def test_another_day_than_the_files_name_is_a_question():
    """It may be the day on which it appears."""
    change = judged(YAML, lambda text: text.replace("2026-08-26", "2026-08-27"), whole=True)
    assert [(one.message, one.severity.word) for one in change.problems] == [
        ("The file is named for `2026-08-26`.", "notice")
    ]


@pytest.mark.parametrize(
    ("damaged", "wanted"),
    [
        (("Nummer: 7", "Nummer: 8"), "Nummer: 7"),
        (("Nummer: 7", "Numer: 7"), "Nummer: 7"),
        (("Datum: 2026-08-26", "Datum: 2026-08-25"), "Datum: 2026-08-26"),
    ],
)
def test_fields_of_other_names_are_known_by_the_template(damaged, wanted):
    """Which field is the number and which the day, its placeholders say."""
    (problem,) = judged(FIELDS, lambda text: text.replace(*damaged)).problems
    assert problem.message == f"This line of the header should be `{wanted}`."


def test_what_editors_write_into_a_field_stays():
    """A field for which the template has no placeholder says something else in each edition."""
    assert judged(FIELDS, lambda t: t.replace("Redaktion:", "Redaktion: Mara")).problems == ()
    whole = judged(FIELDS, lambda t: t.replace("Redaktion:", "Redaktion: Mara"), whole=True)
    assert whole.problems == ()
