"""The rules about addresses, each by what people really paste."""

import pytest

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.template import Template
from ghapp.rules.problem import Severity
from tests.rules.harness import TEMPLATE, fixed, reported, said, verdict


def item(url: str) -> str:
    return f"* [Post]({url})"


@pytest.mark.parametrize(
    ("name", "url", "better"),
    [
        ("address-scheme", "http//blog.rust-lang.org/x", "http://blog.rust-lang.org/x"),
        ("address-scheme", "https//blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "https:/blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "https:///blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "hhttps://blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "ttps://blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "HTTPS://blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "https://https://blog.rust-lang.org", "https://blog.rust-lang.org"),
        ("address-scheme", "http://https://blog.rust-lang.org", "https://blog.rust-lang.org"),
        ("address-scheme", "https://https//blog.rust-lang.org", "https://blog.rust-lang.org"),
        ("address-scheme", "https:\\\\a.blog\\x", "https://a.blog/x"),
        ("address-scheme", "https:\\//a.blog/x", "https://a.blog/x"),
        ("address-scheme", "https：//blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "https://a.blog/x/https://a.blog/x/", "https://a.blog/x/"),
        ("address-scheme", "https://a.bloghttps://a.blog", "https://a.blog"),
        ("address-scheme", "//blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("address-scheme", "www.rust-lang.org", "https://www.rust-lang.org"),
        ("address-scheme", "blog.rust-lang.org/x", "https://blog.rust-lang.org/x"),
        ("http", "http://github.com/rust-lang/rust/pull/1", "https://github.com/rust-lang/rust/pull/1"),
        ("http", "http://someone.dev/a", "https://someone.dev/a"),
        ("tracking-parameter", "https://a.blog/p?utm_source=twir&id=3", "https://a.blog/p?id=3"),
        ("tracking-parameter", "https://a.blog/p?UTM_Source=twir", "https://a.blog/p"),
        ("tracking-parameter", "https://a.blog/p?fbclid=1#top", "https://a.blog/p#top"),
        ("tracking-parameter", "https://a.blog/p?ref=this-week-in-rust.org", "https://a.blog/p"),
        ("tracking-parameter", "https://youtu.be/xyz?si=abc", "https://youtu.be/xyz"),
        (
            "tracking-parameter",
            "https://www.youtube.com/watch?v=xyz&feature=youtu.be",
            "https://www.youtube.com/watch?v=xyz",
        ),
        (
            "tracking-parameter",
            "https://www.meetup.com/rust/?eventOrigin=home",
            "https://www.meetup.com/rust/",
        ),
        (
            "redirect-wrapper",
            "https://www.google.com/url?sa=t&q=https%3A%2F%2Fa.blog%2Fp%3Fid%3D7&usg=x",
            "https://a.blog/p?id=7",
        ),
        ("redirect-wrapper", "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.blog%2F", "https://a.blog/"),
        ("redirect-wrapper", "https://slack-redir.net/link?url=https%3A%2F%2Fa.blog", "https://a.blog"),
        ("redirect-wrapper", "https://t.umblr.com/redirect?z=https%3A%2F%2Fa.blog", "https://a.blog"),
        ("redirect-wrapper", "https://medium.com/r/?url=https%3A%2F%2Fa.blog", "https://a.blog"),
        ("redirect-wrapper", "https://www.linkedin.com/safety/go?url=https%3A%2F%2Fa.blog", "https://a.blog"),
        (
            "redirect-wrapper",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.blog&data=1",
            "https://a.blog",
        ),
        (
            "tracking-parameter",
            "https://a.blog/?id=1&amp;utm_source=x&amp;utm_medium=y",
            "https://a.blog/?id=1",
        ),
        ("canonical-host", "https://m.youtube.com/watch?v=1", "https://www.youtube.com/watch?v=1"),
        ("canonical-host", "https://mobile.twitter.com/a", "https://twitter.com/a"),
        ("canonical-host", "https://en.m.wikipedia.org/wiki/Crab", "https://en.wikipedia.org/wiki/Crab"),
        ("canonical-host", "https://old.reddit.com/r/rust/1", "https://www.reddit.com/r/rust/1"),
        ("canonical-host", "https://www.meetup.com/es-ES/rust/", "https://www.meetup.com/rust/"),
        ("canonical-host", "https://www.google.com/amp/s/a.blog/p", "https://a.blog/p"),
        ("canonical-host", "https://a-blog.cdn.ampproject.org/c/s/a.blog/p", "https://a.blog/p"),
        ("canonical-host", "https://a.blog/2026/post/amp/", "https://a.blog/2026/post/"),
        ("canonical-host", "https://a.blog/post?amp=1", "https://a.blog/post"),
    ],
)  # fmt: skip
def test_an_address_is_put_right(name: str, url: str, better: str):
    """Where the right address stands in the wrong one, the fix writes it."""
    assert fixed(item(url), name) == item(better)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("address-scheme", "https://httpd.apache.org/http"),
        ("address-scheme", "https://a.blog/?next=https://b.blog"),
        ("address-scheme", "https://web.archive.org/web/2024/https://b.blog"),
        ("address-scheme", "mailto:team@rust-lang.org"),
        ("http", "http://ais523.me.uk/blog/scoped-generics.html"),
        ("http", "http://someone.dev:8080/a"),
        ("tracking-parameter", "https://youtu.be/xyz?t=90"),
        ("tracking-parameter", "https://www.youtube.com/watch?v=xyz&t=90&list=abc"),
        ("tracking-parameter", "https://github.com/a/b/blob/x?ref=rust-1.90"),
        ("tracking-parameter", "https://medium.com/p?sk=friend"),
        ("tracking-parameter", "https://a.blog/?s=utm_source"),
        ("redirect-wrapper", "https://youtu.be/xyz"),
        ("redirect-wrapper", "https://www.google.com/search?q=https://a.blog"),
        ("redirect-wrapper", "https://www.google.com/url?q=not-an-address"),
        ("redirect-wrapper", "https://web.archive.org/web/2024/https://b.blog"),
        ("canonical-host", "https://tweedegolf.nl/en/blog/1"),
        ("canonical-host", "https://blog.reddit.com/example"),
        ("canonical-host", "https://github.com/crab/amp"),
        ("canonical-host", "https://a.blog/amp"),
        ("canonical-host", "example"),
        ("canonical-host", "https://a.blog/2025/02/streaming-samples/?q=example&"),
        ("placeholder-address", "https://blog.example/post"),
        ("placeholder-address", "https://example.rs/how-to"),
        ("placeholder-address", "https://a.blog/rust-by-example.com-review"),
        ("placeholder-address", "https://doc.rust-lang.org/localhost"),
        ("placeholder-address", "https://a.blog/todo"),
        ("placeholder-address", "https://a.blog/how-to-document-your-repository/"),
        ("placeholder-address", "https://a.blog/claim-your-username"),
        ("placeholder-address", "https://a.blog/insert-urls-into-sqlite"),
        ("placeholder-address", "https://my-blog.pages.dev/post"),
        ("placeholder-address", "https://myblog.dev/post"),
        ("canonical-host", "https://amp.dev/documentation/guides/amp/"),
    ],
)
def test_a_good_address_stays(name: str, url: str):
    """What only looks like a mistake is left alone."""
    assert said(item(url), name) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/post",
        "http://127.0.0.1:1313/post",
        "https://example.com/my_article",
        "https://www.example.org",
        "https://yourusername.github.io/post",
        "https://github.com/your-username/your-repo",
        "INSERT_LINK_HERE",
        "REDDIT_LINK_HERE",
        "https://github.com/&lt;user&gt;/crab",
        "https://github.com/<user>/crab",
        "https://...",
        "#",
    ],
)
def test_a_placeholder_is_reported_once(url: str):
    """Template addresses and addresses of one's own machine are for the author to replace."""
    assert len(said(item(url), "placeholder-address")) == 1
    assert said(item(url), "address-scheme") == []


