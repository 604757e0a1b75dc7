"""What the rules would have found, counted by rule and section, for who considers a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ghapp.features.assessment import Assessment
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template

MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 90


@dataclass
class Row:
    """One rule in one section."""

    problems: int = 0
    pulls: set[int] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)


class Tally:
    """Counts problems by rule and section, and keeps the first lines as examples."""

    def __init__(self) -> None:
        self._pulls = 0
        self._rows: dict[tuple[str, str, str], Row] = {}

    def add(self, pull: int, assessment: Assessment, template: Template | None) -> None:
        """Count what was found in one pull request."""
        self._pulls += 1
        for file in assessment.files:
            draft = Draft("\n".join(file.lines))
            for problem in file.problems:
                section = _section(draft, problem.span.line, template)
                key = problem.rule, problem.severity.word, section
                row = self._rows.setdefault(key, Row())
                row.problems += 1
                if pull not in row.pulls and len(row.examples) < MOST_EXAMPLES:
                    line = draft.line(problem.span.line).strip()
                    row.examples.append(f"#{pull}: {_shortened(line)}")
                row.pulls.add(pull)

    def lines(self) -> Iterator[str]:
        """The table as text, the most frequent rule first."""
        totals: dict[str, int] = {}
        for (rule, _, _), row in self._rows.items():
            totals[rule] = totals.get(rule, 0) + row.problems
        noun = "pull request" if self._pulls == 1 else "pull requests"
        yield f"{self._pulls} {noun}, {sum(totals.values())} problems"
        for rule in sorted(totals, key=lambda name: (-totals[name], name)):
            yield ""
            yield from self._rule(rule)

    def _rule(self, rule: str) -> Iterator[str]:
        rows = [(key, row) for key, row in self._rows.items() if key[0] == rule]
        rows.sort(key=lambda item: -item[1].problems)
        pulls = set().union(*(row.pulls for _, row in rows))
        problems = sum(row.problems for _, row in rows)
        yield f"{rule} ({rows[0][0][1]}): {problems} in {len(pulls)} pull requests"
        for (_, _, section), row in rows:
            yield f"  {row.problems:>5}  {section}"
            yield from (f"           {example}" for example in row.examples)


def _section(draft: Draft, line: int, template: Template | None) -> str:
    if template is not None:
        heading = template.section_of(draft, line)
    else:
        heading = next(draft.headings_above(line), None)
    return heading.title if heading is not None else "(above the first section)"


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1] + "…"
