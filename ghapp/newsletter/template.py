"""The draft template: which sections the newsletter has, and what every edition says."""

from __future__ import annotations

from datetime import date, timedelta

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.conventions import TWIR_PLACEHOLDERS, Placeholders
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.filled_headings import FilledHeading, filled_headings
from ghapp.newsletter.header import NUMBERED
from ghapp.newsletter.heading import Heading
from ghapp.newsletter.patterns import pattern
from ghapp.records import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        """What the heading of the section is compared by that is copied from edition to edition."""
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
            and number not in draft.underlined_lines
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

    @cached_property
    def numbered(self) -> tuple[str, str]:
        """The names of the field that is the edition's number, and of one that has it in a text.

        Those of This Week in Rust, where the template has no such field.
        """
        number, named = self.placeholders.number, dict(zip(NUMBERED, NUMBERED, strict=True))
        for name, line in reversed(self.header.items()):
            if number in line:
                is_all = line.partition(":")[2].strip() == number
                named[NUMBERED[0] if is_all else NUMBERED[1]] = name
        return named[NUMBERED[0]], named[NUMBERED[1]]

    @cached_property
    def dated(self) -> str:
        """The name of the field that is the edition's day; empty where there is none."""
        day = self.placeholders.day
        fields = self.header.items()
        return next((name for name, line in fields if line.partition(":")[2].strip() == day), "")

    def filled(self, text: str, number: str, day: date, events: str | None = None) -> str:
        """A text of the template with its number and days, and the events where they are given."""
        days = day.isoformat(), (day + EVENTS_WINDOW).isoformat()
        given = number, *days, self.placeholders.events if events is None else events
        return with_values(text, dict(zip(self.placeholders.all, given, strict=True)))


def with_values(text: str, values: Mapping[str, str]) -> str:
    """A text with values for some names in it, of which none is looked for in a value.

    The name of one may begin with the name of another.
    """
    return _with_values(text, values, sorted(values, key=len, reverse=True))


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
