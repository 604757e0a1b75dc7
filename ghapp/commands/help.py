"""`/help`: what this person may do here."""

from __future__ import annotations

from ghapp.commands.command import Command, CommandCall, Example, Outcome, Taken, Who
from ghapp.features.context import JobContext
from ghapp.newsletter.code_spans import code_span
from ghapp.settings.tree import Settings


async def _run(context: JobContext, call: CommandCall) -> Outcome:
    settings = (await context.snapshot()).settings
    offered = [one for one in call.commands if call.caller.is_one_of(one.who)]
    lines = [_line(one, settings) for one in offered]
    return Taken("\n".join(["You may write here, at the start of a line:", "", *lines]))


def _line(command: Command, settings: Settings) -> str:
    line = f"- `{command.usage}`: {command.summary}"
    if command.choices is None:
        takes_words = command.usage != f"/{command.name}"
        return f"{line} For example `{command.example.written}`." if takes_words else line
    there = ", ".join(code_span(choice) for choice in command.choices(settings))
    return f"{line} There are: {there}." if there else f"{line} There are none yet."


COMMAND = Command(
    "help",
    "/help",
    Who.ANYONE,
    "Lists what you may do here.",
    Example("/help", "The reply lists what you may do here; an editor sees more than a guest."),
    _run,
)
