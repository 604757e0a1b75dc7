"""What keeps a pull request from being merged, alone or with others, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ghapp.features.judging import JudgedPull
from ghapp.newsletter.counting import counted
from ghapp.review.commenting_workflows import WORKFLOWS

BY_BUTTON = "Please merge it with GitHub's own button."


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why the app does not merge a pull request as it is."""

    reason: str  # as it goes on behind a colon
    way: str  # what to do, as a sentence


def hindrances(judged: JudgedPull) -> Iterator[Hindrance]:
    """What keeps a pull request from being merged, whoever asks for it and however."""
    if judged.pull.is_draft:
        yield Hindrance("it is still a draft", "Mark it as ready for review first.")
    if any(file.path.startswith(WORKFLOWS) for file in judged.files):
        yield Hindrance(f"it changes `{WORKFLOWS}`, which is left to people", BY_BUTTON)
    if not judged.is_complete:
        yield Hindrance("it changes too many files to read them all", BY_BUTTON)
    if judged.carried.left:
        number = counted(len(judged.carried.left), "submission")
        yield Hindrance(
            f"the current draft has no section for {number} of it",
            "Please push it to the section where it belongs.",
        )
