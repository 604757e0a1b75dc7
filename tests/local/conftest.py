"""A clone of the sample newsletter on disk, made with git."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from ghapp.demo.sample import Sample, sample

GIT = ["git", "-c", "user.name=ferris", "-c", "user.email=ferris@crabs.example"]


class LocalClone:
    """A work tree that a story commits to."""

    def __init__(self, path: Path, around: Sample) -> None:
        self.path = path
        self.sample = around

    def git(self, *arguments: str) -> str:
        command = [*GIT, "-C", str(self.path), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, files: dict[str, bytes | str | None]) -> None:
        for name, content in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                target.unlink()
            else:
                data = content.encode() if isinstance(content, str) else content
                target.write_bytes(data)

    def commit(self, files: dict[str, bytes | str | None], message: str) -> str:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def text(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()


@pytest.fixture(scope="package", autouse=True)
def own_cache(tmp_path_factory) -> Iterator[Path]:
    """A cache for these tests; whoever runs them keeps their own as it is."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder / "ghapp"


@pytest.fixture(scope="session")
def begun(tmp_path_factory) -> LocalClone:
    """The clone as each test finds it; git is slower in making one than a copy is."""
    around = sample(date(2026, 8, 24))
    made = LocalClone(tmp_path_factory.mktemp("begun") / "weekly", around)
    made.path.mkdir()
    made.git("init", "-q", "-b", "main", "--template=")
    made.commit(around.files, "Begin")
    return made


@pytest.fixture
def clone(tmp_path, begun) -> LocalClone:
    return LocalClone(Path(copytree(begun.path, tmp_path / "weekly")), begun.sample)
