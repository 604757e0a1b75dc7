"""Site names: a title ends where the page's own title ends, without the name of its site."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.link import Link
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import words_in
from ghapp.newsletter.section_kinds import SUBMISSIONS
from ghapp.newsletter.spans import Span
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

PARTING = frozenset(("|", "-", "–", "—", "·", "•", "::", "»", ":"))
ENDING = pattern(
    r"\S(?P<name>[ \t]+(?:\||-|–|—|·|•|::|»|:(?= r/))[ \t]+(?P<words>[^|–—·•»]{2,40}))$"
)
BESIDE_NAMES = frozenset(("the", "inside", "community"))  # of sites: "The Rust Blog"


def check(reading: Reading) -> Iterator[Problem]:
    """Find titles that end with the name of the site, as browsers show it."""
    for link in reading.links(SUBMISSIONS):
        ending = ENDING.search(link.text) if _may_end_with_site(link) else None
        if ending is None or not link.is_on_one_line:
            continue
        if len("".join(words_in(ending["words"]))) > 2 and _is_of_site(ending["words"], link):
            at = link.text_span.column - 1
            span = Span.within(link.line, at + ending.start("name"), at + len(link.text))
            yield Problem(span, "The title of the page is enough, without its site.", Fix(span, ""))


def _may_end_with_site(link: Link) -> bool:
    """Whether the site has all words behind the last sign that may part it from the title."""
    words = link.text.split()
    if PARTING.isdisjoint(words):
        return False
    last = max(at for at, word in enumerate(words) if word in PARTING)
    return _is_of_site(" ".join(words[last + 1 :]), link)


def _is_of_site(text: str, link: Link) -> bool:
    """Whether all words of a text stand in the host's name, or it is a part of Reddit."""
    if text.startswith("r/") and link.host.endswith("reddit.com"):
        return text[2:].replace("_", "").isalnum()
    letters = "".join(words_in(link.host))
    words = [word for word in words_in(text) if word not in BESIDE_NAMES]
    return bool(words) and all(word in letters for word in words)


RULE = Rule(
    name="site-name",
    check=check,
    severity=Severity.NOTICE,
    why="What a browser shows after the title is the site, which readers see in the address.",
    bad="* [Lifetimes explained | The Crab Blog](https://the-crab-blog.example/lifetimes)",
    good="* [Lifetimes explained](https://the-crab-blog.example/lifetimes)",
    loses=Loss.WORDS,
)
