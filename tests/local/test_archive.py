"""The index of the editions on disk: read once, kept, and never trusted when it is stale."""

import os
from datetime import date
from pathlib import Path

import pytest

from ghapp.local import archive
from ghapp.local.archive import DiskArchive
from ghapp.newsletter.calendar import Layout


@pytest.fixture
def editions(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def publish(folder: Path, day: str, *addresses: str) -> None:
    items = "".join(f"* [A page](https://{address})\n" for address in addresses)
    (folder / f"{day}-this-week-in-rust.md").write_text(items)


def found(folder: Path, address: str, most: int = 25) -> str | None:
    appearance = DiskArchive(str(folder), Layout(), most).find(address)
    return appearance.day.isoformat() if appearance else None


def test_the_newest_appearance_counts(editions):
    """A page that stood in two editions is found in the later one."""
    publish(editions, "2026-08-12", "a.example/1", "a.example/2")
    publish(editions, "2026-08-19", "a.example/2")
    assert found(editions, "a.example/1") == "2026-08-12"
    assert found(editions, "a.example/2") == "2026-08-19"
    assert found(editions, "a.example/3") is None


def test_only_the_last_editions_are_searched(editions):
    """What is longer ago than the settings say is new again."""
    publish(editions, "2026-08-12", "a.example/1")
    publish(editions, "2026-08-19", "a.example/2")
    assert found(editions, "a.example/1", most=1) is None
    assert found(editions, "a.example/1", most=2) == "2026-08-12"


def found_before(folder: Path, day: str, address: str, most: int = 25) -> str | None:
    archive = DiskArchive(str(folder), Layout(), most).before(date.fromisoformat(day))
    appearance = archive.find(address)
    return appearance.day.isoformat() if appearance else None


def test_an_older_edition_is_compared_with_those_before_it(editions):
    """What came later, or on the same day, had not been published then."""
    for day in ("2026-08-05", "2026-08-12", "2026-08-19"):
        publish(editions, day, "a.example/always", f"a.example/{day}")
    assert found_before(editions, "2026-08-19", "a.example/always") == "2026-08-12"
    assert found_before(editions, "2026-08-19", "a.example/2026-08-05") == "2026-08-05"
    assert found_before(editions, "2026-08-19", "a.example/2026-08-19") is None
    assert found_before(editions, "2026-08-05", "a.example/always") is None


def test_an_older_edition_is_compared_with_as_many_before_it(editions):
    """The last ones that count are those before it, not the newest of all."""
    for day in ("2026-08-05", "2026-08-12", "2026-08-19", "2026-08-26"):
        publish(editions, day, f"a.example/{day}")
    assert found_before(editions, "2026-08-19", "a.example/2026-08-12", most=1) == "2026-08-12"
    assert found_before(editions, "2026-08-19", "a.example/2026-08-05", most=1) is None


def test_one_new_edition_is_sorted_in(editions):
    """After the newest, all others are known as before."""
    for day in ("2026-08-05", "2026-08-12"):
        publish(editions, day, "a.example/always", f"a.example/{day}")
    assert found(editions, "a.example/always") == "2026-08-12"
    publish(editions, "2026-08-19", "a.example/always")
    assert found(editions, "a.example/always") == "2026-08-19"
    assert found(editions, "a.example/2026-08-05") == "2026-08-05"
    assert found_before(editions, "2026-08-19", "a.example/always") == "2026-08-12"


def test_in_one_folder_the_draft_becomes_an_edition_overnight(editions):
    """Nothing changes on disk, and yet there is an edition more on the day after its date."""
    publish(editions, "2026-08-19", "a.example/1")
    publish(editions, "2026-08-26", "a.example/2")
    os.utime(editions, (1, 1))
    layout = Layout(drafts="content", editions="content")
    for day, known in ((26, False), (27, True), (26, False)):
        archive = DiskArchive(str(editions), layout.on(date(2026, 8, day)), 25)
        assert archive.find("a.example/1") is not None
        assert (archive.find("a.example/2") is not None) is known


def test_an_edition_edited_in_place_is_noticed_in_a_folder_that_has_settled(editions):
    """No name came or went, and yet one edition says something else."""
    publish(editions, "2026-08-12", "a.example/1")
    publish(editions, "2026-08-19", "a.example/2")
    os.utime(editions, (1, 1))
    assert found(editions, "a.example/1") == "2026-08-12"
    assert found(editions, "a.example/1", most=1) is None
    publish(editions, "2026-08-12", "a.example/corrected")
    assert found(editions, "a.example/1") is None
    assert found(editions, "a.example/corrected") == "2026-08-12"


def test_what_changes_on_disk_is_read_again(editions):
    """An edition added, corrected or taken away is noticed, whatever the cache says."""
    publish(editions, "2026-08-12", "a.example/1")
    assert found(editions, "a.example/1") == "2026-08-12"
    publish(editions, "2026-08-19", "a.example/2")
    assert found(editions, "a.example/2") == "2026-08-19"
    publish(editions, "2026-08-12", "a.example/corrected")
    assert found(editions, "a.example/1") is None
    (editions / "2026-08-19-this-week-in-rust.md").unlink()
    assert found(editions, "a.example/2") is None


def test_an_edition_that_cannot_be_read_is_looked_at_again(editions, monkeypatch):
    """As soon as it can be read it counts, though neither it nor its folder has changed."""
    publish(editions, "2026-08-12", "a.example/1")
    publish(editions, "2026-08-19", "a.example/1", "a.example/2")
    os.utime(editions, (1, 1))
    with monkeypatch.context() as patch:
        patch.setattr(archive, "open", refuse_the_newest, raising=False)
        assert found(editions, "a.example/1") == "2026-08-12"
        assert found(editions, "a.example/2") is None
    assert found(editions, "a.example/1") == "2026-08-19"
    assert found(editions, "a.example/2") == "2026-08-19"


def refuse_the_newest(path: str, **options: str):
    """A disk on which one edition may not be read."""
    if "2026-08-19" in path:
        raise PermissionError(13, "Permission denied", path)
    return open(path, **options)


def test_a_folder_called_like_an_edition_holds_nothing(editions):
    """It is indexed once, as empty."""
    publish(editions, "2026-08-12", "a.example/1")
    (editions / "2026-08-19-pictures").mkdir()
    os.utime(editions, (1, 1))
    assert found(editions, "a.example/1") == "2026-08-12"
    kept = index_file(editions)
    written = kept.stat().st_mtime_ns
    assert found(editions, "a.example/1") == "2026-08-12"
    assert kept.stat().st_mtime_ns == written


def index_file(folder: Path) -> Path:
    caches = (folder.parent / "cache" / "ghapp").iterdir()
    return next(path for path in caches if not path.name.endswith("-editions"))


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9\x00\x00\x00\x00"])
def test_a_broken_cache_is_harmless(editions, content):
    """A cache that cannot be read is made anew."""
    publish(editions, "2026-08-12", "a.example/1")
    found(editions, "a.example/1")
    caches = list((editions.parent / "cache" / "ghapp").iterdir())
    assert caches
    for cache in caches:
        cache.write_bytes(content)
    assert found(editions, "a.example/1") == "2026-08-12"


def test_without_a_place_for_the_cache_all_works(editions, monkeypatch):
    """Where nothing can be kept, the editions are read each time."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
    publish(editions, "2026-08-12", "a.example/1")
    assert found(editions, "a.example/1") == "2026-08-12"


def test_an_index_brought_up_to_date_is_the_one_made_anew(editions, monkeypatch, tmp_path):
    """Whatever was added, changed or taken away, nothing of what stood there before is left."""
    for day in range(1, 9):
        publish(editions, f"2026-08-0{day}", "a.example/all", f"a.example/{day}")
        found(editions, "a.example/all")
    publish(editions, "2026-08-04", "a.example/all", "a.example/corrected")
    (editions / "2026-08-02-this-week-in-rust.md").unlink()
    publish(editions, "2026-07-31", "a.example/all")
    renewed = DiskArchive(str(editions), Layout(), 25).index
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    anew = DiskArchive(str(editions), Layout(), 25).index
    assert (renewed.entries, renewed.hashes, renewed.places) == (
        anew.entries,
        anew.hashes,
        anew.places,
    )