@pytest.mark.parametrize("url", ["guidelines", "/blog/post", "../post", "ftp://a.blog/x", "C:/x"])
def test_what_nobody_can_guess_is_asked_for(url: str):
    """An address that could mean anything is reported without a fix."""
    assert len(said(item(url), "address-scheme")) == 1
    assert fixed(item(url), "address-scheme") == item(url)


def test_a_short_address_is_reported_without_a_fix():
    """Only the service knows where a short address leads."""
    assert len(said(item("https://bit.ly/abc"), "redirect-wrapper")) == 1
    assert fixed(item("https://bit.ly/abc"), "redirect-wrapper") == item("https://bit.ly/abc")
    assert said(item("https://goo.gl/maps/abc"), "redirect-wrapper") == []  # a map's own address


@pytest.mark.parametrize(
    ("url", "reported"),
    [
        ("https://github.com/crab/crab", True),
        ("https://github.com/crab/crab/", True),
        ("https://github.com/crab/crab#readme", True),
        ("https://github.com/crab/crab?tab=readme-ov-file", True),
        ("https://github.com/crab/crab/tree/main", True),
        ("https://gitlab.com/crab/crab.git", True),
        ("https://codeberg.org/crab/crab", True),
        ("https://github.com/crab/crab/releases/tag/v1.0.0", False),
        ("https://github.com/crab/crab/discussions/7", False),
        ("https://github.com/crab/crab/blob/main/CHANGELOG.md", False),
        ("https://github.com/crab", False),
        ("https://github.com/orgs/crab/discussions", False),
        ("https://gist.github.com/crab/0123", False),
        ("https://crab.github.io/crab/", False),
    ],
)
def test_a_repository_is_no_news(url: str, reported: bool):
    """A bare repository is sent back; what one can read in it is welcome."""
    assert bool(said(item(url), "repository-link")) is reported


