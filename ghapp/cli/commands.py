"""What each command of the command line runs; each loads only what it needs."""

from __future__ import annotations

import gc

from ghapp.local.problem import LocalProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

FORMATS = ("text", "json", "github")


def run_check(
    files: Sequence[str], base: str | None, archive: str | None, fix: bool, form: str
) -> int:
    """Check drafts and return the exit code."""
    gc.disable()  # what a check makes holds no cycles, so there is nothing to collect
    try:
        from ghapp.local.check import check
        from ghapp.local.check_options import CheckOptions

        if base is not None and len(files) > 1:
            raise LocalProblem("--base takes exactly one FILE.")
        return check(files, CheckOptions(base, archive, fix, form))
    finally:
        gc.enable()


def run_check_since(revision: str, files: Sequence[str], form: str) -> int:
    """Check what changed since a commit and return the exit code."""
    from ghapp.local.check import check
    from ghapp.local.check_options import CheckOptions

    return check(files, CheckOptions(since=revision, form=form))


def run_next(clone: Path, day: date | None, *, write: bool) -> int:
    """Print or write the next draft and return the exit code."""
    from ghapp.local.next_draft import next_draft

    return next_draft(clone, day, write=write)


def run_replay(
    clone: Path,
    since: str | None,
    until: str | None,
    *,
    pairs: str | None,
    settings: str | None,
    form: str,
) -> int:
    """Replay pull requests and return the exit code."""
    from ghapp.local.replay import ReplayOptions, replay

    return replay(clone, ReplayOptions(since, until, pairs, settings, form))


def run_rollup(
    clone: Path, onto: str, heads: Sequence[str], without: Sequence[str], form: str | None
) -> int:
    """Merge heads into one commit and return the exit code."""
    import sys

    from ghapp.local.rollup import RollupOptions, rollup

    form = form or ("text" if sys.stdout.isatty() else "json")
    return rollup(clone, RollupOptions(onto, without, heads, form))


def run_settings(path: str | None) -> int:
    """Check a settings file, or without one print their schema, and return the exit code."""
    from ghapp.local.settings import check_settings, print_schema

    return print_schema() if path is None else check_settings(path)


def run_demo(clone: Path | None, *, once: bool) -> int:
    """Run the app against an embedded GitHub and return the exit code."""
    from ghapp.demo.show import DemoProblem, demo

    try:
        return demo(clone, once=once)
    except DemoProblem as problem:
        raise LocalProblem(str(problem)) from problem


def run_serve() -> int:
    """Run the server until it is told to end, and return the exit code."""
    import os

    from ghapp.environment import Environment, EnvironmentProblem, with_env_file

    try:
        environment = Environment.read(with_env_file(os.environ))
    except EnvironmentProblem as problem:
        raise LocalProblem(str(problem)) from problem
    from ghapp.assembly import handler_maker
    from ghapp.server.serve import run

    return run(environment, handler_maker(environment))
