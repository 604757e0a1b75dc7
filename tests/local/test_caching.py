"""The cache's folder: what is no longer written goes, and whatever happens there is harmless."""

import os
import time
from pathlib import Path

import pytest

from ghapp.cli.main import main
from ghapp.local.caching import load, save

DAY = 24 * 60 * 60


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "ghapp"


def age(path: Path, days: int) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def test_a_cache_that_was_not_written_for_long_goes_when_another_is_saved(folder):
    """Folders that are gone leave nothing behind for ever."""
    for name in ("old", "young"):
        save(name, 1, name)
    age(folder / "old", 91)
    age(folder / "young", 89)
    assert load("old", 1) == ("old",)  # reading removes nothing
    save("new", 1, "new")
    assert sorted(path.name for path in folder.iterdir()) == ["new", "young"]


def test_what_cannot_be_removed_stays(folder, monkeypatch):
    """One file that is not ours to remove spoils neither the others' removal nor the saving."""
    for name in ("kept", "old-1", "old-2"):
        save(name, 1, name)
    for path in folder.iterdir():
        age(path, 91)
    (folder / "pictures").mkdir()
    age(folder / "pictures", 91)
    unlink = os.unlink

    def refuse_one(path: os.DirEntry[str]) -> None:
        if path.name == "kept":
            raise PermissionError(1, "Operation not permitted", path.path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", refuse_one)
    save("new", 1, "new")
    assert load("new", 1) == ("new",)
    assert sorted(path.name for path in folder.iterdir()) == ["kept", "new", "pictures"]


def test_a_relative_folder_is_none(tmp_path, monkeypatch):
    """Nothing is written into whatever folder somebody happens to check a draft in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    save("new", 1, "new")
    assert load("new", 1) == ("new",)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_the_settings_of_each_repository_are_kept(folder, clone, tmp_path):
    """Whoever goes to and fro between two clones has neither parsed again and again."""
    clone.git("clone", "-q", ".", str(tmp_path / "other"))
    for root in (clone.path, tmp_path / "other", clone.path):
        assert main(["check", str(root / clone.sample.draft)]) == 0
    assert len(list(folder.glob("settings-*"))) == 2
