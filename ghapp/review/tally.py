"""What was found in many pull requests, counted by rule and section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template
from ghapp.review.assessment import Assessment
from ghapp.review.surroundings import Surroundings
from ghapp.rules.problem import Severity

ABOVE_ALL = "(above the first section)"

K = TypeVar("K")


class Ending(StrEnum):
    """What was published where the app would have said something."""

    CORRECTED = "corrected"  # as the app corrects it: an editor did it by hand
    UNCHANGED = "unchanged"  # nobody saw it, or nobody minds
    OTHER = "other"  # something else, or nothing
    UNKNOWN = "unknown"  # nobody looked, it is not published yet, or no line can be compared


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem in a pull request, as it is counted and shown afterwards."""

    pull: int
    rule: str
    section: str
    severity: Severity
    message: str
    path: str
    line: int  # of the head
    text: str  # of this line
    written: tuple[str, ...]  # the line, or all lines that are corrected together
    corrected: tuple[str, ...] | None  # None: there is no fix
    ending: Ending = Ending.UNKNOWN
    edition: str = ""  # the path of the one that has these lines
    edition_line: int = 0


def remarks(pull: int, assessment: Assessment, around: Surroundings) -> list[Remark]:
    """All that was found in a pull request."""
    found = []
    for file in assessment.files:
        draft = Draft("\n".join(file.lines))
        for problem in file.problems:
            fix = file.fix_for(problem) if problem.fix is not None else None  # not a neighbour's
            line = problem.span.line
            first, last = (fix.line, fix.end_line) if fix is not None else (line, line)
            found.append(
                Remark(
                    pull=pull,
                    rule=problem.rule,
                    section=_section(draft, line, around.template),
                    severity=problem.severity,
                    message=problem.message,
                    path=file.path,
                    line=line,
                    text=draft.line(line),
                    written=tuple(draft.line(number) for number in range(first, last + 1)),
                    corrected=tuple(fix.text.split("\n")) if fix is not None else None,
                )
            )
    return found


def by_rule(found: Iterable[Remark]) -> list[tuple[str, list[Remark]]]:
    """The remarks of each rule, the most frequent rule first."""
    groups = _grouped(found, lambda one: one.rule)
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def by_section(found: Iterable[Remark]) -> list[tuple[str, Severity, list[Remark]]]:
    """Those of each section and severity: what is advisory is never more than a notice.

    The section with the most problems comes first; within a section the severest.
    """
    groups = _grouped(found, lambda one: (one.section, one.severity))
    total = Counter[str]()
    for (section, _), ones in groups.items():
        total[section] += len(ones)
    order = sorted(groups, key=lambda key: (-total[key[0]], key[0], -key[1]))
    return [(*key, groups[key]) for key in order]


def pulls_of(found: Iterable[Remark]) -> int:
    """In how many pull requests they are."""
    return len({one.pull for one in found})


def examples(found: Sequence[Remark], most: int) -> list[Remark]:
    """The first remarks, one of each pull request."""
    first: dict[int, Remark] = {}
    for one in found:
        first.setdefault(one.pull, one)
    return list(first.values())[:most]


def _grouped(found: Iterable[Remark], key: Callable[[Remark], K]) -> dict[K, list[Remark]]:
    groups: dict[K, list[Remark]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups


def _section(draft: Draft, line: int, template: Template | None) -> str:
    if template is not None:
        heading = template.section_of(draft, line)
    else:
        heading = draft.heading_above(line)
    return heading.title if heading is not None else ABOVE_ALL
