"""What can be wrong with a whole file: no rule finds it, and no setting turns it off."""

from __future__ import annotations

from ghapp.newsletter.files import LARGEST
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ghapp.newsletter.changes import Change

OTHER_MARKUP = (".rst", ".rest", ".adoc", ".asciidoc", ".org", ".textile", ".tex", ".html", ".htm")
FEWEST_LINES = 5  # of text, which nobody replaces one by one

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
    "markup": (
        "The rules read Markdown. In reStructuredText, AsciiDoc, Org, Textile, TeX or HTML they"
        " would find nothing, or what is no mistake. Nothing in the file was checked."
    ),
    "emptied": (
        "A file with nothing in it, or with nothing left of what stood there before: an editor or a"
        " merge went wrong, and everybody's submissions would be gone. Nothing else in it was"
        " checked. Take the file from the default branch, and make your change again."
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


def other_markup(path: str) -> Problem | None:
    """Report a file that is no Markdown, by its name."""
    ending = path[path.rfind(".") :].casefold()
    if ending not in OTHER_MARKUP:
        return None
    message = f"Only Markdown can be checked, and `{ending}` is another markup language."
    return file_problem("markup", message)


def emptied(change: Change) -> Problem | None:
    """Report a file with nothing in it, or nothing of what it had; None for all others."""
    left = {line.strip() for line in change.head.lines} - {""}
    before = {line.strip() for line in change.base.lines} - {""} if change.base else set()
    if not left and (before or change.base is None):
        return file_problem("emptied", "Nothing stands in this file.")
    if len(before) >= FEWEST_LINES and not left & before:
        message = "Nothing is left of what stood in this file. Put it back, please."
        return file_problem("emptied", message)
    return None


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
