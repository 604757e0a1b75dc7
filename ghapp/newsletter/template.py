"""The draft template: which sections the newsletter has, and the next draft made from it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.conventions import TWIR_PLACEHOLDERS, Placeholders
from ghapp.newsletter.draft import Draft, Heading
from ghapp.newsletter.filled_headings import FilledHeading, filled_headings
from ghapp.newsletter.patterns import pattern
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EVENTS_BEGIN = "Rusty Events between"
EVENTS_END = "If you are running a Rust event"
EVENTS_PLACEHOLDER = "<!-- Events list goes here -->"
EXAMPLE = pattern(r"(?m)^[ \t]*[*+-] .*?\[([^\[\]\n]{2,200})\]\(")  # the first link of an item
FILLED_BY_HAND = "_HERE"
SHORTEST_SENTENCE = 21  # characters
EVENTS_WINDOW = timedelta(days=28)


class DraftSections:
    """Which of the template's sections each line of a draft belongs to.

    Regions and compiler areas are typed by hand: they belong to the section above them.
    """

    def __init__(self, template: Template, draft: Draft) -> None:
        self._draft = draft
        self._found: list[Heading | None] = [None]  # above the first heading, then from each on
        for heading in draft.headings:
            self._found.append(template.section(heading) or self._found[-1])

    def at(self, line: int) -> Heading | None:
        """The template's heading of a line's section; None above the first one."""
        return self._found[self._draft.headings_up_to(line)]


class Template:
    """The draft template as its text; the sections of the newsletter are its headings."""

    def __init__(self, text: str, placeholders: Placeholders = TWIR_PLACEHOLDERS) -> None:
        self.text = text
        self.placeholders = placeholders

    @cached_property
    def draft(self) -> Draft:
        """The template read as a draft."""
        return Draft(self.text)

    @cached_property
    def sections(self) -> dict[str, Heading]:
        """The sections: what headings are compared by -> the template's first such heading."""
        sections: dict[str, Heading] = {}
        for heading in self.draft.headings:
            filled = self._filled_headings.get(heading.line)
            section = filled.section if filled is not None else heading
            sections.setdefault(section.key, section)
        return sections

    @cached_property
    def examples(self) -> frozenset[str]:
        """The titles of the links that its comments show as examples, without case."""
        hidden = "\n".join(self.draft.line(number) for number in sorted(self.draft.hidden))
        return frozenset(EXAMPLE.findall(hidden.casefold()))

    @cached_property
    def _filled_headings(self) -> dict[int, FilledHeading]:
        return filled_headings(self.draft, self.placeholders)

    def section(self, heading: Heading) -> Heading | None:
        """The section that a heading of a draft begins; None for one that the template lacks."""
        known = self.sections.get(heading.key)
        if known is not None or not self._filled_headings:
            return known
        forms = self._filled_headings.values()
        return next((one.section for one in forms if one.form.fullmatch(heading.key)), None)

    @cached_property
    def events_section(self) -> str | None:
        """What the heading of the section is compared by that is copied from issue to issue."""
        for number, line in enumerate(self.draft.lines, 1):
            if self.placeholders.events in line:
                heading = self.draft.heading_above(number)
                section = self.section(heading) if heading else None
                return section.key if section else None
        return None

    def sentences(self, day: date) -> list[str]:
        """The prose that every edition carries: no lists, nothing but days to be filled in."""
        text = "\n".join(self._sentences)
        return self.filled(text, "", day).split("\n") if text else []

    @cached_property
    def _sentences(self) -> list[str]:
        draft = self.draft
        by_hand = (FILLED_BY_HAND, self.placeholders.number, self.placeholders.events)
        header = {line for line, _ in draft.front_matter.values()}
        return [
            line
            for number, line in enumerate(draft.lines, 1)
            if is_sentence(line)
            and number not in header
            and number not in draft.hidden
            and not any(placeholder in line for placeholder in by_hand)
        ]

    def sections_of(self, draft: Draft) -> DraftSections:
        """The sections of a draft, for all of its lines."""
        return DraftSections(self, draft)

    def section_of(self, draft: Draft, line: int) -> Heading | None:
        """The template's heading that one line of a draft belongs to; None above the first one."""
        return self.sections_of(draft).at(line)

    @cached_property
    def header(self) -> dict[str, str]:
        """The fields above the text, in order: name -> the line, with its placeholders."""
        fields = self.draft.front_matter.items()
        return {name: self.draft.line(line).rstrip() for name, (line, _) in fields}

    def filled(self, text: str, number: str, day: date) -> str:
        """A text of the template with its number and days."""
        return self._filled(text, number, day, self.placeholders.events)

    def _filled(self, text: str, number: str, day: date, events: str) -> str:
        days = day.isoformat(), (day + EVENTS_WINDOW).isoformat()
        values = dict(zip(self.placeholders.all, (number, *days, events), strict=True))
        # The name of one may begin with the name of another.
        return _with_values(text, values, sorted(values, key=len, reverse=True))

    def next_draft(self, number: int | None, day: date, previous: str | None) -> str:
        """The first text of a draft: the template, with the events of the previous issue.

        Args:
            number: the issue's number; None where it has none.
            day: the issue's date.
            previous: the text of the issue a week before, None if there is none.

        """
        events = self._events_of(previous) if previous is not None else None
        return self._filled(
            self.text, str(number or ""), day, EVENTS_PLACEHOLDER if events is None else events
        )

    def number_in(self, issue: str) -> int | None:
        """The number of an issue, where the template has it; None where it is not to be found."""
        for line in self.draft.lines:
            if self.placeholders.number not in line:
                continue
            found = self._form_of(line).search(issue)
            if found is not None:
                return int(found[1])
        return None

    def _form_of(self, line: str) -> re.Pattern[str]:
        """What a line of the template becomes in an issue; the first group is the number."""
        forms = dict.fromkeys(map(re.escape, self.placeholders.all), ".*?")
        names = sorted(forms, key=len, reverse=True)
        before, _, behind = line.strip().partition(self.placeholders.number)
        ends = [_with_values(re.escape(end), forms, names) for end in (before, behind)]
        return re.compile(rf"(?m)^[ \t]*{ends[0]}(\d{{1,9}})(?!\d){ends[1]}[ \t\r]*$")

    def _events_of(self, issue: str) -> str | None:
        """The list of events of an issue: between the lines that stand around it here."""
        found = events_of(issue, EVENTS_BEGIN, EVENTS_END)
        if found is not None or self.placeholders.events not in self.text:
            return found
        before, _, behind = self.text.partition(self.placeholders.events)
        above = next((line for line in reversed(before.split("\n")) if line.strip()), "")
        below = next((line for line in behind.split("\n") if line.strip()), "")
        begin, end = self._fixed_start(above), self._fixed_start(below)
        return events_of(issue, begin, end) if begin else None

    def _fixed_start(self, line: str) -> str:
        """What a line begins with in every issue."""
        places = (line.find(name) for name in self.placeholders.all)
        return line[: min((place for place in places if place >= 0), default=len(line))].strip()


def _with_values(text: str, values: Mapping[str, str], names: Sequence[str]) -> str:
    """A text with the values of these names, of which none is looked for in a value."""
    if not names:
        return text
    parts = text.split(names[0])
    return values[names[0]].join(_with_values(part, values, names[1:]) for part in parts)


def is_sentence(line: str) -> bool:
    """Whether a line is prose: no heading, comment or list item, and not a word or two."""
    return len(line) >= SHORTEST_SENTENCE and not line.startswith(
        (*ITEM_STARTS, "#", "<!--", " ", "\t")
    )


def events_of(text: str, above: str, below: str) -> str | None:
    """The list of events of an issue, without newlines at both ends; None if it has none.

    Args:
        text: of the issue.
        above: what the line above the list begins with.
        below: what the line below it begins with; the list ends the issue if that is empty.

    """
    lines = text.split("\n")
    begin = end = None
    for index, line in enumerate(lines):
        stripped = line.strip()
        if begin is None and stripped.startswith(above):
            begin = index + 1
        elif begin is not None and below and stripped.startswith(below):
            end = index
            break
    if begin is None or (end is None and below):
        return None
    return "\n".join(lines[begin:end]).strip("\n")
