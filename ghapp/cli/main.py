"""The command line: what can be asked of the app, and errors as one line for who asked."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence

from ghapp.local.problem import LocalProblem

USAGE_ERROR = 2
INTERRUPTED = 130
FORMATS = ("text", "json", "github")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `serve` and `demo` alone load the server."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except LocalProblem as problem:
        sys.stderr.write(f"ghapp: {problem}\n")
        return USAGE_ERROR
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"ghapp: {where}{error.strerror or error}\n")
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    if sys.stdout is None:  # closed by who started us
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - until the process ends
    if isinstance(sys.stdout, io.TextIOWrapper):  # drafts are UTF-8, names of files anything
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = (_plain_check(words) or _parsed(words))()
    sys.stdout.flush()
    return code


def _parsed(words: list[str]) -> Callable[[], int]:
    from ghapp.cli.arguments import parse

    return parse(words)


def _plain_check(words: list[str]) -> Callable[[], int] | None:
    """`check` with arguments in plain order; None leaves everything else to the parser.

    Loading `argparse` takes as long as checking a draft.
    """
    if words[:1] != ["check"]:
        return None
    files: list[str] = []
    values: dict[str, str] = {}
    fix = False
    rest = iter(words[1:])
    for word in rest:
        if word == "--fix":
            fix = True
        elif word in ("--base", "--archive", "--format"):
            value = next(rest, "-")
            if value.startswith("-"):
                return None
            values[word] = value
        elif word.startswith("-"):
            return None
        else:
            files.append(word)
    if not files or values.setdefault("--format", "text") not in FORMATS:
        return None
    return lambda: run_check(
        files, values.get("--base"), values.get("--archive"), fix, values["--format"]
    )


def run_check(
    files: Sequence[str], base: str | None, archive: str | None, fix: bool, form: str
) -> int:
    """Check drafts and return the exit code."""
    from ghapp.local.programs import Programs
    from ghapp.newsletter.patterns import compile_with

    programs = Programs()
    compile_with(programs.compile)
    from ghapp.local.check import CheckOptions, check

    if base is not None and len(files) > 1:
        raise LocalProblem("--base takes exactly one FILE.")
    gc.disable()  # what a check makes holds no cycles, so there is nothing to collect
    try:
        return check(files, CheckOptions(base, archive, fix, form))
    finally:
        gc.enable()
        programs.keep()
