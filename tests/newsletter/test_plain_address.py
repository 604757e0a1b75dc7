"""Most addresses are plain, and need no parser: it would find the same."""

import can_ada
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ghapp.newsletter.plain_address import plain_parts
from ghapp.newsletter.whole_address import is_whole_address

HOSTS = st.sampled_from(
    (
        *("blog.example", "a--b.example", "x1.example", "1.2.3.4", "Blog.example", "xn--a.example"),
        *("localhost", "a.b.example", "-a.example", "a.1", "0x7f.1", "b.example:8080", "[::1]"),
        *("ü.example", "u@b.example", "a_b.example", "b.example.", "a..b"),
    )
)
REST = st.text("abzAZ09/.?#%&=+~@:;,!$*'()<>\"`{}|\\^ \t-_é2eE", max_size=16)
ADDRESSES = st.builds("{}://{}{}".format, st.sampled_from(["https", "http", "ftp"]), HOSTS, REST)


def parsed(url: str) -> tuple[str, str, str, str]:
    """The parts of an address as a parser of the URL Standard finds them."""
    found = can_ada.parse(url)
    return found.host, found.pathname, found.search, found.hash


@given(ADDRESSES)
@example("https://blog.example/a/../b")
@example("https://blog.example/a/%2E%2e/b")
@example("https://xn--a.example/")
@example("https://blog.example?a=b#c?d#e")
def test_a_plain_address_is_what_a_parser_makes_of_it(url: str):
    """Host, path, query and fragment are the same; a mark with nothing behind it is none."""
    plain = plain_parts(url)
    if plain is not None:
        host, path, query, fragment = plain
        without_bare_marks = (part if len(part) > 1 else "" for part in (query, fragment))
        assert parsed(url) == (host, path or "/", *without_bare_marks)
        assert "://" in url[8:] or is_whole_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example",
        "https://www.blog.example/2026/08/a-post.html?x=1&y=%20#part",
        "http://b.example/@crab/p/1,2;3:4~5",
    ],
)
def test_usual_addresses_are_plain(url: str):
    """What people paste needs no parser."""
    assert plain_parts(url) is not None
