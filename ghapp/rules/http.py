"""Plain HTTP: a page that is known to be served over HTTPS is linked so."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.section_kinds import LISTS
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

# Top-level domains that browsers open over HTTPS only (the HSTS preload list), and hosts that
# send every request on to HTTPS.
TOP_LEVEL = frozenset(
    (
        *("app", "bank", "dev", "foo", "page", "new", "zip", "mov", "day", "phd", "rsvp", "boo"),
        *("esq", "nexus", "prof"),
    )
)
NAMES = frozenset(  # below .com, .org, .io and .net
    (
        *("github", "gitlab", "medium", "youtube", "meetup", "twitter", "x", "reddit"),
        *("linkedin", "substack", "eventbrite", "stackoverflow", "facebook", "google"),
        *("wordpress", "codeberg", "mozilla", "wikipedia", "rust-lang", "arxiv", "papercall"),
        *("sessionize", "discord", "ycombinator", "microsoft", "amazon", "cloudflare"),
        *("rustconf", "this-week-in-rust", "python", "kernel", "archive", "acm", "usenix"),
        *("fosdem",),
    )
)
SITES = frozenset(
    (
        *("readthedocs.io", "githubusercontent.com", "crates.io", "docs.rs", "lib.rs"),
        *("youtu.be", "lwn.net", "dev.to", "lu.ma", "luma.com", "lobste.rs", "hackmd.io"),
    )
)


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses that begin with `http://` on hosts that speak HTTPS."""
    for link in reading.addresses(LISTS):
        if not link.url.startswith("http://"):
            continue
        if ":" not in link.url[7:].split("/")[0] and _is_secure(link.host):
            fix = Fix(link.url_span, "https" + link.url[4:])
            yield Problem(link.span, "Link to the page with `https://`.", fix)


def _is_secure(host: str) -> bool:
    name, _, last = ".".join(host.split(".")[-2:]).rpartition(".")
    is_common = name in NAMES and last in ("com", "org", "io", "net")
    return last in TOP_LEVEL or is_common or f"{name}.{last}" in SITES


RULE = Rule(
    name="http",
    check=check,
    severity=Severity.WARNING,
    why="Nobody between the page and its readers should read along or change it.",
    bad="* [Post](http://blog.rust-lang.org/post)",
    good="* [Post](https://blog.rust-lang.org/post)",
    loses=Loss.WORDS,
    until_print=True,
    explains=False,
)
