"""What is wrong with settings: each error with its line, in words for the person who made it."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST_NAME = 60  # no setting has so long a name; what is longer is compared by its beginning


@record
class SettingsError:
    """One error in the settings."""

    line: int | None  # None: it is not in the file
    message: str


class SettingsProblem(Exception):
    """Everything that is wrong with settings, in the order of the file."""

    def __init__(self, errors: Iterable[SettingsError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.line or 0)
        super().__init__(self.listed())

    def listed(self, name: str = "line ") -> str:
        """All errors, each with the name of its file."""
        return listed(self.errors, name)


def listed(errors: Iterable[SettingsError], name: str = "line ") -> str:
    """One line for each error, which begins with a file's name and the number of its line."""
    return "\n".join(
        f"{name}{error.line}: {error.message}" if error.line else error.message for error in errors
    )


def shown(value: object) -> str:
    """A value nearly as it stands in the file, shortened for a message."""
    import json
    from datetime import date, datetime, time

    try:
        is_moment = isinstance(value, (date, datetime, time))
        text = str(value) if is_moment else json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # Python writes no number of more than 4300 digits
        return "a value without end"
    return code_span(text if len(text) <= 60 else text[:59] + "…")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A question after a message, if a known word is close to the one that was written."""
    from difflib import get_close_matches

    near = get_close_matches(word[:LONGEST_NAME], known, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""
