"""Site names: a title ends where the page's own title does."""

import pytest

from tests.rules.harness import fixed, reported


@pytest.mark.parametrize(
    ("name", "url"),
    [
        (" | The Rust Blog", "https://blog.rust-lang.org/2026/08/20/a"),
        (" | Inside Rust Blog", "https://blog.rust-lang.org/inside-rust/a"),
        (" — Rust Blog", "https://blog.rust-lang.org/2026/08/20/a"),
        (" - DEV Community", "https://dev.to/crab/a"),
        (" · GitHub", "https://github.com/crab/crab/discussions/1"),
        (" : r/rust", "https://www.reddit.com/r/rust/comments/1"),
        (" | by Crab | Medium", "https://medium.com/@crab/a"),
    ],
)
def test_the_name_of_the_site_goes(name: str, url: str):
    """Behind whatever sign the site sets it off with, and with what stands beside such names."""
    better = "Lifetimes" if " by " not in name else "Lifetimes | by Crab"
    assert fixed(f"* [Lifetimes{name}]({url})", "site-name") == f"* [{better}]({url})"


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Lifetimes - the inside", "https://blog.crab.example/a"),
        ("Lifetimes: r/rust", "https://www.reddit.com/r/rust/comments/1"),
        ("Lifetimes | Crab Blog", "https://lobster.example/a"),
        ("Lifetimes - Community", "https://crab.example/a"),
        ("What is a : b", "https://ab.example/a"),
    ],
)
def test_words_of_the_title_stay(title: str, url: str):
    """Nothing there says that they are the site's."""
    assert reported(f"* [{title}]({url})", "site-name") == set()
