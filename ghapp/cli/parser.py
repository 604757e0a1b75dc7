"""The command line parsed: which commands there are, and the arguments of most of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ghapp import __version__
from ghapp.cli import commands
from ghapp.cli.clone_arguments import (
    ROLLUP,
    add_next,
    add_replay,
    add_rollup,
    rollup_arguments,
)

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def parse(words: list[str]) -> Callable[[], int]:
    """What to run; ends the process with 2 and a line on what is wrong with the arguments."""
    if words[:1] == ["rollup"]:  # heads and options in any order, which no subparser reads
        rollup = argparse.ArgumentParser(prog="ghapp rollup", description=ROLLUP)
        rollup_arguments(rollup)
        options = rollup.parse_intermixed_args(words[1:])
    else:
        options = _parser().parse_args(words)
    return lambda: int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ghapp", description="Looks after a newsletter that is edited by pull requests."
    )
    parser.add_argument("--version", action="version", version=f"ghapp {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for add in (
        _add_check,
        add_next,
        add_replay,
        add_rollup,
        _add_settings,
        _add_serve,
        _add_demo,
    ):
        add(subparsers)
    return parser


def _add_check(subparsers: Subparsers) -> None:
    check = subparsers.add_parser(
        "check",
        help="find problems in drafts",
        description="Finds problems in drafts and editions. Settings, template and editions are"
        " those of the git work tree around each FILE.",
        epilog="Exit code: 0 if nothing is a warning or an error, 1 if something is, 2 if something"
        " is wrong with what was asked.",
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="a draft or an edition")
    check.add_argument("--base", metavar="FILE", help="only what changed since this")
    check.add_argument("--since", metavar="REV", help="only what changed since this commit")
    check.add_argument("--archive", metavar="DIR", help="the folder of the editions")
    check.add_argument("--fix", action="store_true", help="correct what can be corrected")
    check.add_argument(
        "--format",
        choices=commands.FORMATS,
        default="text",
        help="text (the default), json for programs, github for the log of a workflow",
    )

    def run(o: argparse.Namespace) -> int:
        if o.since is not None and (o.base or o.archive or o.fix):
            check.error("--since goes with FILE and --format only")
        if o.since is not None:
            return commands.run_check_since(o.since, o.files, o.format)
        if not o.files:
            check.error("the following arguments are required: FILE")
        return commands.run_check(o.files, o.base, o.archive, o.fix, o.format)

    check.set_defaults(run=run)


def _add_settings(subparsers: Subparsers) -> None:
    settings = subparsers.add_parser(
        "settings",
        help="check a settings file, or print the schema",
        description="Prints a line for each error in a settings file; the exit code is 1 if there"
        " is any.",
    )
    either = settings.add_mutually_exclusive_group(required=True)
    either.add_argument("file", nargs="?", metavar="FILE", help="the settings to check")
    either.add_argument("--schema", action="store_true", help="print their JSON Schema (2020-12)")
    settings.set_defaults(run=lambda o: commands.run_settings(o.file))


def _add_serve(subparsers: Subparsers) -> None:
    serve = subparsers.add_parser(
        "serve",
        help="run the webhook server",
        description="Runs the server that GitHub delivers to, as the environment and the env file"
        " say. Without the credentials of an App, it prints an address at which one is registered.",
    )
    serve.set_defaults(run=lambda _: commands.run_serve())


def _add_demo(subparsers: Subparsers) -> None:
    demo = subparsers.add_parser(
        "demo",
        help="run the app against an embedded GitHub",
        description="Plays a week of pull requests, with no account and no network, and stays up"
        " to be looked at until Ctrl-C.",
    )
    demo.add_argument(
        "--repo", type=Path, metavar="CLONE", help="to open its last pull requests again instead"
    )
    demo.add_argument("--once", action="store_true", help="end after the sample run")
    demo.set_defaults(run=lambda o: commands.run_demo(o.repo, once=o.once))
