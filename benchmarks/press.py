"""A clone at any moment of its history, and what `ghapp check` prints about its files then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from print_truth import git

Problem = dict[str, Any]  # as `ghapp check --format json` prints it


class Press:
    """A work tree of the clone in a scratch folder, at one commit after the other."""

    def __init__(self, clone: Path, scratch: Path) -> None:
        self.head = git(clone, "rev-parse", "HEAD").strip()
        self._tree = scratch / "tree"
        self._environment = {**os.environ, "XDG_CACHE_HOME": str(scratch / "cache")}
        clone_it = ["git", "clone", "-q", "--shared", "--no-checkout", str(clone), str(self._tree)]
        subprocess.run(clone_it, check=True)

    def check(self, commit: str, paths: Iterable[str]) -> list[Problem]:
        """What `ghapp check` prints about files as they stood at a commit."""
        git(self._tree, "checkout", "-q", "--force", "--detach", commit)
        command = [sys.executable, "-m", "ghapp", "check", *paths, "--format", "json"]
        done = subprocess.run(
            command, cwd=self._tree, env=self._environment, capture_output=True, check=False
        )
        if done.returncode > 1:
            raise SystemExit(done.stderr.decode())
        found: list[Problem] = json.loads(done.stdout)
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
