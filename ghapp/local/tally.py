"""What the rules would have found, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.counting import counted
from ghapp.review.assessment import Assessment, Extent
from ghapp.review.surroundings import Surroundings
from ghapp.review.tally import Remark, by_rule, by_section, examples, pulls_of, remarks
from ghapp.rules.problem import Severity

MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 90


class Tally:
    """Counts problems by rule, section and severity, and shows the first lines as examples."""

    def __init__(self, settings: str) -> None:
        self._settings = settings  # which hold, in words
        self._extents: list[Extent] = []
        self._layout = Layout()  # of the last pull request
        self._found: list[Remark] = []

    def add(self, pull: int, assessment: Assessment, around: Surroundings) -> None:
        """Count what was found in one pull request, and how much was checked."""
        self._extents.append(assessment.extent)
        self._layout = around.layout
        self._found += remarks(pull, assessment, around)

    def lines(self) -> Iterator[str]:
        """The table as text, the most frequent rule first."""
        problems = counted(len(self._found), "problem")
        yield f"{counted(len(self._extents), 'pull request')}, {problems}"
        yield from self._looked_at()
        for rule, found in by_rule(self._found):
            yield ""
            yield f"{rule}: {len(found)} in {counted(pulls_of(found), 'pull request')}"
            for section, severity, ones in by_section(found):
                yield from _row(section, severity, ones)

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


def _row(section: str, severity: Severity, found: Sequence[Remark]) -> Iterator[str]:
    """The row of a section, and below its name the examples."""
    start = f"{len(found):>6}  {severity.word:<7}  "
    yield start + section
    for one in examples(found, MOST_EXAMPLES):
        yield f"{' ' * len(start)}#{one.pull}: {_shortened(one.text.strip())}"


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1] + "…"
