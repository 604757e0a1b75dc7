"""What the app says of a good link and a good event, broken in every way by one character.

Run it with `python benchmarks/breaks.py [--list]`. Each character is left out, doubled, and
replaced by each of a few characters, which are also put in before each. What is broken on the
site is said by its renderer (`breaks_truth.py`); then the app's rules judge a pull request that
adds these lines. It ends with 1 if more than 5 in 100 of the broken ones are passed over or
corrected wrongly.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from breaks_truth import EVENT_ABOVE, EVENT_BELOW, GoodLine

from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.rules.context import Context
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules

SAMPLES = (
    GoodLine(
        "link",
        "Observations/Thoughts",
        "* [Sorting a list, explained](https://blog.crab.example/2026/sort?page=2#end)",
    ),
    GoodLine(
        "link with a prefix",
        "Observations/Thoughts",
        "* [video] [Why `Vec` grows](https://talks.crab.example/vec)",
    ),
    GoodLine(
        "event",
        "Upcoming Events",
        "* 2026-09-03 | Seattle, WA, US | [Seattle Rust Users](https://www.groups.example/sea/)\n"
        "    * [**September Meetup**](https://www.groups.example/sea/events/31)",
        EVENT_ABOVE,
        EVENT_BELOW,
    ),
)
PUT_IN = '[]()*_`\\<>|#!:/",-x '
MOST_FAILED = 5  # in 100
DRAFT = "draft/2026-08-26-this-week-in-rust.md"
TEMPLATE = """\
Title: This Week in Rust $twir_issue_number
Number: $twir_issue_number
Date: $twir_issue_date
Category: This Week in Rust

## Updates from Rust Community

### Observations/Thoughts

### Research

## Upcoming Events

Rusty Events between $twir_issue_date - $twir_events_end_date

$twir_events_list

If you are running a Rust event please add it to the calendar.

## Jobs
"""
EVENTS = """\
Rusty Events between 2026-08-26 - 2026-09-23

### North America
{}

If you are running"""


class BreakOutcome(StrEnum):
    """What became of a broken line."""

    SILENT = "silent"
    WRONGLY_FIXED = "wrongly fixed"
    NOTICE = "only a notice"  # an annotation: no label, no report
    BADLY_FIXED = "fixed badly, still reported"
    REPORTED = "reported"
    FIXED = "fixed"


FAILED = (BreakOutcome.SILENT, BreakOutcome.WRONGLY_FIXED)


@dataclass(frozen=True)
class Mutant:
    """The sample with one character changed."""

    sample: GoodLine
    how: str
    text: str


@dataclass(frozen=True)
class Broken:
    """A mutant that is broken on the site, and what the app makes of it."""

    mutant: Mutant
    fault: str
    outcome: BreakOutcome
    rules: tuple[str, ...]
    fixed: str

    @property
    def part(self) -> str:
        """The part of the submission that is broken."""
        return self.fault.split(":")[0]


def mutants(sample: GoodLine) -> Iterator[Mutant]:
    """Every way to change one character, each text once."""
    return each_once(sample, _changed(sample.text))


def each_once(sample: GoodLine, changed: Iterable[tuple[str, str]]) -> Iterator[Mutant]:
    """The sample changed in several ways: how, and the text that comes of it, each text once."""
    seen = {sample.text}
    for how, text in changed:
        if text not in seen:
            seen.add(text)
            yield Mutant(sample, how, text)


def _changed(text: str) -> Iterator[tuple[str, str]]:
    for at, character in enumerate(text):
        before, after = text[:at], text[at + 1 :]
        yield "left out", before + after
        yield "doubled", before + 2 * character + after
        for other in PUT_IN:
            yield "put in", before + other + character + after
            yield "replaced", before + other + after
    for other in PUT_IN:
        yield "put in", text + other


def draft_with(sample: GoodLine, text: str) -> str:
    """A draft that has these lines between the sample's neighbours."""
    lines = "\n".join(filter(None, (sample.above, text, sample.below)))
    draft = TEMPLATE.replace("$twir_issue_number", "666").replace("$twir_issue_date", "2026-08-26")
    if sample.is_event:
        start, end = draft.index("Rusty Events"), draft.index(" a Rust event")
        return draft[:start] + EVENTS.format(lines) + draft[end:]
    return draft.replace(f"### {sample.section}\n", f"### {sample.section}\n{lines}\n")


def judged(base: str, head: str) -> Verdict:
    """What the rules say about a pull request."""
    context = Context(
        template=Template(TEMPLATE),
        paths=(DRAFT, "content/2026-08-19-this-week-in-rust.md"),
        today=date(2026, 8, 22),
    )
    return judge(Change.between(DRAFT, base, head), context, rules(), {})


def lines_of(sample: GoodLine, draft: str) -> str | None:
    """The lines between the neighbours; None if a fix moved or changed those."""
    above, below = f"\n{sample.above}\n", f"\n{sample.below}\n"
    if above not in draft or below not in draft:
        return None
    return draft.split(above, 1)[1].rsplit(below, 1)[0]


