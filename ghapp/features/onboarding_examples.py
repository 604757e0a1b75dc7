"""Examples in the onboarding text: the line as it was written and as corrected, to be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ghapp.features.escape import entry, fenced
from ghapp.features.links import line_link
from ghapp.review.tally import Remark, by_rule, examples

LONGEST_LINE = 240
MOST_LINES = 4  # of one example
LONGEST = 24_000  # of all that are listed together
GITHUB = "https://github.com"
# A link to a pull request makes GitHub write "mentioned this" into it; behind this host, which is
# GitHub's own and leads there, it does not.
QUIET = "https://redirect.github.com"


@dataclass(frozen=True, slots=True)
class Examples:
    """How many examples of each rule are shown, and where their links lead."""

    site: str
    repository: str
    most: int

    def of(self, found: Sequence[Remark], heads: Mapping[int, str]) -> str:
        """Examples of each rule, the most frequent rule first, as many as there is room for."""
        parts: list[str] = []
        room = LONGEST
        for rule, ones in by_rule(found):
            shown = [self._one(one, heads[one.pull]) for one in examples(ones, self.most)]
            if not shown:
                continue
            part = "\n\n".join((f"[`{rule}`]({entry(rule)}):", *shown))
            room -= len(part)
            if room < 0:
                break
            parts.append(part)
        return "\n\n".join(parts)

    def _one(self, one: Remark, head: str) -> str:
        place = line_link(f"{self.site}/{self.repository}/blob/{head}", one.path, one.line)
        site = QUIET if self.site == GITHUB else self.site
        pull = f"[#{one.pull}]({site}/{self.repository}/pull/{one.pull})"
        return f"- {pull}, {place}:\n\n{_indented(fenced(_compared(one), 'diff'))}"


def _compared(one: Remark) -> str:
    if one.corrected is None:
        return f"  {_shortened(one.text)}"
    lines = [f"- {_shortened(line)}" for line in one.written[:MOST_LINES]]
    lines += [f"+ {_shortened(line)}" for line in one.corrected[:MOST_LINES]]
    return "\n".join(lines)


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