@pytest.mark.parametrize(
    ("url", "reported"),
    [
        ("https://crates.io/crates/crab", True),
        ("https://crates.io/crates/crab/1.0.0", True),
        ("https://lib.rs/crates/crab", True),
        ("https://lib.rs/crab", True),
        ("https://blog.rust-lang.org/crates.io/crates", False),
        ("https://crates.io/policies", False),
    ],
)
def test_a_crate_page_is_no_news(url: str, reported: bool):
    """The registry's entry of a crate is sent back."""
    assert bool(said(item(url), "crates-io-link")) is reported


def test_a_repository_beside_an_article_is_welcome():
    """A post with a link to its code behind it has something to read."""
    text = "* [Post](https://a.blog/p) ([code](https://github.com/crab/crab))"
    assert said(text, "repository-link") == []


@pytest.mark.parametrize("name", ["repository-link", "tracking-parameter", "http"])
def test_quotes_are_exempt(name: str):
    """What somebody said is quoted as it was said, with `t=` and all."""
    text = "– [Crab](http//github.com/crab/crab?utm_source=x)"
    assert said(text, name, section="Quote of the Week") == []


@pytest.mark.parametrize(
    ("url", "severity"),
    [
        ("https://www.meetup.com/es-ES/rust/", Severity.NOTICE),
        ("https://m.youtube.com/c/rust", Severity.WARNING),
    ],
)
def test_the_language_around_a_page_is_advisory(url: str, severity: Severity):
    """Editors leave the language of a group's page; a host for telephones they do not."""
    problems = verdict(item(url), "canonical-host").problems
    assert [problem.severity for problem in problems] == [severity]


def test_an_address_that_is_no_text_is_no_page():
    """A lone surrogate in an address is nobody's page, and nothing breaks."""
    assert canonical("https://blog.example/\ud800") is None


@pytest.mark.parametrize(
    "pasted", ["https://a.blog/post/https://b.blog/x", "https://a.blog/xhttps://b.blog"]
)
def test_an_address_pasted_into_another_leads_nowhere(pasted: str):
    """Which of the two is meant, only the author knows."""
    assert reported(item(pasted)) == {"address-scheme"}
    assert fixed(item(pasted)) == item(pasted)


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2024/https://b.blog/x",
        "https://a.blog/https://b.blog/x",
        "https://a.blog/proxy/https://b.blog/x",
        "https://a.blog/http/https",
        "https://a.blog/?u=https://a.blog/x",
        "https://a.blog/#https://a.blog/x",
    ],
)
def test_a_copy_of_a_page_is_one(url: str):
    """Archives and the like name the page that they show in their own address."""
    assert reported(item(url), section="Research") == set()


def test_the_title_of_the_templates_example_is_no_title():
    """Who only replaced the address is asked for the title; what comments show is known."""
    template = Template(
        TEMPLATE.replace("### Official", "<!--\n* [A Title](https://a.blog)\n-->\n\n### Official")
    )
    for title, rules in (("a title", {"placeholder-address"}), ("A titled post", set())):
        line = f"* [{title}](https://a.blog/post)"
        assert reported(line, section="Research", template=template) == rules
