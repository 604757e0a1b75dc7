"""The draft template: which sections the newsletter has, and the next draft made from it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from ghapp.newsletter.draft import Draft, Heading

EVENTS_BEGIN = "Rusty Events between"
EVENTS_END = "If you are running a Rust event"
EVENTS_PLACEHOLDER = "<!-- Events list goes here -->"
FILLED_BY_HAND = ("_HERE", "$twir_issue_number", "$twir_events_list")
SHORTEST_SENTENCE = 21  # characters
EVENTS_WINDOW = timedelta(days=28)


class Template:
    """The draft template as its text; the sections of the newsletter are its headings."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def draft(self) -> Draft:
        """The template read as a draft."""
        return Draft(self.text)

    @cached_property
    def sections(self) -> dict[str, Heading]:
        """The sections: what headings are compared by -> the template's first such heading."""
        sections: dict[str, Heading] = {}
        for heading in self.draft.headings:
            sections.setdefault(heading.key, heading)
        return sections

    def sentences(self, day: date) -> list[str]:
        """The prose that every edition carries: no lists, nothing but days to be filled in."""
        draft = self.draft
        header = {line for line, _ in draft.front_matter.values()}
        return [
            self.filled(line, "", day)
            for number, line in enumerate(draft.lines, 1)
            if is_sentence(line)
            and number not in header
            and number not in draft.hidden
            and not any(placeholder in line for placeholder in FILLED_BY_HAND)
        ]

    def section_of(self, draft: Draft, line: int) -> Heading | None:
        """The template's heading that a line of a draft belongs to; None above the first one.

        Regions and compiler areas are typed by hand: they belong to the section above them.
        """
        position = draft.headings_up_to(line)
        above = (draft.headings[at].key for at in range(position - 1, -1, -1))
        return next((self.sections[key] for key in above if key in self.sections), None)

    @cached_property
    def header(self) -> dict[str, str]:
        """The fields above the text, in order: name -> the line, with its placeholders."""
        fields = self.draft.front_matter.items()
        return {name: self.draft.line(line).rstrip() for name, (line, _) in fields}

    def filled(self, text: str, number: str, day: date) -> str:
        """A text of the template with its number and days."""
        values = {
            "$twir_issue_number": number,
            "$twir_issue_date": day.isoformat(),
            "$twir_events_end_date": (day + EVENTS_WINDOW).isoformat(),
        }
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    def next_draft(self, number: int, day: date, previous: str | None) -> str:
        """The first text of a draft: the template, with the events of the previous issue.

        Args:
            number: the issue's number.
            day: the issue's date.
            previous: the text of the issue a week before, None if there is none.

        """
        text = self.filled(self.text, str(number), day)
        events = events_of(previous) if previous is not None else None
        return text.replace("$twir_events_list", EVENTS_PLACEHOLDER if events is None else events)


def is_sentence(line: str) -> bool:
    """Whether a line is prose: no heading, comment or list item, and not a word or two."""
    return len(line) >= SHORTEST_SENTENCE and not line.startswith(
        ("#", "* ", "- ", "<!--", " ", "\t")
    )


def events_of(text: str) -> str | None:
    """The list of events of an issue, without newlines at both ends; None if it has none."""
    lines = text.split("\n")
    begin = end = None
    for index, line in enumerate(lines):
        stripped = line.strip()
        if begin is None and stripped.startswith(EVENTS_BEGIN):
            begin = index + 1
        elif begin is not None and stripped.startswith(EVENTS_END):
            end = index
            break
    if begin is None or end is None:
        return None
    return "\n".join(lines[begin:end]).strip("\n")
