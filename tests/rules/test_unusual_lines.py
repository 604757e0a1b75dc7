"""Unusual lines: quiet where the site shows them as they are meant, told where it does not."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, said, worst

PAGE = "(https://blog.example/post)"
TITLES = [
    "What the f*** is a lifetime",
    "Building a Brainf*ck Compiler",
    "It compiles :)",
    "It works ;-) on my machine",
    "Speaking [HTTP/2] with crabs",
    "[RFC] A new kind of loop",
    "Loops, [part 1] and [part 2]",
    "`vec![]` or `[0; 4]`",
    "`a[b](c)` in code",
    "``A `tick` in code``",
    "`Option<Box<dyn Fn()>>` explained",
    "`*const T` and `*mut T`",
    "`#![no_std]` for crabs",
    "`snake_case` and snake_case",
    "Vec&lt;T&gt; from scratch",
    "Crabs &amp; friends",
    "From A -> B -> C",
    "Why x => y reads well",
    "Rust <3 crabs",
    "Answers in <100 ms",
    "More than 5 > 3 reasons",
    "At least >= two crabs",
    "Rust <> Python",
    "2 * 3 is six",
    "C++ and C# for crabs",
    "50% faster at $0",
    "Crabs (and lobsters)",
    "Crabs (part 2 (of 3))",
    "A family of crabs 👨\u200d👩\u200d👧 at the sea",
    "A flag 🏳️\u200d🌈 for everybody",
    'The "perfect" loop',
    "It's the crab's turn",
    "Who’s “there”?",
    "A crab — and a lobster… really",
    "async/await and/or threads",
    "~/.cargo and you",
    "Find us at @crabs or #rust",
    "1. First steps",
    "Is it 2026-08-27 already?",
    "What does `'\\n'` print, '\\n'?",
    r"Escaped \[brackets\] stay",
    r"An escaped \* star",
    "An *important* crab",
    "Crabs | lobsters",
    "{ braces } of all kinds",
    "Crabs^2 and a_1",
    "Why Vec<&T> is fine",
    "Why Vec<'a> is fine",
    "Why Vec&lt;T> is fine",
    "About ~5 crabs",
]
ADDRESSES = [
    "https://en.crab.example/wiki/Crab_(animal)",
    "https://crab.example/a_(b)_(c)?d=(e)",
    "https://bücher.example/krabbe",
    "https://例え.テスト/ページ",
    "https://[2001:db8::1]/post",
    "https://[2001:db8::1]:8080/post",
    "https://crab.example:8443/post",
    "https://crab.example./post",
    "https://crab.example/~ferris/post_1-2.html#a:~:text=b,c",
    "https://crab.example/?q=a+b&c=d;e=f!g$h*i",
    "https://crab.example/@ferris/post%20one",
    "https://crab.example",
    "<https://crab.example/post>",
    'https://crab.example/post "Its title"',
    "https://crab.example/it's-a-post",
]
WHOLE = [
    "* [HE] [סרטנים ואני](https://blog.example/post)",
    "* [AR] [سرطان البحر (1)](https://blog.example/post)",
    "* [video] [FR] [Des crabes](https://blog.example/post)",
    "* [Post](https://blog.example/post) ([transcript](https://blog.example/transcript))",
    "* [post][]\n\n[post]: https://blog.example/post",
    "* [" + "A very long title about crabs, " * 160 + "the end](https://blog.example/post)",
]


@pytest.mark.parametrize(
    "line",
    [
        *(f"* [{title}]{PAGE}" for title in TITLES),
        *(f"* [Post]({address})" for address in ADDRESSES),
        *WHOLE,
    ],
)
def test_a_good_line_is_left_alone(line: str):
    """It looks odd, and the site shows it as it is meant."""
    assert reported(line, section="Observations/Thoughts") == set()


@pytest.mark.parametrize(
    "line",
    [
        "* [Sort *ing]" + PAGE,
        "* [Sort*ing]" + PAGE,
        "* [S>rting]" + PAGE,
        "* [So<ting]" + PAGE,
        "* [Sort\\ing]" + PAGE,
        "* [Sorting **once]" + PAGE,
        "* [Sorting ~~once~~]" + PAGE,
        "* [Post](https://blog|example/post)",
        "* [Post](https://blog..example/post)",
        "* [Post](https://blog,example/post)",
        "* [Post](https://blog:example/post)",
        "* [Post](https://blog.example/post,)",
        "* [Post](https://blog.example/post;)",
        "* [Post](https://blog.example/post…)",
        "* [Post](https://blog.example/post...)",
        "* [Post](https://blog.example/post”)",
        "* [Post](http:s//blog.example/post)",
        '* [Post](https://blog.example/po"st)',
        "* [Post](https://blog.example/po|st)",
        "* [Post](https://blog/post)",
        "* [vdeo] [Post](https://blog.example/post)",
        "* ![video] [Post](https://blog.example/post)",
        '* "[Post](https://blog.example/post)',
        "* _[Post](https://blog.example/post)",
        "* [Post](https://blog.example/post)_",
        "* [][][]",
        "* [[[[",
        "* ()[]",
    ],
)
def test_what_the_site_shows_in_another_way_is_told(line: str):
    """A stray sign in the title, the address, or beside the link."""
    assert worst(line, section="Observations/Thoughts") >= Severity.WARNING
    assert fixed(line, section="Observations/Thoughts") == line


@pytest.mark.parametrize(
    "title",
    [
        "Sorting*",
        "A Look at dyn* Code Generation",
        "Don't implement Fn* traits for `main`",
        "Throw UB if f*_fast is called",
        "Test `size_hint` for `split`* iterators",
        r"Beware of Escape Sequences\n",
        r"\Device\Afd, or, the Deal with the Devil",
    ],
)
def test_a_sign_that_a_name_may_have_is_asked_about(title: str):
    """Nearly always it is meant, so that nobody is told to correct it."""
    assert worst(f"* [{title}]{PAGE}", "visible-markup") is Severity.NOTICE


@pytest.mark.parametrize(
    "title",
    ["clippy: fix [`needless_borrow`], [`auto_deref`] again", "Make `[].as_`[`mut_`]`ptr()` const"],
)
def test_code_in_brackets_is_shown_as_it_is(title: str):
    """Names of lints stand so."""
    assert reported(f"* [{title}]{PAGE}", section="Observations/Thoughts") == set()


def test_code_in_a_broken_title_is_left_out_of_the_message():
    """Readers see it, and know which line is meant."""
    (message,) = said(f"* [Fill `map` with {{[]}}]{PAGE}", "visible-markup")
    assert message == "Readers see `Fill … with {[]}` in the link."


@pytest.mark.parametrize("bullet", ["<* ", "|* ", "!* ", "*] ", "*x ", "*_", "*/", "! ", "** x"])
def test_a_line_between_items_is_one(bullet: str):
    """With a damaged bullet the site adds it to the item above, and that is told."""
    above, below = "* [One](https://blog.example/1)", "* [Three](https://blog.example/3)"
    text = f"{above}\n{bullet}[Two](https://blog.example/2)\n{below}"
    assert reported(text, section="Observations/Thoughts")


def test_a_space_in_an_address_is_the_authors_to_mend():
    """Whether it is one too much or `%20`, only the author knows."""
    line = "* [Post](https://blog.example/my post)"
    assert reported(line) == {"link-syntax"}
    assert fixed(line) == line
