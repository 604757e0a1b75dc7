"""Lines in the usual form of an item or event: most are, and no rule of form has to read them."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.prefixes import COUNTRIES
from ghapp.newsletter.whole_address import HOST, SIGN

# No pattern tries again from inside what it has read: long lines are read once.
TEXT = r"[^\[\]<>`*\\]*(?:`[^`]+`[^\[\]<>`*\\]*)*"
TITLE = rf"\[(?![\s_\](]){TEXT}(?<!\s)\]"
ADDRESS = rf"\(https?://{HOST}(?:[/?#]{SIGN}*)?\)"
LINK = TITLE + ADDRESS
ITEM = pattern(rf"\* (?:\[(?:video|audio|series|(?!{COUNTRIES})[A-Z]{{2}})\] )*{LINK}")
EVENT = pattern(
    rf"\* \d{{4}}-\d\d-\d\d \| [^|\[\]<>`*\\\s](?:[^|\[\]<>`*\\]*[^|\[\]<>`*\\\s])? \| {LINK}"
    rf"(?: (?:\+|and) {LINK})*"
)
EVENT_TITLE = pattern(rf"    \* \[\*\*(?![\s_\]]){TEXT}(?<!\s)\*\*\]{ADDRESS}")


def is_regular(line: str, above: str, among_events: bool) -> bool:
    """Whether a line is an item in its usual form, free of anything to correct in that form.

    Args:
        line: the line.
        above: the line above it.
        among_events: whether it stands in a section of events.

    """
    if not among_events:
        return line.startswith("* [") and ITEM.fullmatch(line) is not None and _is_even(line)
    if line.startswith("* 2"):
        return EVENT.fullmatch(line) is not None and _is_even(line)
    if line.startswith("    * [**") and above.startswith("* 2"):
        return EVENT_TITLE.fullmatch(line) is not None and _is_even(line[4:])
    return False


def _is_even(line: str) -> bool:
    """Whether all spaces are single, none stands before a colon, and each address is one."""
    return " :" not in line and "  " not in line and line.count("://") == line.count("](http")
