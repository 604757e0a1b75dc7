"""A clone at any moment of its history, and what `ghapp check` prints about its files then."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Iterable
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

from print_truth import git

from ghapp.cli.main import USAGE_ERROR, main

Problem = dict[str, Any]  # as `ghapp check --format json` prints it


class Press:
    """A work tree of the clone in a scratch folder, at one commit after the other."""

    def __init__(self, clone: Path, scratch: Path) -> None:
        self.head = git(clone, "rev-parse", "HEAD").strip()
        self._tree = scratch / "tree"
        os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")  # not among the user's own
        clone_it = ["git", "clone", "-q", "--shared", "--no-checkout", str(clone), str(self._tree)]
        subprocess.run(clone_it, check=True)

    def check(self, commit: str, paths: Iterable[str]) -> list[Problem]:
        """What `ghapp check` prints about files as they stood at a commit."""
        git(self._tree, "checkout", "-q", "--force", "--detach", commit)
        printed = io.StringIO()
        with chdir(self._tree), redirect_stdout(printed):
            code = main(["check", *paths, "--format", "json"])
        if code >= USAGE_ERROR:
            raise SystemExit(f"ghapp check failed at {commit}")
        found: list[Problem] = json.loads(printed.getvalue())
        return found

    def file(self, commit: str, path: str) -> list[str]:
        """The lines of a file at a commit; none if it is not there."""
        try:
            return git(self._tree, "show", f"{commit}:{path}").split("\n")
        except subprocess.CalledProcessError:
            return []


def is_on(problem: Problem, path: str, line: int) -> bool:
    """Whether a problem lies on this line, too."""
    return problem["path"] == path and line in lines_of(problem)


def lines_of(problem: Problem) -> range:
    """The lines of a problem; one that ends at the start of a line does not reach it."""
    ends_before = problem["end_column"] == 1 and problem["end_line"] > problem["line"]
    return range(problem["line"], problem["end_line"] + (not ends_before))
