"""The settings file and the repository's variables, read strictly: all errors are told at once."""

from __future__ import annotations

from collections.abc import Mapping

from ghapp.settings.problem import SettingsError, SettingsProblem
from ghapp.settings.values import settings_and_errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ghapp.settings.tree import Settings
    from ghapp.settings.values import Path, Wrong

LARGEST = 64 * 1024  # bytes: telling a stranger's typing errors takes time


def read_settings(text: str, variables: Mapping[str, str] | None = None) -> Settings:
    """Read a settings file, with the repository's variables over it.

    Raises:
        SettingsProblem: with everything that is wrong, not only the first thing.

    """
    return settings_from(parsed(text), text, variables)


def parsed(text: str) -> dict[str, Any]:
    """Parse a settings file as TOML.

    Raises:
        SettingsProblem: it is not TOML; with what is wrong in the rest of it, too.

    """
    from ghapp.settings.syntax import parse

    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        message = f"These are more than {LARGEST // 1024} KiB of settings."
        raise SettingsProblem([SettingsError(1, message)])
    data, errors = parse(text.removeprefix("\ufeff"))  # which Windows writes before UTF-8
    if errors:
        _, wrong = settings_and_errors(data)
        raise SettingsProblem([*errors, *_placed(wrong, text)])
    return data


def settings_from(
    data: dict[str, Any], text: str, variables: Mapping[str, str] | None = None
) -> Settings:
    """Make settings of a file that was parsed, with the repository's variables over it.

    Args:
        data: the values in the file.
        text: the file, which is looked at for the lines of errors.
        variables: by name; those that are no settings are passed over.

    Raises:
        SettingsProblem: with everything that is wrong, not only the first thing.

    """
    by_variable: dict[Path, str] = {}
    if variables:  # a work tree has none, and is read in less time than it takes to load this
        from ghapp.settings.variables import overridden

        data, by_variable = overridden(data, variables)
    settings, wrong = settings_and_errors(data)
    if not wrong:
        return settings
    in_file = [one for one in wrong if one[0] not in by_variable]
    others = [
        SettingsError(None, f"The variable `{by_variable[path]}`: {message}")
        for path, message in wrong
        if path in by_variable
    ]
    raise SettingsProblem([*others, *_placed(in_file, text)])


def with_variables(
    text: str, variables: Mapping[str, str]
) -> tuple[Settings, tuple[SettingsError, ...]]:
    """The settings of a file without errors under those variables that fit.

    Where two do not fit together, the first by name holds.

    Returns:
        The settings, and what is wrong with the variables that were left out.

    """
    data = parsed(text)
    try:
        return settings_from(data, text, variables), ()
    except SettingsProblem:  # not all of them at once
        return _with_those_that_fit(data, text, variables)


def _with_those_that_fit(
    data: dict[str, Any], text: str, variables: Mapping[str, str]
) -> tuple[Settings, tuple[SettingsError, ...]]:
    good: dict[str, str] = {}
    errors: list[SettingsError] = []
    settings = settings_from(data, text)
    for name, value in sorted(variables.items()):
        try:
            settings = settings_from(data, text, {**good, name: value})
            good[name] = value
        except SettingsProblem as problem:
            errors += problem.errors
    return settings, tuple(errors)


def _placed(wrong: list[Wrong], text: str) -> list[SettingsError]:
    if not wrong:
        return []
    from ghapp.settings.places import Places

    places = Places(text)
    return [SettingsError(places.line(path) or 1, message) for path, message in wrong]
