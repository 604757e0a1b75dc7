"""The arguments of the commands over a clone: `next`, `replay` and `rollup`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ghapp.cli import commands

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

A_CLONE = "a clone of the newsletter's repository"
ROLLUP = "Merges heads into one commit, every submission in its section; moves no branch."


def add_next(subparsers: Subparsers) -> None:
    """Add `ghapp next`."""
    following = subparsers.add_parser(
        "next",
        help="make the next draft from a clone",
        description="Prints the path and the text of the next draft, as CLONE's HEAD makes it.",
    )
    following.add_argument("clone", type=Path, metavar="CLONE", help=A_CLONE)
    following.add_argument(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the edition's; by default, the one that is due",
    )
    following.add_argument(
        "--write", action="store_true", help="write it into the work tree instead of printing it"
    )
    following.set_defaults(run=lambda o: commands.run_next(o.clone, o.date, write=o.write))


def add_replay(subparsers: Subparsers) -> None:
    """Add `ghapp replay`."""
    replay = subparsers.add_parser(
        "replay",
        help="what the app would have done on merged pull requests",
        description="Judges each pull request that CLONE's HEAD has merged as it was proposed.",
    )
    replay.add_argument("clone", type=Path, metavar="CLONE", help=A_CLONE)
    replay.add_argument("--since", metavar="DATE", help="merged from this day on")
    replay.add_argument("--until", metavar="DATE", help="merged up to this day")
    replay.add_argument("--pairs", metavar="FILE", help="lines NUMBER BASE HEAD, or - for input")
    replay.add_argument("--settings", metavar="FILE", help="to try instead of each base commit's")
    replay.add_argument(
        "--format",
        choices=("text", "jsonl"),
        default="text",
        help="text (the default) counts by rule; jsonl has a line for each pull request",
    )
    replay.set_defaults(
        run=lambda o: commands.run_replay(
            o.clone, o.since, o.until, pairs=o.pairs, settings=o.settings, form=o.format
        )
    )


def add_rollup(subparsers: Subparsers) -> None:
    """Add `ghapp rollup`, for the list of commands."""
    rollup = subparsers.add_parser(
        "rollup", help="merge many heads into one commit", description=ROLLUP
    )
    rollup_arguments(rollup)


def rollup_arguments(rollup: argparse.ArgumentParser) -> None:
    """Add the arguments of `ghapp rollup`."""
    rollup.add_argument("clone", type=Path, metavar="CLONE", help=A_CLONE)
    rollup.add_argument(
        "--onto", metavar="REV", required=True, help="the commit to merge them into"
    )
    rollup.add_argument(
        "--without", metavar="HEAD", action="append", default=[], help="leave this head out"
    )
    rollup.add_argument("heads", nargs="+", metavar="HEAD", help="a commit or branch to merge")
    rollup.add_argument("--format", choices=("text", "json"), help="text on a terminal, else json")
    rollup.set_defaults(
        run=lambda o: commands.run_rollup(o.clone, o.onto, o.heads, o.without, o.format)
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date like 2026-08-26: {text}") from None
