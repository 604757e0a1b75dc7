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


def acts(sample: Sample) -> Iterator[Act]:
    """The pull requests, in the order in which they are opened."""
    draft = sample.files[sample.draft].decode()
    edition = sample.files[sample.edition].decode()

    def item(title: str, section: str, line: str, *rules: str, author: str = "ferris") -> Act:
        labels = {f"section: {section}"} | ({"needs fixes"} if rules else set())
        changes: Change = {sample.draft: with_item(draft, section, line)}
        return Act(author, title, changes, frozenset(rules), frozenset(labels))

    yield item(
        "Add a paper on claws", "Research", "* [How claws close](https://claws.example/paper)"
    )
    yield item(
        "Burrow 2.0",
        "Project/Tooling Updates",
        "- [Burrow 2.0](https://burrow.example/2.0)",
        "bullet",
    )
    yield item(
        "My article",
        "Observations/Thoughts",
        "* [On shells](https://shell.example/on?utm_source=weekly&id=3)",
        "tracking-parameter",
    )
    yield item(
        "Tutorial",
        "Rust Walkthroughs",
        "*  [ Digging with iterators](https://dig.example/iterators)  ",
        "spaces",
        "trailing-space",
    )
    yield item(
        "A talk",
        "Miscellaneous",
        "* [Videos] [Tides, a talk](https://talks.example/tides)",
        "prefix",
    )
    yield item(
        "Broken", "Miscellaneous", "* [Half a link](https://half.example/link", "link-syntax"
    )
    yield item(
        " Indented", "Research", " * [Sand sorting](https://sand.example/sort)", "indentation"
    )
    yield item(
        "Walking sideways",
        "Rust Walkthroughs",
        "* [Walking](https://www.gait.example/walk/)",
        "duplicate-link",
    )
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
    yield Act(
        "gopher", "Give it some air",
        {sample.draft: draft.replace(
            "* [A new tide table](https://tides.example/2)",
            "* [A new tide table](https://tides.example/2)\n\n* [Buoys](https://buoys.example/1)")},
        frozenset({"blank-line"}), frozenset({"section: Official"}),
    )  # fmt: skip
