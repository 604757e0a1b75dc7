"""`/section NAME`: what a pull request adds belongs into another section."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import pairwise

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Refusal, Who
from ghapp.commands.moved import answer_to
from ghapp.features.context import JobContext
from ghapp.features.moving import move_to_section
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.plain import section_key
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKinds
from ghapp.newsletter.template import Template


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    template = (await context.snapshot()).around.template
    if template is None:
        return Refusal("Not moved: there is no template here that says which sections there are.")
    titles = contributed_sections(template)
    key = nearest_section(call.arguments, titles)
    if key is None:
        asked = f"{code_span(call.arguments[:80])} is no section"
        there = ", ".join(code_span(title) for title in titles.values())
        why = asked if call.arguments else "say to which section"
        return Refusal(f"Not moved: {why}. There are: {there}.")
    outcome = await move_to_section(context, call.pull, key, titles[key])
    return await answer_to(context, call, outcome, f"to {code_span(titles[key])}")


def contributed_sections(template: Template) -> dict[str, str]:
    """The sections that take submissions: what each heading is compared by -> its title."""
    kinds = SectionKinds(template.draft, template)
    headings = template.draft.headings
    # A heading with others right below it groups them.
    groups = {one.line for one, below in pairwise(headings) if below.level > one.level}
    return {
        key: heading.title
        for key, heading in template.sections.items()
        if kinds[heading.line] in CONTRIBUTED and heading.line not in groups
    }


def nearest_section(name: str, titles: dict[str, str]) -> str | None:
    """The section that was meant; None where none is near."""
    wanted = section_key(name.strip("`\"' "))
    if wanted in titles:
        return wanted
    begins = [key for key in titles if wanted and key.startswith(wanted)]
    if len(begins) == 1:
        return begins[0]
    return next(iter(get_close_matches(wanted, titles, 1, 0.6)), None)


COMMAND = Command(
    "section",
    "/section NAME",
    Who.AUTHOR,
    "Moves what this pull request adds to that section, on the branch or at the merge.",
    Example(
        "/section walkthroughs",
        "What it adds stands in `Rust Walkthroughs`: a name that is near is enough.",
    ),
    _run,
    needs=("contents",),
)
