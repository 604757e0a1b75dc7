"""What must hold for a submission on the site, told from the rendered page alone.

The sample lines are good; here is said when a damaged one is *broken*, without the app's code:

- a link item is one item of the list that it was added to, beside its neighbours; it begins with
  its prefixes, then comes one link whose text is not empty and whose address is whole (http or
  https, a host with a dot, only characters that addresses have), and nothing else;
- an event is such an item with three fields: a day or a range of days that exist, a place (a city,
  a state where the country has states, a country), and a link to the group; below it stands one
  item with a bold link to the event and nothing else;
- nowhere is a bracket, a marker or a tag left over that readers see, unless it was escaped.

A letter too much in a title, in a city or in an address that stays whole breaks nothing: nobody
can know it. So with spaces that a page does not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pycountry
from rendered import Node, is_whole_address, leftover, page

ABOVE = "* [The item above](https://above.example/1)"
BELOW = "* [The item below](https://below.example/2)"
EVENT_ABOVE = """\
* 2026-08-27 | Portland, OR, US | [PDXRust](https://pdx.example/)
    * [**An evening**](https://pdx.example/1)"""
EVENT_BELOW = """\
* 2026-09-10 | Denver, CO, US | [Mile High Rust](https://denver.example/)
    * [**A morning**](https://denver.example/2)"""
PREFIX = re.compile(r"\[(?:video|audio|series|[A-Z]{2})\] ?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?: ?(?:-|–|to) ?(\d{4}-\d{2}-\d{2}))?")
CITY = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])*")
WITH_STATES = ("US", "CA", "AU")
COUNTRIES = {country.alpha_2 for country in pycountry.countries} | {
    "UK"
}  # beside the GB of the standard
STATES = {state.code for state in pycountry.subdivisions}


@dataclass(frozen=True)
class Content:
    """What a submission says: all of it that readers see or follow."""

    texts: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class GoodLine:
    """Good lines, the neighbours that they are added between, and their section."""

    name: str
    section: str
    text: str
    above: str = ABOVE
    below: str = BELOW

    @property
    def is_event(self) -> bool:
        """Whether it is an event, of two lines."""
        return self.section == "Upcoming Events"

    def fault(self, text: str) -> str | None:
        """Why these lines are broken in the sample's place, as `part: what`; None if they hold."""
        item = self._item(text, hide_escaped=True)
        if isinstance(item, str):
            return item
        return _event_fault(item) if self.is_event else _link_fault(item, self._prefixes)

    def content(self, text: str) -> Content | None:
        """What these lines say where they hold."""
        if self.fault(text):
            return None
        item = self._item(text, hide_escaped=False)
        if isinstance(item, str):
            return None
        links = list(item.all("a"))
        own = " ".join(item.without("ul").text.split())
        return Content(
            (own, *(" ".join(link.text.split()) for link in links)),
            tuple(link.attributes.get("href", "") for link in links),
        )

    @property
    def _prefixes(self) -> str:
        match = re.match(rf"\* ((?:{PREFIX.pattern})*)", self.text)
        return match[1] if match else ""

    def _item(self, text: str, *, hide_escaped: bool) -> Node | str:
        draft = f"### {self.section}\n\n{self.above}\n{text}\n{self.below}\n\nMore text.\n"
        root = page(draft, hide_escaped=hide_escaped)
        if [node.name for node in root.elements()] != ["h3", "ul", "p"]:
            return "item: none in the list"
        items = root.elements()[1].elements()
        if len(items) != 3:
            return f"item: {len(items)} in the list, not 3"
        neighbours = page(f"{self.above}\n{self.below}").elements()[0].elements()
        if [_gist(items[0]), _gist(items[2])] != [_gist(node) for node in neighbours]:
            return "item: the one beside it is changed"
        return items[1]


def _gist(node: Node) -> tuple[str, tuple[str, ...]]:
    return "".join(node.text.split()), tuple(a.attributes.get("href", "") for a in node.all("a"))


def _link_fault(item: Node, prefixes: str) -> str | None:
    links = [node for node in item.elements() if node.name == "a"]
    if len(links) != 1 or len(list(item.all("a"))) != 1:
        return f"link: {len(list(item.all('a')))}, not 1"
    if [node.name for node in item.elements()] not in (["a"], ["p"]):
        return "link: not it alone"
    fault = _bad_link(links[0])
    if fault:
        return fault
    at = item.children.index(links[0])
    before = "".join(c for c in item.children[:at] if isinstance(c, str))
    after = "".join(c for c in item.children[at + 1 :] if isinstance(c, str))
    if before.split() != prefixes.split():
        return f"beside the link: {before.strip()!r} before it"
    return f"beside the link: {after.strip()!r} behind it" if after.strip() else None


def _bad_link(link: Node) -> str | None:
    if not link.text.strip():
        return "title: empty"
    if not is_whole_address(link.attributes.get("href", "")):
        return f"address: {link.attributes.get('href')!r}"
    if any(node.name not in ("strong", "em", "code") for node in link.elements()):
        return "title: an element in it"
    if "title" in link.attributes:
        return "address: a part of it is a tooltip"
    mark = leftover(link.plain)
    return f"title: {mark!r} left over" if mark else None


def _event_fault(item: Node) -> str | None:
    below = [node for node in item.elements() if node.name == "ul"]
    line = item.without("ul")
    if len(below) != 1:
        return "below: no title"
    if [node.name for node in line.elements()] != ["a"]:
        return "link: not one to the group"
    titles = below[0].elements()
    if len(titles) != 1:
        return f"below: {len(titles)} titles"
    return _line_fault(line) or _title_fault(titles[0])


def _line_fault(line: Node) -> str | None:
    (link,) = line.elements()
    at = line.children.index(link)
    before = "".join(c for c in line.children[:at] if isinstance(c, str))
    after = "".join(c for c in line.children[at + 1 :] if isinstance(c, str))
    fields = [field.strip() for field in before.split("|")]
    if len(fields) != 3 or fields[2]:
        return f"fields: {before.strip()!r}"
    if after.strip():
        return f"beside the link: {after.strip()!r} behind it"
    return _day_fault(fields[0]) or _place_fault(fields[1]) or _bad_link(link)


def _day_fault(text: str) -> str | None:
    match = RANGE.fullmatch(text)
    if match is None:
        return f"date: {text!r}"
    try:
        days = [date.fromisoformat(day) for day in DAY.findall(text)]
    except ValueError:
        return f"date: {text!r} is none"
    return "date: a range that ends before it begins" if days != sorted(days) else None


def _place_fault(text: str) -> str | None:
    parts = [part.strip() for part in text.split(",")]
    if not 2 <= len(parts) <= 3 or CITY.fullmatch(parts[0]) is None:
        return f"place: {text!r}"
    country = parts[-1]
    if country not in COUNTRIES:
        return f"place: no country {country!r}"
    if country in WITH_STATES:
        state = parts[1] if len(parts) == 3 else ""
        if f"{country}-{state}" not in STATES:
            return f"place: no state {state!r} of {country}"
    return None


def _title_fault(item: Node) -> str | None:
    links = list(item.all("a"))
    if len(links) != 1:
        return f"below: {len(links)} links"
    bold = list(item.all("strong"))
    if len(bold) != 1 or "".join(bold[0].text.split()) != "".join(item.text.split()):
        return "below: not bold as a whole, or something beside it"
    if list(item.all("em")):
        return "below: a marker too much"
    return _bad_link(links[0])
