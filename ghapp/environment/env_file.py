"""The env file: variables kept in a file, for what the environment of the process lacks."""

from __future__ import annotations

import io
import stat
from collections.abc import Mapping
from pathlib import Path

from ghapp.environment.credentials import KEY_NAMES
from ghapp.environment.problem import EnvironmentProblem

NAME = "GHAPP_ENV_FILE"
DEFAULT = ".env"
_MOST_BYTES = 1024 * 1024


def path_of(variables: Mapping[str, str]) -> Path:
    """Where the env file is, or will be."""
    given = variables.get(NAME, "").strip() or DEFAULT
    try:
        return Path(given).expanduser()
    except RuntimeError:  # a home that nobody has
        raise EnvironmentProblem(f"{NAME}: this home folder is not known.") from None


def with_env_file(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of the process and, where it has none or an empty one, those of the env file.

    Args:
        variables: all variables of the process; `GHAPP_ENV_FILE` names the file.

    Returns:
        Both; a file that does not exist has none.

    Raises:
        EnvironmentProblem: the file cannot be read, or a line of it is no variable.

    """
    mine = {name: value for name, value in variables.items() if value.strip()}
    others = parse(_text(path_of(variables)), path_of(variables))
    if any(name in mine for name in KEY_NAMES):  # two names for one thing, and the process wins
        others = {name: value for name, value in others.items() if name not in KEY_NAMES}
    return others | mine


def parse(text: str, path: Path) -> dict[str, str]:
    """The variables of an env file's text; of two lines for one name, the last one holds."""
    # Imported here: only the server reads the file.
    from dotenv.parser import parse_stream

    found: dict[str, str] = {}
    for binding in parse_stream(io.StringIO(text, newline="")):
        blank_lines = len(binding.original.string) - len(binding.original.string.lstrip())
        if binding.error or (binding.key is not None and binding.value is None):
            before = binding.original.string[:blank_lines].count("\n")
            line = binding.original.line + before
            raise EnvironmentProblem(f"{NAME}: {path}, line {line}: expected NAME=value.")
        if binding.key is not None and binding.value is not None:
            found[binding.key] = binding.value
    return found


def _text(path: Path) -> str:
    try:
        # A pipe would be waited for. The null device is a way to have no file.
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISCHR(kind)):
            what = "a folder" if stat.S_ISDIR(kind) else "no file"
            raise EnvironmentProblem(f"{NAME}: {path} is {what}.")
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise EnvironmentProblem(f"{NAME}: {path} is larger than a file of variables.")
        return content.decode()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as problem:
        reason = problem.strerror or "it cannot be opened"
        raise EnvironmentProblem(f"{NAME}: {path} cannot be read ({reason}).") from None
    except ValueError:  # not UTF-8, or no path at all
        raise EnvironmentProblem(f"{NAME}: {path} is not text in UTF-8.") from None
