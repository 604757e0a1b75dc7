"""What the rules would have found, counted by rule, section and severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.counting import counted
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template
from ghapp.review.assessment import Assessment, Extent
from ghapp.review.surroundings import Surroundings
from ghapp.rules.problem import Severity

MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 90


@dataclass
class Row:
    """One rule in one section, at one severity: what is advisory is never more than a notice."""

    rule: str
    section: str
    severity: Severity
    problems: int = 0
    pulls: set[int] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)

    def add(self, pull: int, line: str) -> None:
        """Count a problem; the first of each pull request may be an example."""
        self.problems += 1
        if pull not in self.pulls and len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"#{pull}: {_shortened(line)}")
        self.pulls.add(pull)

    def lines(self) -> Iterator[str]:
        """The row of the table, and below its section the examples."""
        start = f"{self.problems:>6}  {self.severity.word:<7}  "
        yield start + self.section
        yield from (" " * len(start) + example for example in self.examples)


class Tally:
    """Counts problems by rule, section and severity, and keeps the first lines as examples."""

    def __init__(self, settings: str) -> None:
        self._settings = settings  # which hold, in words
        self._extents: list[Extent] = []
        self._layout = Layout()  # of the last pull request
        self._rows: dict[tuple[str, str, Severity], Row] = {}

    def add(self, pull: int, assessment: Assessment, around: Surroundings) -> None:
        """Count what was found in one pull request, and how much was checked."""
        template, layout = around.template, around.layout
        self._extents.append(assessment.extent)
        self._layout = layout
        for file in assessment.files:
            draft = Draft("\n".join(file.lines))
            for problem in file.problems:
                line = problem.span.line
                key = problem.rule, _section(draft, line, template), problem.severity
                self._rows.setdefault(key, Row(*key)).add(pull, draft.line(line).strip())

    def lines(self) -> Iterator[str]:
        """The table as text, the most frequent rule first."""
        by_rule: dict[str, list[Row]] = {}
        for row in self._rows.values():
            by_rule.setdefault(row.rule, []).append(row)
        problems = counted(_problems(self._rows.values()), "problem")
        yield f"{counted(len(self._extents), 'pull request')}, {problems}"
        yield from self._looked_at()
        for rule, rows in sorted(by_rule.items(), key=lambda item: (-_problems(item[1]), item[0])):
            pulls = set().union(*(row.pulls for row in rows))
            yield ""
            yield f"{rule}: {_problems(rows)} in {counted(len(pulls), 'pull request')}"
            for row in _by_section(rows):
                yield from row.lines()

    def _looked_at(self) -> Iterator[str]:
        drafts = sum(extent.drafts for extent in self._extents)
        others = sum(extent.other_files for extent in self._extents)
        lines = sum(extent.lines for extent in self._extents)
        changed = counted(drafts, "draft"), counted(others, "other file"), counted(lines, "line")
        yield f"changed and looked at: {', '.join(changed)}"
        yield f"settings: {self._settings}"
        if self._extents and not drafts + others:
            path = f"{self._layout.drafts}/{self._layout.filename}"
            yield f"Nothing was judged: no pull request changes a draft, which would be {path}."


def _problems(rows: Iterable[Row]) -> int:
    return sum(row.problems for row in rows)


def _by_section(rows: list[Row]) -> list[Row]:
    """The section with the most problems first; within a section the severest first."""
    total = Counter[str]()
    for row in rows:
        total[row.section] += row.problems
    return sorted(rows, key=lambda row: (-total[row.section], row.section, -row.severity))


def _section(draft: Draft, line: int, template: Template | None) -> str:
    if template is not None:
        heading = template.section_of(draft, line)
    else:
        heading = draft.heading_above(line)
    return heading.title if heading is not None else "(above the first section)"


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1] + "…"
