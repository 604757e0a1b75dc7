"""Whether a file alone shows what was corrected in it, told from both lines and their rendering.

The kinds are tried in their order; the first that fits is taken. What is *shown*:

- `placeholder`: the old line has a blank to be filled in, the new one has not
- `link`: on the site, the old lines have a link without text or without a whole address, a piece
  of a link's markup, or an address that is no link; the new ones have not
- `structure`: of the same words the site makes a heading or an item more since, or a heading less
- `markup`: readers see a marker or a backslash, or lose words to something that is read as a tag
- `prefix`: a video's host without its prefix, or a prefix that is not written as it has to be
- `tracking`: the new address is the old one without parameters that follow readers
- `place`: a country or a state that there is not
- `date`: an event before the edition, or a call that closed before it; a day that there is not
- `none`: a line that says there are none, beside some
- `duplicate`: a line that was taken out, whose page stands in the same file once more
- `template`: the new line is the template's, the old one is that with something else in it
- `cut off`: a paragraph that ends within a sentence

What nobody can know from the file: `form` (the site shows the same words and links: spaces,
bullets, emphasis), `comment` (no reader sees it), `address` (another page), `words`, `removed`.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from breaks_truth import COUNTRIES, STATES, WITH_STATES
from print_lines import URL, Surrounded
from rendered import Node, is_whole_address, leftover, page


class Kind(StrEnum):
    """What was corrected."""

    PLACEHOLDER = "placeholder"
    LINK = "link"
    STRUCTURE = "structure"
    MARKUP = "markup"
    PREFIX = "prefix"
    TRACKING = "tracking"
    PLACE = "place"
    DATE = "date"
    NONE = "none"
    DUPLICATE = "duplicate"
    TEMPLATE = "template"
    CUT_OFF = "cut off"
    FORM = "form"
    COMMENT = "comment"
    ADDRESS = "address"
    WORDS = "words"
    REMOVED = "removed"

    @property
    def is_shown(self) -> bool:
        """Whether the file alone shows it."""
        return self not in (Kind.FORM, Kind.COMMENT, Kind.ADDRESS, Kind.WORDS, Kind.REMOVED)


PLACEHOLDER = re.compile(
    r"[A-Z]+_LINK_HERE|\$twir_|\]\((?:URL|LINK|TODO|\.\.\.)[^)]*\)|\bTBD\b|\bXXXX?\b"
)
GOES_HERE = re.compile(r"<!-- [\w ]+ goe?s? here -->")  # what stands there until it is written
COMMENT = re.compile(r"\s*<!--.*-->\s*")
PREFIXES = re.compile(r"\s*[*-] +((?:\[[a-zA-Z/ -]{2,12}\] ?)+)(?=\[)")
VIDEO_HOSTS = {"youtu.be", "youtube.com", "vimeo.com", "twitch.tv"}
TRACKING = re.compile(r"[?&](?:utm_\w+|si|feature|ref|fbclid|eventOrigin)=[^&#]*")
EVENT = re.compile(r"\s*[*-] +(\d{4}-\d{1,2}-\d{1,2})[^|]*\|([^|\[]*)\|")
DEADLINE = re.compile(r"\| *(?:CFP )?(?:[Cc]loses?|[Dd]eadline)[^|\d]*(\d{4}-\d{2}-\d{2})")
NONE = re.compile(r"\b[Nn]o (?:\w+ ){0,6}(?:this week|submitted|issued|entered)")
SENTENCE_ENDS = re.compile(r"[.!?:;)\]>*_`\"'”…|]\s*$")
# What editions are made of; anything else in angle brackets was meant as text.
TAGS = set(
    "a p ul ol li h1 h2 h3 h4 h5 h6 em strong code pre blockquote br hr img small table thead"  # noqa: SIM905
    " tbody tr td th del sup sub details summary".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def kind_of(one: Surrounded) -> Kind:
    """What was corrected."""
    for kind, holds in TESTS:
        if holds(one):
            return kind
    return Kind.REMOVED if one.correction.new is None else Kind.WORDS


def _is_comment(one: Surrounded) -> bool:
    return bool(COMMENT.fullmatch(one.old)) or one.is_hidden


def _is_placeholder(one: Surrounded) -> bool:
    if _is_comment(one):
        return bool(GOES_HERE.fullmatch(one.old.strip()))
    return bool(PLACEHOLDER.search(one.old)) and not PLACEHOLDER.search(one.new)


def _is_link(one: Surrounded) -> bool:
    before, after = one.before, one.after
    if _bad_links(before) > _bad_links(after):
        return True
    fresh = _addresses(after) - _addresses(before)
    return len(list(after.all("a"))) > len(list(before.all("a"))) and all(
        address in one.old for address in fresh
    )


def _bad_links(root: Node) -> int:
    links = list(root.all("a"))
    bad = sum(
        not link.text.strip() or not is_whole_address(link.attributes.get("href", ""))
        for link in links
        if not link.attributes.get("href", "").startswith("mailto:")
    )
    return bad + root.plain.count("](") + root.plain.count("][")


def _addresses(root: Node) -> set[str]:
    return {link.attributes.get("href", "") for link in root.all("a")}


def _is_structure(one: Surrounded) -> bool:
    if one.correction.new is None:
        return False
    before, after = one.before, one.after
    if _letters(before.text) != _letters(after.text):
        return False
    return len(list(after.all("li"))) > len(list(before.all("li"))) or _headings(
        before
    ) != _headings(after)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _headings(root: Node) -> list[tuple[str, str]]:
    return [(name, node.text) for name in HEADINGS for node in root.all(name)]


def _is_markup(one: Surrounded) -> bool:
    before, after = page(one.old), page(one.new)
    if leftover(before.plain) and not leftover(after.plain):
        return True
    return bool(_strange(before)) and not _strange(after)


def _strange(root: Node) -> list[str]:
    names = [child.name for child in root.elements() if child.name not in TAGS]
    return names + [name for child in root.elements() for name in _strange(child)]


def _is_prefix(one: Surrounded) -> bool:
    old, new = PREFIXES.match(one.old), PREFIXES.match(one.new)
    if new is None:
        return False
    if old is not None:
        return old[1] != new[1]
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in URL.findall(one.old)}
    return "video" in new[1] and bool(hosts & VIDEO_HOSTS)


def _is_tracking(one: Surrounded) -> bool:
    return any(
        TRACKING.search(url) and TRACKING.sub("", url) in URL.findall(one.new)
        for url in URL.findall(one.old)
    )


def _is_place(one: Surrounded) -> bool:
    old, new = EVENT.match(one.old), EVENT.match(one.new)
    return bool(old and new and not _is_known(old[2]) and _is_known(new[2]))


def _is_known(place: str) -> bool:
    parts = [part.strip(" ()") for part in place.split(",")]
    country = parts[-1]
    if len(parts) == 1:
        return place.strip().startswith(("Virtual", "Hybrid"))
    known = country in COUNTRIES
    return known and (country not in WITH_STATES or f"{country}-{parts[-2]}" in STATES)


def _is_date(one: Surrounded) -> bool:
    day = re.search(r"\d{4}-\d{2}-\d{2}", one.correction.path)
    if day is None:
        return False
    edition = date.fromisoformat(day[0])
    old, new = _day_in(one.old), _day_in(one.new)
    if old is None or old == new:
        return False
    try:
        return date.fromisoformat(old) < edition
    except ValueError:
        return True


def _day_in(line: str) -> str | None:
    match = EVENT.match(line) or DEADLINE.search(line)
    return match[1] if match else None


def _is_none(one: Surrounded) -> bool:
    if not NONE.search(one.old) or NONE.search(one.new):
        return False
    return any(line.startswith(("* [", "- [")) for line in one.section)


def _is_duplicate(one: Surrounded) -> bool:
    return one.correction.new is None and bool(one.twins)


def _is_template(one: Surrounded) -> bool:
    return one.new.strip() in one.template and one.old.strip() not in one.template


def _is_cut_off(one: Surrounded) -> bool:
    old = one.old.rstrip()
    is_prose = not old.lstrip().startswith(("*", "-", "#", "<", ">", "|", "["))
    if not (is_prose and one.is_last_of_paragraph and not SENTENCE_ENDS.search(old)):
        return False
    return one.correction.new is None or bool(SENTENCE_ENDS.search(one.new))


def _is_form(one: Surrounded) -> bool:
    if one.correction.new is None:
        return False
    before, after = page(one.old), page(one.new)
    same_links = sorted(_addresses(before)) == sorted(_addresses(after))
    return same_links and "".join(before.text.split()) == "".join(after.text.split())


def _is_address(one: Surrounded) -> bool:
    before, after = page(one.old), page(one.new)
    return before.text.split() == after.text.split()


TESTS = (
    (Kind.PLACEHOLDER, _is_placeholder),
    (Kind.COMMENT, _is_comment),
    (Kind.NONE, _is_none),
    (Kind.LINK, _is_link),
    (Kind.STRUCTURE, _is_structure),
    (Kind.MARKUP, _is_markup),
    (Kind.PREFIX, _is_prefix),
    (Kind.TRACKING, _is_tracking),
    (Kind.PLACE, _is_place),
    (Kind.DATE, _is_date),
    (Kind.DUPLICATE, _is_duplicate),
    (Kind.TEMPLATE, _is_template),
    (Kind.CUT_OFF, _is_cut_off),
    (Kind.FORM, _is_form),
    (Kind.ADDRESS, _is_address),
)
