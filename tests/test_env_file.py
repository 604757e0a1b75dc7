"""The env file: what it may hold, what wins, and that a wrong one is one clear line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ghapp.environment import Environment, EnvironmentProblem, with_env_file


def read(tmp_path: Path, text: str | bytes, **variables: str) -> dict[str, str]:
    """What the process has with an env file of this text."""
    file = tmp_path / "ghapp.env"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = with_env_file({"GHAPP_ENV_FILE": str(file), **variables})
    del found["GHAPP_ENV_FILE"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("# a comment\n\nPORT=8081 # another\n", {"PORT": "8081"}),
        ("export PORT=8081", {"PORT": "8081"}),
        ("\ufeffPORT=8081\r\nHOST=::1\r\n", {"PORT": "8081", "HOST": "::1"}),
        ("PORT=1\nPORT=2\n", {"PORT": "2"}),
        ("GITHUB_WEBHOOK_SECRET=a$HOME${b}#c\n", {"GITHUB_WEBHOOK_SECRET": "a$HOME${b}#c"}),
        ("KEY='one\ntwo'\nPORT=1", {"KEY": "one\ntwo", "PORT": "1"}),
        ('KEY="one\\ntwo"', {"KEY": "one\ntwo"}),
        ("KEY=one\\ntwo", {"KEY": "one\\ntwo"}),
    ],
)
def test_what_it_may_hold(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    """Lines NAME=value, with quotes over several lines, as such files have them; no expansion."""
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize(
    "form",
    [
        '"{several}"',
        "'{several}'",
        '"{one}"',
        "'{one}'",
        "{one}",
    ],
)
def test_a_key_in_any_form(tmp_path: Path, private_key: str, form: str) -> None:
    r"""The private key stands in quotes over several lines, or in one with a literal \n."""
    pem = private_key.strip()
    written = form.format(several=pem, one=pem.replace("\n", "\\n"))
    text = f"GITHUB_APP_ID=12\nGITHUB_WEBHOOK_SECRET=hush\nGITHUB_PRIVATE_KEY={written}\n"

    assert Environment.read(read(tmp_path, text)).private_key == pem


def test_a_key_with_quotes_that_were_left(private_key: str) -> None:
    """Docker's own reader of such files leaves quotes where they stand."""
    one_line = private_key.strip().replace("\n", "\\n")
    variables = {
        "GITHUB_APP_ID": "12",
        "GITHUB_WEBHOOK_SECRET": "hush",
        "GITHUB_PRIVATE_KEY": f'"{one_line}"',
    }

    assert Environment.read(variables).private_key == private_key.strip()


def test_the_environment_wins(tmp_path: Path) -> None:
    """What the process has is not replaced, but an empty variable counts as not set."""
    found = read(tmp_path, "PORT=1\nHOST=a\nLOG_LEVEL=debug\n", PORT="2", HOST=" ")

    assert found == {"PORT": "2", "HOST": "a", "LOG_LEVEL": "debug"}


def test_a_key_of_the_environment_wins_under_either_name(tmp_path: Path) -> None:
    """A key file that the process names is not in conflict with a key in the env file."""
    found = read(tmp_path, "GITHUB_PRIVATE_KEY=old\n", GITHUB_PRIVATE_KEY_FILE="/run/key.pem")

    assert found == {"GITHUB_PRIVATE_KEY_FILE": "/run/key.pem"}


def test_without_a_file_there_is_nothing_to_add(tmp_path: Path) -> None:
    """The file is made by the set-up, so it may be missing, and its folder too."""
    for path in (tmp_path / "none", tmp_path / "no" / "folder", Path(os.devnull)):
        assert with_env_file({"GHAPP_ENV_FILE": str(path), "PORT": "1"})["PORT"] == "1"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PORT=1\n\nnot a variable\n", "line 3: expected NAME=value"),
        ("\n\nGITHUB_APP_ID\n", "line 3: expected NAME=value"),
        ('A=1\nKEY="no end\nPORT=1', "line 2: expected NAME=value"),
        ("=covert\n", "line 1: expected NAME=value"),
        ("KEY='a' covert\n", "line 1: expected NAME=value"),
        ("KEY=-----BEGIN covert-----\nMIIEpAIBAAKCAQEA\n", "line 2: expected NAME=value"),
        (b"KEY=\xff\xfecovert\n", "not text in UTF-8"),
        (b"#" * 1024 * 1025, "larger than"),
    ],
)
def test_a_malformed_file(tmp_path: Path, text: str | bytes, told: str) -> None:
    """The message names file and line, and never repeats what stands there."""
    with pytest.raises(EnvironmentProblem) as caught:
        read(tmp_path, text)

    message = str(caught.value).replace(str(tmp_path), "")
    assert message.startswith("GHAPP_ENV_FILE: /ghapp.env")
    assert told in message
    assert "\n" not in message
    assert "covert" not in message


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    """A folder, which container engines make of a file that is missing, and a pipe, are told."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, told in (
        (tmp_path, "is a folder."),
        (tmp_path / "pipe", "is no file."),
        (tmp_path / "loop", "cannot be read"),
    ):
        with pytest.raises(EnvironmentProblem, match=told) as caught:
            with_env_file({"GHAPP_ENV_FILE": str(path)})
        assert str(caught.value).startswith("GHAPP_ENV_FILE: ")
