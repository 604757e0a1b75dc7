"""The arguments of every command, parsed, with help for who asks for it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ghapp.cli.main import FORMATS, USAGE_ERROR, run_check
from ghapp.local.problem import LocalProblem


def parse(words: list[str]) -> Callable[[], int]:
    """What to run; ends the process with 2 and a line on what is wrong with the arguments."""
    options = _parser().parse_args(words)
    return lambda: int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ghapp", description="Runs after a newsletter that is edited by pull requests."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_check(commands)
    _add_next(commands)
    _add_replay(commands)
    _add_server(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="problems in drafts")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--base", metavar="FILE", help="only what changed since this")
    check.add_argument("--archive", metavar="DIR", help="the folder of the editions")
    check.add_argument("--fix", action="store_true", help="correct what can be corrected")
    check.add_argument("--format", choices=FORMATS, default="text")
    check.set_defaults(run=_check)


def _add_next(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    following = commands.add_parser("next", help="the next draft, from a clone")
    following.add_argument("clone", type=Path, metavar="CLONE")
    following.add_argument("--date", type=_day, metavar="YYYY-MM-DD")
    following.add_argument("--write", action="store_true", help="into the work tree")
    following.set_defaults(run=_next)


def _add_replay(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    replay = commands.add_parser("replay", help="what the app would have done on merged pulls")
    replay.add_argument("clone", type=Path, metavar="CLONE")
    replay.add_argument("--since", metavar="DATE")
    replay.add_argument("--until", metavar="DATE")
    replay.add_argument("--pairs", metavar="FILE", help="lines NUMBER BASE HEAD; - for input")
    replay.add_argument("--format", choices=("text", "jsonl"), default="text")
    replay.set_defaults(run=_replay)


def _add_server(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="the webhook server")
    serve.set_defaults(run=_serve)
    demo = commands.add_parser("demo", help="the app against an embedded GitHub")
    demo.add_argument("--repo", type=Path, metavar="CLONE", help="instead of the sample newsletter")
    demo.add_argument("--once", action="store_true", help="end after the sample run")
    demo.set_defaults(run=_demo)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date like 2026-08-26: {text}") from None


def _check(options: argparse.Namespace) -> int:
    return run_check(options.files, options.base, options.archive, options.fix, options.format)


def _next(options: argparse.Namespace) -> int:
    from ghapp.local.next_draft import next_draft

    return next_draft(options.clone, options.date, write=options.write)


def _replay(options: argparse.Namespace) -> int:
    from ghapp.local.replay import ReplayOptions, replay

    wanted = ReplayOptions(options.since, options.until, options.pairs, options.format)
    return replay(options.clone, wanted)


def _demo(options: argparse.Namespace) -> int:
    from ghapp.demo.show import DemoProblem, demo

    try:
        return demo(options.repo, once=options.once)
    except DemoProblem as problem:
        raise LocalProblem(str(problem)) from problem


def _serve(_: argparse.Namespace) -> int:
    import os

    from ghapp.environment import Environment, EnvironmentProblem

    try:
        environment = Environment.read(os.environ)
    except EnvironmentProblem as problem:
        sys.stderr.write(f"ghapp: {problem}\n")
        return USAGE_ERROR
    from ghapp.assembly import handler_maker
    from ghapp.server.serve import run

    return run(environment, handler_maker(dry_run=environment.dry_run))
