"""All commands, in the order of the help; parser, help and docs/commands.md are made from this."""

from __future__ import annotations

from ghapp.commands import (
    approve,
    close,
    fix,
    help,  # noqa: A004 - its name
    merge,
    recheck,
    retarget,
    rollup,
    section,
    unapprove,
    undo,
)

COMMANDS = (
    help.COMMAND,
    recheck.COMMAND,
    fix.COMMAND,
    section.COMMAND,
    retarget.COMMAND,
    approve.COMMAND,
    unapprove.COMMAND,
    merge.COMMAND,
    rollup.COMMAND,
    undo.COMMAND,
    close.COMMAND,
)
