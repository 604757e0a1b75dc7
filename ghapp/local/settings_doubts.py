"""What is doubtful in settings without errors, by the files of the work tree they are for."""

from __future__ import annotations

import os

from ghapp.local.files import read_file
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.calendar import WEEKDAYS
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.files import text_of
from ghapp.newsletter.template import Template
from ghapp.review.file_problems import other_markup
from ghapp.review.settings_findings import unknown_sections
from ghapp.settings.places import Places
from ghapp.settings.problem import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ghapp.settings.tree import Settings


def doubts(content: bytes, settings: Settings, root: str) -> Iterator[SettingsError]:
    """Find what nothing in a work tree fits: template, placeholders, names and days of editions.

    Args:
        content: of the settings file.
        settings: that it sets.
        root: of the work tree.

    """
    places = Places(text_of(content))
    for keys, message in (*_of_names(settings, root), *_of_template(settings, root)):
        yield SettingsError(places.line(keys), message)
    template = _template(settings, root)
    if template is not None:
        yield from unknown_sections(content, template)


def _template(settings: Settings, root: str) -> Template | None:
    try:
        text = read_file(f"{root}/{settings.draft.template}").decode(errors="replace")
    except LocalProblem:
        return None
    return Template(text, settings.conventions.placeholders)


def _of_template(settings: Settings, root: str) -> Iterator[tuple[tuple[str, str], str]]:
    """A template that is not there, or that has no place for what is filled in."""
    name, template = code_span(settings.draft.template), _template(settings, root)
    if template is None:
        yield ("draft", "template"), f"This work tree has no template {name}."
    elif not any(one in template.text for one in template.placeholders.all):
        names = ", ".join(map(code_span, template.placeholders.all))
        message = f"The template {name} has none of {names}: nothing is filled in."
        yield ("newsletter", "placeholders"), message


def _of_names(settings: Settings, root: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Names that are of no draft, and editions on other days than the weekday that is set."""
    layout = settings.layout
    names = _names(root, layout.editions, os.path.splitext(layout.filename)[1])
    if other_markup(layout.filename) is not None:
        message = (
            f"Only Markdown can be checked: drafts called {code_span(layout.filename)} are none."
        )
        yield ("draft", "filename"), message
    paths = [f"{layout.editions}/{name}" for name in names]
    days = [day for day, _ in layout.last_editions(paths, 8)]
    if names and not days:
        message = (
            f"No file in {code_span(layout.editions)} has a date such as `2026-08-26` in its name:"
            " none is an edition."
        )
        yield ("draft", "published"), message
    if not layout.keeps_weekday(paths):
        last = WEEKDAYS[days[0].weekday()].capitalize()
        message = (
            f"The last editions are not dated on a {layout.weekday_name}: that of"
            f" {days[0].isoformat()} is on a {last}."
        )
        yield ("schedule", "weekday"), message


def _names(root: str, folder: str, ending: str) -> Sequence[str]:
    path = f"{root}/{folder}"
    names = os.listdir(path) if os.path.isdir(path) else ()
    return [name for name in names if name.endswith(ending)]
