"""Reading a draft: headings, links and lines, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.newsletter.draft import Draft

PIECES = st.sampled_from(
    [
        "# Oceania", "### [RFCs](https://rfcs.example)", "* [Post](https://a.example/(x))", "- ",
        "<!--", "-->", "```", "> quote", "    * [**T**](u)", "|", "[a\n", "b](c)", "\r", "\r\n",
        "\n", "\u00a0", "\u200b", "\u2028", "\ud800", "é", "🦀", "\t", "`", "**", "<T>", "](", "[[",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
def test_reading_never_fails_and_loses_nothing(text: str):
    """Any text can be read, and its lines with their ends are the text again."""
    draft = Draft(text)
    joined = "".join(line + end for line, end in zip(draft.lines, draft.ends, strict=True))
    assert joined == text
    assert all(1 <= heading.line <= len(draft.lines) for heading in draft.headings)
    for link in draft.links:
        assert draft.slice(link.text_span) == link.text
        if link.has_address:
            assert draft.slice(link.url_span) == link.url


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Upcoming Events", "Upcoming Events"),
        ("# Oceania", "Oceania"),
        ("### [Approved RFCs](https://rfcs.example)", "Approved RFCs"),
        ("### **Research** ###", "Research"),
        ("### South America:", "South America:"),
        ("### Crate <!-- of the week --> here", "Crate here"),
        ("#### Tracking Issues & PRs", "Tracking Issues & PRs"),
    ],
)
def test_a_heading_is_its_plain_text(line: str, title: str):
    """Headings count at any level, and links or emphasis in them are only dress."""
    assert [heading.title for heading in Draft(f"a\n\n{line}\n\nb").headings] == [title]


def test_headings_are_compared_without_case_markup_and_final_colon():
    """`# South america:` is the section South America."""
    first, second = Draft("# South america:\n## *South America*").headings
    assert first.key == second.key


@pytest.mark.parametrize(
    "text",
    ["<!--\n### MCP\n-->", "```\n### not one\n```", "#hashtag"],
)
def test_what_nobody_sees_is_no_heading(text: str):
    """A heading in a comment or in code does not begin a section."""
    assert Draft(text).headings == []


@pytest.mark.parametrize("text", ["<!-- never closed\n### Research", "```\nopen\n### Research"])
def test_a_comment_or_fence_left_open_hides_no_section(text: str):
    """What a contributor forgot to close does not swallow the sections below."""
    assert [heading.title for heading in Draft(text).headings] == ["Research"]


@pytest.mark.parametrize(
    ("line", "text", "url"),
    [
        ("* [Post](https://a.example/b)", "Post", "https://a.example/b"),
        ("* [Ünïcode 🦀](https://a.example/ü)", "Ünïcode 🦀", "https://a.example/ü"),
        ("* [`a[0]` [HTTP/2]](https://a.example)", "`a[0]` [HTTP/2]", "https://a.example"),
        ("* [P](<https://a.example/x y>)", "P", "https://a.example/x y"),
        ('* [P](https://a.example "title")', "P", "https://a.example"),
        ("* [W](https://a.example/W_(x))", "W", "https://a.example/W_(x)"),
        ("* <https://a.example>", "https://a.example", "https://a.example"),
    ],
)
def test_a_link_has_exact_places(line: str, text: str, url: str):
    """A link's text and address are found where they are written, in code points."""
    (link,) = Draft(f"é\n{line}\r\n").links
    assert (link.text, link.url, link.line) == (text, url, 2)
    assert line[link.url_span.column - 1 : link.url_span.end_column - 1] == url


def test_a_link_over_two_lines_is_one():
    """A link that was wrapped has its text over two lines."""
    (link,) = Draft("* [A long\n  title](https://a.example)").links
    assert (link.span.line, link.span.end_line, link.url) == (1, 2, "https://a.example")


def test_front_matter_is_read_by_field():
    """The lines above the first blank one name the number and the date."""
    fields = Draft("Title: A\nNumber: 12\nDate: 2026-08-26\n\nCategory: no").front_matter
    assert fields == {"Title": (1, "A"), "Number": (2, "12"), "Date": (3, "2026-08-26")}