def broken(mutant: Mutant, fault: str) -> Broken:
    """What the app makes of a mutant that is broken on the site."""
    sample = mutant.sample
    base = draft_with(sample, "")
    verdict = judged(base, draft_with(sample, mutant.text))
    found = tuple(sorted({problem.rule for problem in verdict.problems}))
    worst = max((problem.severity for problem in verdict.problems), default=Severity.OFF)
    fixed = lines_of(sample, verdict.fixed)
    if fixed != mutant.text:
        outcome = _of_fix(mutant, fixed, judged(base, verdict.fixed))
    elif worst is Severity.OFF:
        outcome = BreakOutcome.SILENT
    else:
        outcome = BreakOutcome.REPORTED if worst >= Severity.WARNING else BreakOutcome.NOTICE
    return Broken(mutant, fault, outcome, found, "?" if fixed is None else fixed)


def _of_fix(mutant: Mutant, fixed: str | None, after: Verdict) -> BreakOutcome:
    """Whether a fix is right: all holds then, and it says what was meant or all that was there."""
    sample = mutant.sample
    content = sample.content(fixed) if fixed is not None else None
    if fixed is not None and content is not None:
        if content == sample.content(sample.text) or _words(fixed) == _words(mutant.text):
            return BreakOutcome.FIXED
        return BreakOutcome.WRONGLY_FIXED
    said = any(problem.severity >= Severity.WARNING for problem in after.problems)
    return BreakOutcome.BADLY_FIXED if said else BreakOutcome.WRONGLY_FIXED


def _words(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def false_alarms(mutant: Mutant) -> tuple[str, ...]:
    """The rules that report an error in a mutant that is not broken on the site."""
    sample = mutant.sample
    verdict = judged(draft_with(sample, ""), draft_with(sample, mutant.text))
    return tuple(sorted({p.rule for p in verdict.problems if p.severity is Severity.ERROR}))


def measure(sample: GoodLine) -> tuple[list[Broken], list[tuple[Mutant, tuple[str, ...]]], int]:
    """The broken mutants, the false alarms, and how many mutants are not broken."""
    found, alarms, whole = [], [], 0
    for mutant in mutants(sample):
        fault = sample.fault(mutant.text)
        if fault:
            found.append(broken(mutant, fault))
        else:
            whole += 1
            cried = false_alarms(mutant)
            if cried:
                alarms.append((mutant, cried))
    return found, alarms, whole


def print_parts(found: list[Broken]) -> None:
    """How many of the broken ones failed, by the part that is broken."""
    parts = Counter(one.part for one in found)
    failed = Counter(one.part for one in found if one.outcome in FAILED)
    for part, count in parts.most_common():
        print(f"    failed in the {part:20}{failed[part]:>6} of {count:>5}")


def print_list(found: list[Broken], alarms: list[tuple[Mutant, tuple[str, ...]]]) -> None:
    """Every mutant for which the app does not do what it should."""
    for outcome in BreakOutcome:
        if outcome in (BreakOutcome.REPORTED, BreakOutcome.FIXED):
            continue
        for one in found:
            if one.outcome is outcome:
                print(f"{outcome}: {one.mutant.how}; {one.fault}; {list(one.rules)}")
                print(f"    {one.mutant.text!r}")
                if one.fixed != one.mutant.text:
                    print(f"    {one.fixed!r}")
    for mutant, names in alarms:
        print(f"false alarm: {mutant.how}; {list(names)}\n    {mutant.text!r}")


def main() -> int:
    """Print the figures of each sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="every mutant that is not handled")
    options = parser.parse_args()
    everything: list[Broken] = []
    for sample in SAMPLES:
        found, alarms, whole = measure(sample)
        counts = Counter(one.outcome for one in found)
        everything += found
        if options.list:
            print(f"\n{sample.text}\n")
            print_list(found, alarms)
        print(f"\n{sample.name}: {len(found)} broken on the site, {whole} not")
        for outcome in BreakOutcome:
            print(f"  {outcome:30}{counts[outcome]:>6}{counts[outcome] / len(found):>8.1%}")
        print(f"  {'errors where all holds':30}{len(alarms):>6}{len(alarms) / whole:>8.1%}")
        print_parts(found)
    print("\nsilent or wrongly fixed, in 100:")
    elsewhere = [one for one in everything if one.part != "address"]
    shares = [print_share("all", everything), print_share("not in an address", elsewhere)]
    return int(max(shares) > MOST_FAILED)


def print_share(name: str, found: list[Broken]) -> float:
    """How many in 100 failed; addresses are long, and would hide the rest."""
    share = 100 * sum(one.outcome in FAILED for one in found) / len(found)
    print(f"  {name:20}{share:>6.1f} (at most {MOST_FAILED})")
    return share


if __name__ == "__main__":
    sys.exit(main())
