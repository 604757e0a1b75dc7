"""The review of a merge: whether the draft on the default branch is the one that was proven."""

from __future__ import annotations

from ghapp.features.context import JobContext
from ghapp.features.escape import first_line
from ghapp.features.merge_plan import MergePlan
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.proof import Difference, entries

MOST_NAMED = 10


async def differences_after(context: JobContext, plan: MergePlan) -> str:
    """What the drafts lack on the default branch, or have twice; "" where they are as proven."""
    found: list[str] = []
    for file in plan.files:
        if plan.snapshot.around.layout.kind(file.path) is not FileKind.DRAFT:
            continue
        after = await context.present(file.path)
        proven = plan.result.get(file.path, file.head)
        if after != proven:
            found += _named(file.path, _difference(plan, proven or b"", after or b""))
    if not found:
        return ""
    lines = "\n".join(found[:MOST_NAMED])
    return (
        "Merged, but somebody pushed at the same time, and the draft is not as it should be."
        f" Please look at this:\n\n{lines}"
    )


def _difference(plan: MergePlan, proven: bytes, after: bytes) -> Difference:
    """What is gone, or is there twice; what others have added meanwhile is theirs."""
    template = plan.snapshot.around.template
    try:
        wanted, found = (
            entries(Version(text_of(content), template)) for content in (proven, after)
        )
    except Unreadable:
        return Difference()
    twice = (entry for entry, count in found.items() if count > max(wanted[entry], 1))
    return Difference(tuple(sorted((wanted - found).elements())), tuple(sorted(twice)))


def _named(path: str, found: Difference) -> list[str]:
    lacking = [f"- {code_span(path)} lacks {first_line(text)}" for _, text in found.lacking]
    return lacking + [
        f"- {code_span(path)} has {first_line(text)} twice" for _, text in found.surplus
    ]
