"""What people do in the demo: pull requests of every kind, and an editor who publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.demo.sample import Sample, with_item

Change = dict[str, bytes | str | None]


@dataclass(frozen=True, slots=True)
class Act:
    """One pull request: who opens it, what it is called, what it changes, and what must follow."""

    author: str
    title: str
    changes: Change
    rules: frozenset[str]  # what the app is expected to find
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class OneLine:
    """A pull request that adds one line to one section."""

    title: str
    section: str
    text: str
    rules: tuple[str, ...] = ()

    def act(self, sample: Sample) -> Act:
        """Ferris adds it to the draft."""
        labels = {f"section: {self.section}"} | ({"needs fixes"} if self.rules else set())
        draft = with_item(sample.files[sample.draft].decode(), self.section, self.text)
        return Act(
            "ferris", self.title, {sample.draft: draft}, frozenset(self.rules), frozenset(labels)
        )


LINES = (
    OneLine("Add a paper on claws", "Research", "* [How claws close](https://claws.example/paper)"),
    OneLine(
        "Burrow 2.0",
        "Project/Tooling Updates",
        "- [Burrow 2.0](https://burrow.example/2.0)",
        ("bullet",),
    ),
    OneLine(
        "My article",
        "Observations/Thoughts",
        "* [On shells](https://shell.example/on?utm_source=weekly&id=3)",
        ("tracking-parameter",),
    ),
    OneLine(
        "Tutorial",
        "Rust Walkthroughs",
        "*  [ Digging with iterators](https://dig.example/iterators)  ",
        ("spaces", "trailing-space"),
    ),
    OneLine(
        "A talk",
        "Miscellaneous",
        "* [Videos] [Tides, a talk](https://talks.example/tides)",
        ("prefix",),
    ),
    OneLine(
        "Broken", "Miscellaneous", "* [Half a link](https://half.example/link", ("link-syntax",)
    ),
    OneLine(
        " Indented", "Research", " * [Sand sorting](https://sand.example/sort)", ("indentation",)
    ),
    OneLine(
        "Walking sideways",
        "Rust Walkthroughs",
        "* [Walking](https://www.gait.example/walk/)",
        ("duplicate-link",),
    ),
)


def acts(sample: Sample) -> Iterator[Act]:
    """The pull requests, in the order in which they are opened."""
    yield from (line.act(sample) for line in LINES)
    yield from _of_several_lines(sample)
    yield from _around_submissions(sample)


def _of_several_lines(sample: Sample) -> Iterator[Act]:
    """Gopher submits two links at a time, and an event."""
    draft = sample.files[sample.draft].decode()
    yield Act(
        "gopher",
        "Two links",
        {
            sample.draft: with_item(
                with_item(draft, "Official", "* [Harbour rules](https://harbour.example/rules)"),
                "Newsletters",
                "* [Crabs Monthly 12](https://monthly.example/12)",
            )
        },
        frozenset(),
        frozenset({"section: Official", "section: Newsletters"}),
    )
    yield Act(
        "gopher",
        "Add an event",
        {
            sample.draft: draft.replace(
                "### Virtual\n\n",
                "### Virtual\n\n"
                f"* {sample.day}| Virtual (Porto, PT)|[Low Tide Club](https://low.example)\n"
                "    * [Hello, barnacles](https://low.example/1)\n",
            )
        },
        frozenset({"event-format", "event-title"}),
        frozenset({"section: Upcoming Events", "needs fixes"}),
    )


def _around_submissions(sample: Sample) -> Iterator[Act]:
    """Gopher changes an edition, a heading, and the space between two submissions."""
    draft = sample.files[sample.draft].decode()
    edition = sample.files[sample.edition].decode()
    yield Act(
        "gopher",
        "Add my post",
        {sample.edition: with_item(edition, "Research", "* [Late](https://late.example/post)")},
        frozenset({"wrong-file"}),
        frozenset({"published edition", "needs fixes"}),
    )
    yield Act(
        "gopher",
        "Rename a section",
        {sample.draft: draft.replace("### Official", "### Official News")},
        frozenset({"heading-changed"}),
        frozenset({"section: Official", "section: Updates from Rust Community", "needs fixes"}),
    )
    above = "* [A new tide table](https://tides.example/2)"
    spaced = f"{above}\n\n* [Buoys](https://buoys.example/1)"
    yield Act(
        "gopher",
        "Give it some air",
        {sample.draft: draft.replace(above, spaced)},
        frozenset({"blank-line"}),
        frozenset({"section: Official"}),
    )
