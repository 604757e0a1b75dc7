"""Headings: the sections are the template's, and a pull request leaves them as they are."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.heading import Heading
from ghapp.rules.losses import Loss
from ghapp.rules.problem import Fix, Problem, Severity
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Rule


def check(reading: Reading) -> Iterator[Problem]:
    """Find headings of the template that a pull request renames or takes away."""
    change, template = reading.change, reading.context.coming_template
    if template is None or change.base is None or not change.removed:
        return
    from ghapp.rules.gone_headings import is_missed, put_back  # only where lines went

    removed = set(change.removed)
    keys = {heading.key for heading in change.head.headings}
    left = {_singular(key) for key in keys}
    sections = [template.section(heading) for heading in change.head.headings]
    left |= {_singular(key) for one in reading.lost_headings.values() for key in one.keys}
    gone_from: dict[int, list[Heading]] = {}
    for heading in change.base.headings:
        now = reading.renamed_headings.get(heading.line)
        is_cut = now is not None and now.key == heading.key[:-1]  # "CFP - Project"
        is_left = _singular(heading.key) in left and not is_cut
        is_gone = heading.line in removed and heading.key not in keys and not is_left
        section = template.section(heading) if is_gone else None
        if section is None or section in sections:
            continue
        if now is not None:
            yield _renamed(reading, heading, now)
        elif is_missed(reading, change.base, heading):
            line = max(1, min(heading.line, len(change.head.lines)))
            gone_from.setdefault(line, []).append(heading)
    for line, headings in gone_from.items():
        yield Problem(reading.whole_line(line), put_back(headings))


def _singular(key: str) -> str:
    """A heading as the editors vary it: "Call for Testing", "Calls for Testing"."""
    return " ".join(word.removesuffix("s") for word in key.replace("/", " / ").split(" "))


def _renamed(reading: Reading, heading: Heading, now: Heading) -> Problem:
    base = reading.change.base
    before = base.line(heading.line) if base is not None else heading.title
    message = f"This section is called {code_span(heading.title)}. Leave its heading as it is."
    span = reading.whole_line(now.line)
    return Problem(span, message, Fix(span, before))


RULE = Rule(
    name="heading-changed",
    check=check,
    severity=Severity.ERROR,
    why="Readers and tools find a section by its name; a renamed one swallows its submissions.",
    base="### Research",
    bad="### Researches",
    good="### Research",
    loses=Loss.WORDS,
    spares_editors=True,
)
