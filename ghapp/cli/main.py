"""The command line's entry: a command is run, and errors become one line and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from ghapp.cli.arguments import parse
from ghapp.local.problem import LocalProblem

USAGE_ERROR = 2
INTERRUPTED = 130


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
    code = parse(words)()
    sys.stdout.flush()
    return code
