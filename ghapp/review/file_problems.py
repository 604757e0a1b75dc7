"""What can be wrong with a whole file: no rule finds it, and no setting turns it off."""

from __future__ import annotations

from ghapp.newsletter.files import LARGEST
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.changes import Change

# What each means, and what to do.
FILE_PROBLEMS = {
    "encoding": (
        "What cannot be read cannot be published: the file is binary, not UTF-8, larger than"
        f" {LARGEST // 2**20} MiB, or a link to another repository. Nothing else in it was checked."
        " Save it as UTF-8 text. If you did not mean to change the whole file, start again from"
        " the one on the default branch."
    ),
    "line-ends": (
        "A file that is saved with the line ends of Windows (CRLF) counts as changed on every line,"
        " and conflicts with everybody's work. What its lines say was checked as usual. Save it"
        " with the line ends LF, which editors also call Unix."
    ),
    "draft-gone": (
        "The draft of an edition that is not published yet was deleted or renamed: everybody's"
        " submissions go with it, and open pull requests have nothing to go into. Only publishing"
        " takes a draft away. Put the file back under its name. Editors may delete or rename one."
    ),
    "settings": (
        "`.github/ghapp.toml` cannot be used as it is. Until it can, the last settings without an"
        " error stay in force. Correct what the message names, in the line of the mark; all that"
        " can be set is in [settings](settings.md). A closed section that the template does not"
        " have is a warning: nothing is closed by it."
    ),
}


def file_problem(
    name: str, message: str, line: int = 1, severity: Severity = Severity.ERROR
) -> Problem:
    """A problem of FILE_PROBLEMS, which stands at the beginning of a line, or else of the file."""
    return Problem(Span.within(line, 0, 1), message, None, name, severity)


def line_ends(change: Change) -> Iterator[Problem]:
    """Report a text whose line ends became those of Windows (CRLF)."""
    if change.base is not None and "\r\n" in change.base.text:
        return
    windows = change.head.text.count("\r\n")
    if windows > len(change.head.ends) // 2:
        yield file_problem(
            "line-ends",
            "The lines end in CRLF. Please save the file with LF line ends,"
            " or the whole file counts as changed and conflicts with everybody's work.",
        )
