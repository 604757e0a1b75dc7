"""Headings that stand twice: a merge of two drafts can leave a section in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ghapp.newsletter.bullets import ITEM_STARTS
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import Heading
from ghapp.rules.problem import Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule

Identity = tuple[str, int, str]


def check(reading: Reading) -> Iterator[Problem]:
    """Find a second heading with the words and the level of another one."""
    template, base = reading.context.template, reading.change.base
    ours = template.draft.headings if template else []
    unique = {key for key, count in Counter(one.key for one in ours).items() if count == 1}
    drafts = (template.draft if template else None, base)
    allowed = [_by_identity(draft, unique) if draft else {} for draft in drafts]
    for identity, same in _by_identity(reading.change.head, unique).items():
        # Those that were there before come first, wherever they stand: the others are one too many.
        same.sort(key=lambda one: one.line in reading.change.added_set)
        most = max(1, *(len(known.get(identity, ())) for known in allowed))
        for heading in same[most:]:
            if heading.line in reading.change.added_set and not _is_left_out(reading, heading):
                message = (
                    f"The section {code_span(heading.title)} stands on line {same[0].line} as well:"
                    " move what is below to one of the two, and delete the other heading."
                )
                # Where nothing stands below, nothing is overlooked.
                advisory = reading.is_in_print and not _has_items(reading.change.head, heading)
                yield Problem(reading.whole_line(heading.line), message, advisory=advisory)


def _is_left_out(reading: Reading, heading: Heading) -> bool:
    """Whether a heading goes because nothing at all stands below it, which is told as such."""
    below = reading.change.head.lines_below(heading)
    is_empty = not any(reading.change.head.line(number).strip() for number in below)
    return is_empty and reading.kind is FileKind.FINISHED


def _has_items(head: Draft, heading: Heading) -> bool:
    below = (head.line(number).lstrip() for number in head.lines_below(heading))
    return any(line.startswith(ITEM_STARTS) for line in below)


def _by_identity(draft: Draft, unique: set[str]) -> dict[Identity, list[Heading]]:
    """The headings by their words and level; areas of one name, in several groups, by those too."""
    found: dict[Identity, list[Heading]] = {}
    groups = [""] * 7  # the last heading of each level
    for heading in draft.headings:
        groups[heading.level] = heading.key
        group = (
            ""
            if heading.key in unique
            else next((key for key in reversed(groups[: heading.level]) if key), "")
        )
        if heading.key:
            found.setdefault((heading.key, heading.level, group), []).append(heading)
    return found


RULE = Rule(
    name="heading-twice",
    check=check,
    severity=Severity.WARNING,
    why="Readers and tools stop at the first one; what stands below the second is overlooked.",
    base="### Observations/Thoughts",
    bad="### Observations/Thoughts\n\n* [Post](https://blog.example/post)\n\n"
    "### Observations/Thoughts",
    good="### Observations/Thoughts\n\n* [Post](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.FINISHED),
)
