"""What a person at a terminal sees: colours unless they said no, and a last line that counts."""

import os
import pty
import subprocess
import sys

import pytest

from ghapp.demo.sample import with_item
from ghapp.local.terminal import summary, wants_colour
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Fix, Problem, Severity


@pytest.mark.parametrize(
    ("environment", "at_a_terminal", "elsewhere"),
    [
        ({}, True, False),
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colour_is_what_was_asked_for(environment, at_a_terminal, elsewhere):
    """No colour is the stronger wish; what is no terminal gets colour only by force."""
    assert wants_colour(environment, is_terminal=True) is at_a_terminal
    assert wants_colour(environment, is_terminal=False) is elsewhere


def problems(severity: Severity, number: int, *, fixed: int = 0) -> list[Problem]:
    span = Span.within(1, 0, 1)
    fixes = [Fix(span, "x")] * fixed + [None] * (number - fixed)
    return [Problem(span, "Oh.", fix, "bullet", severity) for fix in fixes]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], ""),
        (problems(Severity.ERROR, 1), "1 error\n"),
        (
            problems(Severity.WARNING, 5, fixed=3) + problems(Severity.ERROR, 2),
            "2 errors, 5 warnings; 3 can be corrected with --fix\n",
        ),
        (problems(Severity.NOTICE, 1, fixed=1), "1 notice; 1 can be corrected with --fix\n"),
    ],
)
def test_the_last_line_counts(found, said):
    """The worst come first, and what a command can do is told."""
    assert summary(found) == said
    assert summary(found, 0) == said.split(";")[0].rstrip("\n") + "\n" * bool(said)


@pytest.mark.parametrize(
    ("left", "said"),
    [([], "4 corrected\n"), (problems(Severity.ERROR, 1), "1 error; 4 corrected\n")],
)
def test_what_was_corrected_is_counted(left, said):
    """Who asks for corrections sees that they were made, also where nothing is left."""
    assert summary(left, 4) == said


def shown(arguments: list[str], **environment: str) -> str:
    """What `ghapp` shows at a terminal."""
    controller, terminal = pty.openpty()
    known = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "ghapp", *arguments]
    env = {**known, "TERM": "xterm", **environment}
    with subprocess.Popen(command, stdout=terminal, env=env) as running:
        os.close(terminal)
        seen = b""
        while True:
            try:
                more = os.read(controller, 4096)
            except OSError:  # Linux: nobody writes any more
                more = b""
            if not more:
                break
            seen += more
        running.wait()
    os.close(controller)
    return seen.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_a_count(clone):
    """The same lines as elsewhere, coloured, and one more."""
    text = with_item(clone.text(clone.sample.draft), "Research", "- [P](https://a.example/p)")
    draft = str(clone.path / clone.sample.draft)
    clone.write({clone.sample.draft: text})
    command = [sys.executable, "-m", "ghapp", "check", draft]
    piped = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert piped.count("\n") == 1
    plain = shown(["check", draft], NO_COLOR="1")
    assert plain == f"{piped}1 warning; 1 can be corrected with --fix\n"
    coloured = shown(["check", draft])
    assert "\x1b[1;33mwarning:\x1b[0m" in coloured
    for code in ("\x1b[1;33m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


def test_programs_get_no_colours_at_a_terminal_either(clone):
    """JSON is JSON wherever it is shown, and a clean draft is silent."""
    draft = str(clone.path / clone.sample.draft)
    assert shown(["check", draft, "--format", "json"]) == "[]\n"
    assert shown(["check", draft]) == ""
