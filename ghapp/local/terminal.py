"""What a person at a terminal gets beyond the lines: colours, and a last line that counts."""

from __future__ import annotations

from ghapp.newsletter.counting import counted
from ghapp.rules.problem import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ghapp.rules.problem import Problem

BOLD, RESET = "\x1b[1m", "\x1b[0m"
COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTICE: "\x1b[1;36m",
}


def wants_colour(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to colour what is written: https://no-color.org, https://force-color.org."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def summary(problems: Iterable[Problem], corrected: int | None = None) -> str:
    """How many problems there are of each severity, and how many --fix would correct, or did."""
    found = list(problems)
    severities = [problem.severity for problem in found]
    counts = [
        counted(severities.count(severity), severity.word)
        for severity in COLOURS
        if severity in severities
    ]
    fixes = sum(problem.fix is not None for problem in found)
    parts = [", ".join(counts)] if counts else []
    if corrected:
        parts.append(f"{corrected} corrected")
    elif corrected is None and fixes:
        parts.append(f"{fixes} can be corrected with --fix")
    return "; ".join(parts) + "\n" * bool(parts)
