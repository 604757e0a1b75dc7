"""What the app says of a good link and a good event that hands have damaged: more than a letter.

Run it with `python benchmarks/hands.py [--list]`. A stretch is left out or stands twice, two
neighbours are swapped, something is pasted into something else, a line is broken or joined, and a
link is written as other programs write it. What is broken on the site is said by its renderer
(`breaks_truth.py`); then the app's rules judge it as in `breaks.py`. Whatever is told twice is
counted, too. It ends with 1 if more than 5 in 100 of the broken ones are passed over or corrected
wrongly.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator

from breaks import (
    FAILED,
    MOST_FAILED,
    SAMPLES,
    BreakOutcome,
    Broken,
    Mutant,
    Severity,
    broken,
    draft_with,
    each_once,
    judged,
    print_list,
    print_share,
)
from breaks_truth import GoodLine

LINES = (
    SAMPLES[0],
    GoodLine(
        "link with code",
        "Observations/Thoughts",
        "* [Why `Vec<T>` grows (and when it doesn't)](https://talks.crab.example/vec_growth/)",
    ),
    SAMPLES[2],
)
PIECE = re.compile(r"\]\(|https?://|\*\*| \| |\w+|\s+|.", re.DOTALL)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])+)\]\((https?://[^()\s]+)\)")
STRETCHES = (1, 2, 3, 5)  # pieces that are left out together
OTHER_PAGE, OTHER_ITEM = "https://other.example/b", "* [Other](https://other.example/b)"
BULLETS = ("- ", "• ", "– ", "— ", r"\* ", "1. ", "> ", "* * ", "*\u00a0", "*", "*\n", "")
BREAKS = ("\n", "\n  ", "\n    ")
FORMS = (
    *("<{u}|{t}>", "{t} ({u})", "[{t}] {u}", "[[{u}][{t}]]", "`{t} <{u}>`_", '"{t}":{u}'),
    *("[{u} {t}]", '<a href="{u}">{t}</a>', "{t}: {u}", "{u} - {t}", "[{t}]<{u}>", "[{u}]({t})"),
    *("[{t}]({u} {u})", "[{t}]([{u}]({u}))", "[[{t}]({u})]({u})", "[{t}]\n({u})", "{t}\n{u}"),
    *(
        r"\[{t}\]({u})",
        r"\[{t}\]\({u}\)",
        "[{t}][{u}]",
        "({t})[{u}]",
        "［{t}］（{u}）",
        "[{t}](`{u}`)",
    ),
)


def edits(sample: GoodLine) -> Iterator[Mutant]:
    """Every edit of a sample, each text once."""
    return each_once(sample, _edited(sample.text))


def _edited(text: str) -> Iterator[tuple[str, str]]:
    pieces = PIECE.findall(text)
    for at in range(1, len(pieces)):
        before, here, after = pieces[: at - 1], pieces[at - 1 : at + 1], pieces[at + 1 :]
        yield "swapped", "".join([*before, *reversed(here), *after])
        yield "cut off", "".join(pieces[:at])
        for count in STRETCHES:
            yield "left out", "".join([*pieces[:at], *pieces[at + count :]])
        for gap in BREAKS:
            yield (
                "broken",
                "".join(pieces[:at]).rstrip(" ") + gap + "".join(pieces[at:]).lstrip(" "),
            )
    yield from _pasted(text)
    for bullet in BULLETS:
        yield "bullet", bullet + text.removeprefix("* ")
    yield "joined", " ".join(line.strip() for line in text.split("\n"))
    for space in "\u00a0\u3000":
        yield "spaces", text.replace(" ", space)


def _pasted(text: str) -> Iterator[tuple[str, str]]:
    for link in LINK.finditer(text):
        before, after = text[: link.start()], text[link.end() :]
        for form in FORMS:
            yield "written otherwise", before + form.format(t=link[1], u=link[2]) + after
        for start, end in (link.span(1), link.span(2), link.span()):
            for gap in ("", " ", ", "):
                yield "twice", text[:end] + gap + text[start:end] + text[end:]
            for what in (OTHER_PAGE, OTHER_ITEM, link[1], link[2]):
                for at in (start, (start + end) // 2, end):
                    yield "pasted into", text[:at] + what + text[at:]
    yield "twice", f"{text}{text}"


def told_twice(one: Broken) -> bool:
    """Whether several warnings without a correction speak of one line."""
    sample = one.mutant.sample
    verdict = judged(draft_with(sample, ""), draft_with(sample, one.mutant.text))
    warned = [problem for problem in verdict.problems if problem.severity >= Severity.WARNING]
    counts = Counter(problem.span.line for problem in warned if problem.fix is None)
    return any(count > 1 for count in counts.values())


def main() -> int:
    """Print the figures of each sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="every edit that is not handled")
    options = parser.parse_args()
    everything: list[Broken] = []
    for sample in LINES:
        faults = [(one, fault) for one in edits(sample) if (fault := sample.fault(one.text))]
        found = [broken(one, fault) for one, fault in faults]
        everything += found
        if options.list:
            print_list(found, [])
        print(f"\n{sample.name}: {len(found)} broken on the site")
        counts = Counter(one.outcome for one in found)
        for outcome in BreakOutcome:
            print(f"  {outcome:30}{counts[outcome]:>6}{counts[outcome] / len(found):>8.1%}")
        ways = Counter(one.mutant.how for one in found)
        failed = Counter(one.mutant.how for one in found if one.outcome in FAILED)
        for how, count in ways.most_common():
            print(f"    failed when {how:20}{failed[how]:>6} of {count:>5}")
        print(f"  {'told twice':30}{sum(map(told_twice, found)):>6}")
    print("\nsilent or wrongly fixed, in 100:")
    return int(print_share("all", everything) > MOST_FAILED)


if __name__ == "__main__":
    sys.exit(main())
