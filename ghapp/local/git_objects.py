"""The objects of a local git repository, read by one process of git for all of them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from ghapp.local.problem import LocalProblem


def run_git(path: Path, *arguments: str) -> bytes:
    """What git prints about a repository; raises LocalProblem with its reason where it fails."""
    command = ["git", "-C", str(path), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise LocalProblem("git is not installed, or not on the PATH.") from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        fatal = [line for line in reason if line.startswith("fatal: ")]
        said = (fatal or reason or ["git failed"])[-1].removeprefix("fatal: ")
        raise LocalProblem(f"{path}: {said}")
    return done.stdout


class GitObjects:
    """Commits, trees and blobs by any name that git understands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, Mapping[str, str]] = {}
        form = run_git(path, "rev-parse", "--show-object-format").strip()
        self._sha_bytes = 32 if form == b"sha256" else 20

    def close(self) -> None:
        """End the process that reads."""
        if self._reader is not None and self._reader.stdin and self._reader.stdout:
            self._reader.stdin.close()
            self._reader.wait()
            self._reader.stdout.close()
            self._reader = None

    def files(self, tree: str) -> Mapping[str, str]:
        """The files below a tree; most of one commit's trees are those of the one before."""
        if tree not in self._trees:
            content, at = self.read(tree)[2], 0
            files: dict[str, str] = {}
            while at < len(content):
                end = content.index(b"\0", at)
                mode, name = content[at:end].decode(errors="replace").split(" ", 1)
                sha = content[end + 1 : end + 1 + self._sha_bytes].hex()
                at = end + 1 + self._sha_bytes
                if mode == "40000":
                    files |= {f"{name}/{path}": blob for path, blob in self.files(sha).items()}
                elif mode != "160000":  # a submodule's commit is not in this repository
                    files[name] = sha
            self._trees[tree] = files
        return self._trees[tree]

    def read(self, name: str) -> tuple[str, bytes, bytes]:
        """An object by any name that git understands: SHA, kind and content."""
        if self._reader is None:
            self._reader = subprocess.Popen(
                ["git", "-C", str(self._path), "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        stdin, stdout = self._reader.stdin, self._reader.stdout
        assert stdin is not None  # noqa: S101 - both are pipes
        assert stdout is not None  # noqa: S101
        if "\n" in name:
            raise LocalProblem(f"{self._path} has no object {name!r}.")
        try:
            stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
            stdin.flush()
        except BrokenPipeError:  # git says itself what it stumbled over
            raise LocalProblem(f"{self._path}: git cannot read the repository.") from None
        answer = stdout.readline().split()
        if len(answer) != 3 or not answer[2].isdigit():
            wanted = name.removesuffix("^{commit}")
            kind = "object" if wanted == name else "commit"
            raise LocalProblem(f"{self._path} has no {kind} {wanted}.")
        content = stdout.read(int(answer[2]))
        stdout.read(1)
        return answer[0].decode(), answer[1], content
