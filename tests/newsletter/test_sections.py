"""Which section a line belongs to, in drafts as people really leave them."""

import pytest

from ghapp.newsletter.changes import Change
from ghapp.newsletter.conventions import Placeholders
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template

TEMPLATE = Template(
    """\
## Updates from Rust Community

### Observations/Thoughts

### Miscellaneous

## Calls for Testing

### [RFCs](https://rfcs.example/call-for-testing)

## Updates from the Rust Project

### [Approved RFCs](https://rfcs.example/approved)

<!--
### [Approved Major Change Proposals (MCP)](https://forge.example)
-->

## Upcoming Events

# Quote of the Week
"""
)


def section_of(text: str, line: str) -> str | None:
    draft = Draft(text)
    found = TEMPLATE.section_of(draft, draft.lines.index(line) + 1)
    return found.title if found else None


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        ("## Upcoming Events\n\n### Asia", "Upcoming Events"),
        ("## Upcoming Events\n\n# Oceania", "Upcoming Events"),
        ("## Upcoming Events\n\n### South America:", "Upcoming Events"),
        ("# Calls for Testing", "Calls for Testing"),
        ("### Miscellaneous\n\n## [RustConf 2024](https://conf.example)", "Miscellaneous"),
        ("## Upcoming Events\n\n### Africa\n# 2025-07-23 | Uyo, NG | [R](u)", "Upcoming Events"),
        ("### Approved RFCs", "Approved RFCs"),
        ("### [approved rfcs](https://moved.example):", "Approved RFCs"),
        ("## Updates from the Rust Project\n\n#### Compiler", "Updates from the Rust Project"),
        ("### Approved RFCs\n\n### [Approved Major Change Proposals (MCP)](u)", "Approved RFCs"),
        ("# Quote of the Week", "Quote of the Week"),
        ("### A name of former years", None),
        ("", None),
    ],
)
def test_a_line_belongs_to_the_nearest_heading_that_the_template_knows(headings, section):
    """Headings are matched by their text, at any level, as a link or not."""
    assert section_of(f"Title: x\n\n{headings}\n\n* item\n", "* item") == section


def changed(base: str, head: str) -> set[str]:
    return {heading.title for heading in Change.between("draft", base, head).sections(TEMPLATE)}


BASE = "## Calls for Testing\n\n* a\n\n## Upcoming Events\n\n### Asia\n* b\n"


@pytest.mark.parametrize(
    ("head", "sections"),
    [
        (BASE.replace("* b", "* b\n* c"), {"Upcoming Events"}),
        (BASE.replace("* a\n", ""), {"Calls for Testing"}),
        (
            BASE.replace("* a\n", "").replace("* b", "* b\n* a"),
            {"Calls for Testing", "Upcoming Events"},
        ),
        (BASE.replace("## Upcoming Events", "## Upcoming events"), {"Upcoming Events"}),
        (BASE.replace("### Asia\n", ""), {"Upcoming Events"}),
        (BASE.replace("* a\n\n", "* a\n\n\n"), set()),
        ("Front: matter\n" + BASE, set()),
    ],
    ids=["added", "removed", "moved", "heading", "region", "blank line", "above all headings"],
)
def test_removed_lines_count_where_they_stood(head, sections):
    """Added lines count where they stand, removed ones where they stood, blank ones nowhere."""
    assert changed(BASE, head) == sections


NAMES = Placeholders("{{number}}", "{{date}}", "{{until}}", "{{meetups}}")


@pytest.mark.parametrize(
    ("template", "draft", "section"),
    [
        ("## Meetups until {{until}}", "## Meetups until 2026-12-25", "Meetups until"),
        ("## Meetups until {{until}}", "### Meetups until Christmas:", "Meetups until"),
        ("## Until {{until}}: meetups", "## Until 2026-12-25: **Meetups**", "Until : meetups"),
        (
            "# The Letter, no. {{number}} ({{date}})",
            "# The Letter, no. 7 (2026-11-27)",
            "The Letter, no",
        ),
        ("# {{date}}", "# 2026-11-27", "{{date}}"),
        ("# {{date}}", "# Reading", None),
        ("# {{number}}", "# {{number}}", "{{number}}"),
        ("## Meetups until {{until}}", "## Meetups", None),
    ],
)
def test_a_heading_with_a_placeholder_is_known_when_filled(template, draft, section):
    """Its label has the words that stay from draft to draft."""
    ours = Template(f"{template}\n\n{{{{meetups}}}}\n", NAMES)
    found = ours.section_of(Draft(f"{draft}\n\n* [A](https://a.example)\n"), 3)
    assert (found.title if found else None) == section
    if found:
        assert ours.sections[found.key] is found
        assert ours.events_section == found.key
