"""A small newsletter to show the app on: its own text, with dates around the present day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ghapp.newsletter.calendar import WEEK, Layout
from ghapp.newsletter.edition_text import first_text
from ghapp.newsletter.template import Template

LAYOUT = Layout(filename="{date}-crab-weekly.md")

SETTINGS = """\
# What the app does here; everything else is as it comes.
[draft]
filename = "{date}-crab-weekly.md"
"""

README = """\
# Crab Weekly

A newsletter about everything that crawls sideways. Add your link to the file in `draft/` and open
a pull request: one list item, `* [Title of the page](address)`, in the section it belongs to.
"""

TEMPLATE = """\
Title: Crab Weekly $twir_issue_number
Number: $twir_issue_number
Date: $twir_issue_date
Category: Crab Weekly

Good morning, and welcome to another week of *Crab Weekly*.
Something to add? [Open a pull request](https://crabs.example/weekly).

## Updates from Rust Community

<!-- One item a line: * [Title of the page](https://page.example/address) -->

### Official

### Newsletters

### Project/Tooling Updates

### Observations/Thoughts

### Rust Walkthroughs

### Research

### Miscellaneous

## Crate of the Week

<!-- The editors write here. -->

## Call for Participation; projects and speakers

### CFP - Projects

Help wanted, one issue at a time:

### CFP - Events

Speakers wanted:

## Updates from the Rust Project

### Rust Compiler Performance Triage

## Upcoming Events

Rusty Events between $twir_issue_date - $twir_events_end_date

$twir_events_list

If you are running a Rust event please add it to the list above.

## Jobs

# Quote of the Week

<!-- The editors choose it. -->
"""

TOOL = """\
\"\"\"Counts the submissions of a draft.\"\"\"
import sys

print(sum(line.startswith("* ") for line in open(sys.argv[1])))
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The newsletter's repository: its files, and the names that matter."""

    files: dict[str, bytes]
    draft: str  # path of the current draft
    edition: str  # path of the newest published edition
    day: date  # of the current draft


def sample(today: date) -> Sample:
    """The newsletter as it stands on a day: three editions out, one draft open."""
    day = today + timedelta(days=(LAYOUT.weekday - today.weekday()) % 7)
    files = {
        ".github/ghapp.toml": SETTINGS,
        "README.md": README,
        "draft/DRAFT_TEMPLATE": TEMPLATE,
        "tools/count.py": TOOL,
    }
    template, text = Template(TEMPLATE), _events(day)
    for weeks in (3, 2, 1):
        dated = day - weeks * WEEK
        number = 100 - weeks
        text = first_text(template, number, dated, text)
        files[LAYOUT.edition_path(dated)] = with_item(
            text,
            "Observations/Thoughts",
            f"* [Molting, part {4 - weeks}](https://shell.example/{number})",
        )
    draft = first_text(template, 100, day, text)
    draft = with_item(draft, "Official", "* [A new tide table](https://tides.example/2)")
    draft = with_item(
        draft, "Rust Walkthroughs", "* [Walking sideways, explained](https://gait.example/walk)"
    )
    files[LAYOUT.draft_path(day)] = draft
    content = {path: text.encode() for path, text in files.items()}
    return Sample(content, LAYOUT.draft_path(day), LAYOUT.edition_path(day - WEEK), day)


def with_item(text: str, section: str, item: str) -> str:
    """A draft with lines added at the end of a section's list, or below its heading."""
    lines = text.split("\n")
    at = next(
        index
        for index, line in enumerate(lines)
        if line.startswith("#") and line.strip("# ") == section
    )
    at += 1
    while at < len(lines) and lines[at].lstrip().startswith(("* ", "- ")):
        at += 1
    return "\n".join([*lines[:at], item, *lines[at:]])


def _events(day: date) -> str:
    """An edition with only a list of events, for the first edition to take over."""
    soon, later = day + timedelta(days=1), day + timedelta(days=8)
    return f"""\
Rusty Events between then and now

### Virtual

* {soon} | Virtual (Lisbon, PT) | [Tidal Rust](https://tidal.example)
    * [**Pair programming under water**](https://tidal.example/events/7)

### Europe

* {soon} | Bergen, NO | [Rust Bergen](https://bergen.example)
    * [**Nets and sockets**](https://bergen.example/nets)
* {later} | Hamburg, DE | [Fish Market Rust](https://fish.example)
    * [**Early birds**](https://fish.example/early)

If you are running a Rust event please add it
"""
