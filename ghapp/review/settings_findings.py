"""A settings file before it is in force: what is wrong in which line, and what it would change."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.files import Unreadable, text_of
from ghapp.newsletter.plain import section_key
from ghapp.settings.changes import changes
from ghapp.settings.problem import SettingsError, SettingsProblem
from ghapp.settings.reader import read_settings
from ghapp.settings.tree import SETTINGS_PATH, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.template import Template
    from ghapp.review.files import FileBeforeAndAfter


def settings_errors(content: bytes) -> list[SettingsError]:
    """What is wrong with a settings file, in its order; a file that is none has its first line."""
    try:
        read_settings(text_of(content))
    except Unreadable as error:
        return [SettingsError(error.line, str(error))]
    except SettingsProblem as problem:
        return problem.errors
    return []


def settings_or_none(content: bytes | None) -> Settings | None:
    """The settings of a file, the defaults without one, and None where it has errors."""
    if content is None:
        return Settings()
    try:
        return read_settings(text_of(content))
    except (Unreadable, SettingsProblem):
        return None


def changed_settings(
    files: tuple[FileBeforeAndAfter, ...], in_force: Settings
) -> tuple[str, ...] | None:
    """What a pull request changes in the settings, in words, a clause for each.

    Args:
        files: all that it changes.
        in_force: the settings that count where the file has errors before the change.

    Returns:
        None where the settings are not touched, or have errors afterwards.

    """
    for file in files:
        if file.path != SETTINGS_PATH or file.obstacle:
            continue
        was_there = file.previous_path in (None, SETTINGS_PATH)
        before = settings_or_none(file.base if was_there else None)
        after = settings_or_none(file.head)
        return tuple(changes(before or in_force, after)) if after is not None else None
    return None


def unknown_sections(content: bytes, template: Template) -> Iterator[SettingsError]:
    """What is doubtful in a file without errors: a closed section that the template does not have.

    Nothing is closed by it, though somebody meant to close something.
    """
    text = text_of(content)
    for number, closed in enumerate(read_settings(text).closed):
        if section_key(closed.section) not in template.sections:
            from ghapp.settings.places import Places

            line = Places(text).line(("closed", number, "section"))
            told = f"The template has no section {code_span(closed.section)}."
            yield SettingsError(line, told + _nearest(closed.section, template))


def _nearest(title: str, template: Template) -> str:
    from difflib import get_close_matches

    near = get_close_matches(section_key(title), template.sections, n=1)
    return f" Did you mean {code_span(template.sections[near[0]].title)}?" if near else ""
