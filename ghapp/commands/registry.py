"""All commands, in the order of the help; parser, help and docs/commands.md are made from this."""

from __future__ import annotations

from ghapp.commands import approve, close, fix, help, merge, recheck, rollup, unapprove, undo  # noqa: A004 - its name

COMMANDS = (
    help.COMMAND,
    recheck.COMMAND,
    fix.COMMAND,
    approve.COMMAND,
    unapprove.COMMAND,
    merge.COMMAND,
    rollup.COMMAND,
    undo.COMMAND,
    close.COMMAND,
)
