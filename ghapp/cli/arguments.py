"""The arguments of the command line, read without a parser where that is possible."""

from __future__ import annotations

from ghapp.cli.commands import FORMATS, run_check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

WITH_VALUE = ("--base", "--archive", "--format")


def parse(words: list[str]) -> Callable[[], int]:
    """What to run; ends the process with 2 and a line on what is wrong with the arguments."""
    plain = _plain_check(words)
    if plain is not None:
        return plain
    from ghapp.cli.parser import parse as parse_any

    return parse_any(words)


def _plain_check(words: list[str]) -> Callable[[], int] | None:
    """`check` with arguments in plain order; None leaves everything else to the parser.

    Loading `argparse` takes as long as checking a draft.
    """
    if words[:1] != ["check"]:
        return None
    files: list[str] = []
    values: dict[str, str] = {}
    fix = False
    rest = iter(words[1:])
    for word in rest:
        if word == "--fix":
            fix = True
        elif word in WITH_VALUE:
            value = next(rest, "-")
            if value.startswith("-"):
                return None
            values[word] = value
        elif word.startswith("-"):
            return None
        else:
            files.append(word)
    if not files or values.setdefault("--format", "text") not in FORMATS:
        return None
    return lambda: run_check(
        files, values.get("--base"), values.get("--archive"), fix, values["--format"]
    )
