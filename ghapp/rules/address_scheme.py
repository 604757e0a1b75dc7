"""Address schemes: a link begins with `https://`, written once and in full."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.link import Link
from ghapp.newsletter.schemes import is_placeholder, with_scheme
from ghapp.newsletter.section_kinds import EVERYWHERE, TEXTS
from ghapp.newsletter.whole_address import is_whole_address
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

ELSEWHERE = ("#", "{", "mailto:")  # than to a page: so may a sentence, but no submission


def check(reading: Reading) -> Iterator[Problem]:
    """Find addresses without a scheme, with a misspelt one, or with one that opens no page."""
    elsewhere = (*ELSEWHERE, "/") if _links_to_itself(reading) else ELSEWHERE
    for link in reading.addresses(EVERYWHERE):
        url = link.url
        if url.startswith("https://") and url[8:9] != "/" and "http" not in url[8:]:
            continue
        if is_placeholder(url) or (url == link.text and "@" in url):
            continue
        if reading.section_kinds[link.line] in TEXTS and url.startswith(elsewhere):
            continue
        if url.startswith(("(", "[")):
            yield from _in_brackets(link)
            continue
        meant = with_scheme(url)
        if meant is None:
            message = f"{code_span(url)} is no address of a page. Please begin it with `https://`."
            yield Problem(link.span, message)
        elif meant != url:
            how = "only once" if url.startswith(meant) else "in full"
            message = f"Write the address {how}: {code_span(meant)}."
            yield Problem(link.span, message, Fix(link.url_span, meant))
        elif "://" in url[8:] and not is_whole_address(url):
            yield Problem(link.span, "Two addresses stand here as one: link to one page.")


def _links_to_itself(reading: Reading) -> bool:
    """Whether the newsletter writes links to its own site as `/page`: one alone is a mistake."""
    template = reading.context.template
    is_usual = template is None or "](/" in template.text
    return is_usual or reading.change.head.text.count("](/") > 1


def _in_brackets(link: Link) -> Iterator[Problem]:
    """An address with brackets of its own, which the site takes for a part of it."""
    inside = link.url.strip("()[]")
    if is_whole_address(inside):
        message = f"Write the address without brackets around it: {code_span(inside)}."
        yield Problem(link.span, message, Fix(link.url_span, inside))


RULE = Rule(
    name="address-scheme",
    check=check,
    severity=Severity.ERROR,
    why="Without its scheme, an address leads to a page of the newsletter that does not exist.",
    bad="* [Post](https//blog.example/post)",
    good="* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
    loses=Loss.PAGES,
    unless_broken=True,
)
