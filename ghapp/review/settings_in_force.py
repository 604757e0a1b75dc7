"""Which settings hold: the file's, or while it has errors the last good ones, and variables."""

from __future__ import annotations

from ghapp.newsletter.files import text_of
from ghapp.records import record
from ghapp.review.settings_findings import settings_errors
from ghapp.settings.problem import SettingsError
from ghapp.settings.reader import with_variables
from ghapp.settings.tree import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class SettingsInForce:
    """The settings that hold, and what of their sources is passed over."""

    settings: Settings
    text: str  # of the file that they are made of
    errors: tuple[SettingsError, ...] = ()  # in the file as it stands now
    left_out: tuple[SettingsError, ...] = ()  # variables that make no sense


def settings_in_force(
    content: bytes | None, kept: str | None, variables: Mapping[str, str]
) -> SettingsInForce:
    """Decide which settings hold.

    Args:
        content: the settings file; None where there is none.
        kept: the file as it was when it last had no errors; None where nobody knows.
        variables: the repository's; each that makes no sense is left out, and the others hold.

    """
    errors = settings_errors(content) if content is not None else []
    if errors or content is None:
        # What was good for an earlier version of the app need not be for this one.
        text = kept if errors and kept and not settings_errors(kept.encode()) else ""
    else:
        text = text_of(content)
    settings, left_out = with_variables(text, variables)
    return SettingsInForce(settings, text, tuple(errors), left_out)
