"""Markdown of strangers: shown as on the site, and harmless."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.board.harmless import LONGEST, HarmlessMarkdown
from ghapp.server.pages import html_response

RENDERER = HarmlessMarkdown()
REL = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("* [A](https://a.example/)", f'<a href="https://a.example/" {REL}>A</a>'),
        ("- [A *b*](https://a.example/)", f'<a href="https://a.example/" {REL}>A <em>b</em></a>'),
        ("* [A](javascript:alert(1))", f"<a {REL}>A</a>"),
        ("* [A](data:text/html,x)", f"<a {REL}>A</a>"),
        ("* [A](/setup)", f"<a {REL}>A</a>"),  # of this server
        ("* [A](#main)", f"<a {REL}>A</a>"),
        ("* <script>alert(1)</script>x", "x"),
        ("* ![i](https://i.example/i.png)x", "x"),
        ("* <img src=x onerror=alert(1)>x", "x"),
        ("* <b style='position:fixed' onclick='x()' class=y id=main>x</b>", "<b>x</b>"),
        ("* <form action=/x><button>x</button></form>", "x"),
        ("* [](https://a.example/)", f'<a href="https://a.example/" {REL}>https://a.example/</a>'),
        ("* <ul>x</ul><li>y", "xy"),
        ("* <![x", "&lt;![x"),
    ],
)
def test_what_is_left_of_a_text(text, html):
    """Links keep their address and nothing else; there is nothing that acts."""
    assert RENDERER.html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('[a](http://e "said")', '<a href="http://e" rel="nofollow noopener noreferrer">a</a>'),
        ('<em lang="ar" title="said">a</em>', "<em>a</em>"),
        ("half \ud83e of it", "half ? of it"),
    ],
)
def test_elements_keep_nothing_but_addresses(text, html):
    """No words that show only under a pointer, and nothing that a page cannot be sent with."""
    assert HarmlessMarkdown().html(text) == f"<p>{html}</p>"


def test_references_lead_where_the_draft_says():
    """A link by name goes to the address that stands elsewhere in the draft."""
    html = RENDERER.html("* [A][crate]", "[crate]: https://a.example/")

    assert 'href="https://a.example/"' in html


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "* " + "[" * 100, "* " + "![" * 100])
def test_what_no_submission_is_like_is_cut(text):
    """A text that would take the renderer long is shown as it was written."""
    html = RENDERER.html(text)

    assert html.startswith("<p>")
    assert len(html) < 1000


@given(st.text(alphabet="*[]()<>!`_\\&;:/#\"'= \n-abht1.", max_size=300))
def test_no_text_becomes_more_than_text_and_links(text):
    """Whatever somebody writes, no other tag comes out of it, and it does not take long."""
    begun = process_time()
    html = RENDERER.html(text)
    tags = {
        part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:] if part.strip()
    }

    assert not tags & {"script", "img", "style", "iframe", "form", "input", "object", "svg", "base"}
    assert process_time() - begun < 2


def test_a_page_with_half_a_character_is_sent():
    """A title that is no whole text costs a question mark, and not the page."""
    assert html_response("half \ud83e of it").body == b"half ? of it"
