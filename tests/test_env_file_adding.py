"""Credentials are added to the env file, or it is said before why they cannot be."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.environment import Environment, with_env_file
from ghapp.environment.adding import CannotAdd, add, line, temporary_file_system, try_adding
from ghapp.environment.env_file import parse


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_for_its_owner_only(tmp_path: Path, private_key: str) -> None:
    """What the set-up adds is what the next start reads, and nobody else can read it."""
    path = tmp_path / "ghapp.env"
    try_adding(path)
    assert (path.read_bytes(), mode(path)) == (b"", 0o600)

    credentials = {
        "GITHUB_APP_ID": "12",
        "GITHUB_WEBHOOK_SECRET": "hu#sh $X",
        "GITHUB_PRIVATE_KEY": private_key,
    }
    add(path, credentials, "Added")

    read = Environment.read(with_env_file({"GHAPP_ENV_FILE": str(path)}))
    assert (read.app_id, read.webhook_secret) == (12, "hu#sh $X")
    assert read.private_key == private_key.strip()
    assert mode(path) == 0o600
    assert len(path.read_text().splitlines()) == 4


def test_an_old_file_keeps_what_it_has(tmp_path: Path) -> None:
    """Lines are added behind, also where the last one has no end, and others may not read it."""
    path = tmp_path / "ghapp.env"
    path.write_text("# mine\nPORT=8081\nGITHUB_APP_ID=")
    path.chmod(0o644)
    try_adding(path)
    assert path.read_text() == "# mine\nPORT=8081\nGITHUB_APP_ID="

    add(path, {"GITHUB_APP_ID": "12"}, "Added")

    assert path.read_text() == "# mine\nPORT=8081\nGITHUB_APP_ID=\n# Added\nGITHUB_APP_ID=12\n"
    assert mode(path) == 0o600


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder, a link, a missing folder, a pipe: each has its reason, and nothing is made."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("PORT=1\n")
    (tmp_path / "link").symlink_to(elsewhere)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())

    for path, reason in (
        (tmp_path, "a folder"),
        (tmp_path / "link", "a symbolic link"),
        (tmp_path / "dangling", "a symbolic link"),
        (tmp_path / "none" / "file", "its folder does not exist"),
        (elsewhere / "file", "what should be its folder is a file"),
        (tmp_path / "pipe", "no file that lines"),
        (Path("/dev/null"), "no file that lines"),
        (Path("/proc/ghapp.env"), None),
        (tmp_path / ("x" * 300), "the system says “File name too long”"),
    ):
        with pytest.raises(CannotAdd, match=reason):
            try_adding(path)
        with pytest.raises(CannotAdd, match=reason):
            add(path, {"GITHUB_APP_ID": "12"}, "Added")

    assert sorted(tmp_path.iterdir()) == before
    assert elsewhere.read_text() == "PORT=1\n"


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """Files may not become larger than this, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Half of the credentials are never left behind."""
    path = tmp_path / "ghapp.env"
    path.write_text("PORT=8081\n")

    with no_room(20):
        with pytest.raises(CannotAdd):
            try_adding(path)
        with pytest.raises(CannotAdd):
            add(path, {"GITHUB_WEBHOOK_SECRET": "x" * 40}, "Added")

    assert path.read_text() == "PORT=8081\n"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1))
def test_every_value_comes_back(value: str) -> None:
    """Whatever a value holds, it is one line, and is read as it was but for spaces around it."""
    written = line("NAME", value)

    assert "\n" not in written
    assert parse(written, Path(".env"))["NAME"] == value.strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/app/.env", "overlay"),
        ("/data/ghapp.env", ""),
        ("/data/deep/ghapp.env", ""),
        ("/data2/ghapp.env", "overlay"),
        ("/tmp/x/ghapp.env", "tmpfs"),
        ("/with space/ghapp.env", ""),
    ],
)
def test_a_file_that_goes_with_the_container(path: str, kind: str) -> None:
    """What lies on no volume is gone at the next start, and the page says so."""
    mounts = (
        "overlay / overlay rw 0 0\n/dev/vdb /data ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n"
        "/dev/vdc /with\\040space xfs rw 0 0\nodd\n"
    )

    assert temporary_file_system(Path(path), mounts) == kind
    assert temporary_file_system(Path(path), "") == ""
