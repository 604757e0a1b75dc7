"""Examples in the onboarding text: lines as they were written and as corrected, to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghapp.features.escape import entry, fenced
from ghapp.features.links import line_link
from ghapp.review.evidence import Evidence
from ghapp.review.tally import Remark, by_rule, examples

LONGEST_LINE = 240
MOST_LINES = 4  # of one example
LONGEST = 15_000  # of all that are listed together
GITHUB = "https://github.com"
# GitHub notes "mentioned this" in a pull request that a comment links to, but not where the link
# goes through this host of its own, which redirects there.
QUIET = "https://redirect.github.com"


@dataclass(frozen=True, slots=True)
class Examples:
    """Where the links of examples lead, and how many are shown of each rule."""

    files: str  # where GitHub shows the files of a commit, without the commit
    pulls: str  # where it shows pull requests
    tip: str  # of the default branch
    most: int

    @classmethod
    def on(cls, address: str, tip: str, most: int) -> Examples:
        """Examples from the repository at an address."""
        quiet = QUIET + address.removeprefix(GITHUB) if address.startswith(GITHUB) else address
        return cls(f"{address}/blob", f"{quiet}/pull", tip, most)

    def pull_link(self, number: int) -> str:
        """A link to a pull request."""
        return f"[#{number}]({self.pulls}/{number})"

    def of(self, evidence: Evidence, found: Sequence[Remark]) -> str:
        """Examples of each rule, the most frequent rule first, as many as there is room for."""
        heads = {one.number: one.head for one in evidence.pulls}
        parts: list[str] = []
        room = LONGEST
        for rule, ones in by_rule(found):
            shown = [self._one(one, heads[one.pull]) for one in examples(ones, self.most)]
            part = "\n\n".join((f"[`{rule}`]({entry(rule)}):", *shown))
            room -= len(part)
            if room < 0 or not shown:
                break
            parts.append(part)
        return "\n\n".join(parts)

    def _one(self, one: Remark, head: str) -> str:
        proposed = line_link(f"{self.files}/{head}", one.path, one.line)
        told = f"- {self.pull_link(one.pull)}, {proposed}"
        if one.edition:
            line = line_link(f"{self.files}/{self.tip}", one.edition, one.edition_line)
            told += f"; published {one.ending.value}, {line}"
        said = " ".join(one.message.split())
        return f"{told}: {said}\n\n{_indented(fenced(_compared(one), 'diff'))}"


def _compared(one: Remark) -> str:
    """The lines as they were written and as corrected; where there is no fix, the line alone."""
    if one.corrected is None:
        return f"  {_shown(one.text)}"
    return "\n".join((*_marked("-", one.written), *_marked("+", one.corrected)))


def _marked(sign: str, lines: Sequence[str]) -> list[str]:
    shown = [f"{sign} {_shown(line)}" for line in lines[:MOST_LINES]]
    return [*shown, f"{sign} …"] if len(lines) > MOST_LINES else shown


def _shown(line: str) -> str:
    """A line of bounded length, in which nothing ends a line of Markdown."""
    line = line.replace("\r", "␍")
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
