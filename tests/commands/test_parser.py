"""Which lines of a comment are commands, as GitHub shows the comment."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghapp.commands.parser import parse
from ghapp.commands.registry import COMMANDS

NAMES = [command.name for command in COMMANDS]


def found(body: str) -> list[tuple[str, str]]:
    """The known commands with their arguments."""
    return [(one.name, one.arguments) for one in parse(body, "ghapp", NAMES) if not one.nearest]


@pytest.mark.parametrize(
    ("body", "commands"),
    [
        ("/help", [("help", "")]),
        ("Thanks!\n/fix\nand\n/approve abc1234", [("fix", ""), ("approve", "abc1234")]),
        ("/fix\r\n/approve\r\n", [("fix", ""), ("approve", "")]),
        ("/fix\r/approve", [("fix", ""), ("approve", "")]),
        ("/Approve", [("approve", "")]),
        ("  /approve", [("approve", "")]),
        ("@ghapp approve", [("approve", "")]),
        ("@GHAPP[bot]: Close paywall", [("close", "paywall")]),
        ("@ghapp /fix", [("fix", "")]),
        ("/close  two \t words ", [("close", "two words")]),
        ("/close 🦀", [("close", "🦀")]),
        ("/close a\0b", [("close", "a\0b")]),
        ("/fix *now*", [("fix", "*now*")]),
        ("A Vec<T> is\n/fix", [("fix", "")]),
        ("one<br>\n/fix", [("fix", "")]),
        ("/fix <!-- \n/approve\n--> it", [("fix", "it")]),
        ("<details>\n\n/fix\n\n</details>\n\n/approve", [("approve", "")]),
        ("> said\n\n/fix", [("fix", "")]),
        ("- a\n\n/fix", [("fix", "")]),
        ("/fix\n---\n", []),  # a heading
        ("/fix\n===\n/approve", [("approve", "")]),
    ],
)
def test_what_is_a_command(body, commands):
    """Plain text at the start of a line of a paragraph, as one reads it on GitHub."""
    assert found(body) == commands


@pytest.mark.parametrize(
    "body",
    [
        "",
        "/",
        "please /fix",
        "x/fix",
        "\\/fix",
        "&#47;fix",
        "> /fix",
        "> a\n/fix",  # a lazy line still belongs to the quote
        "- /fix",
        "1. a\n   /fix",
        "* a\n/fix",
        "# /fix",
        "    /fix",
        "`/fix`",
        "`a\n/fix`",
        "```\n/fix\n```",
        "~~~\n/fix",
        "<!-- /fix -->",
        "<!--\n\n/fix\n\n-->",
        "<!--\n\n/fix",
        "a <!--\n/fix\n-->",
        "<pre>\n\n/fix\n\n</pre>",
        "<blockquote>\n\n/fix\n\n</blockquote>",
        "<details>\n<summary>Log</summary>\n\n/fix",
        "*a\n/fix*",
        "~~a\n/fix~~",
        "[a\n/fix](https://a.example)",
        "| a |\n|---|\n| /fix |",
        "/fix | b\n-----|--",
        "[^1]: a\n/fix\n\na [^1]",
        "@ghapp",
        "@ghapp-dev fix",
        "@ghapper fix",
        "ghapp fix",
        "/etc/passwd",
        "/\U0001f980",
    ],
)
def test_what_is_none(body):
    """Quoted, hidden, struck out, in a list, in code, or not at the start of a line."""
    assert parse(body, "ghapp", NAMES) == []


@pytest.mark.parametrize(
    ("body", "nearest"),
    [
        ("/aprove", "approve"),
        ("/approv", "approve"),
        ("/approve!", "approve"),
        ("/unaprov", "unapprove"),
        ("/recheks", "recheck"),
        ("/clsoe", "close"),
        ("/fixx", "fix"),
        ("/hel", "help"),
        ("@ghapp aprove", "approve"),
        ("@ghapp dance", "approve"),
    ],
)
def test_misspelt_names(body, nearest):
    """Two letters may be wrong, one in words of four; the app addressed by name always answers."""
    [one] = parse(body, "ghapp", NAMES)
    if body == "@ghapp dance":
        assert one.nearest in NAMES
    else:
        assert one.nearest == nearest


@pytest.mark.parametrize(
    "body", ["/lgtm", "/hold", "/apprvoes", "/rebuild", "/cc", "/fxi", "/" + "a" * 60_000]
)
def test_commands_of_other_bots(body):
    """What is further from every name is not for this app."""
    assert parse(body, "ghapp", NAMES) == []


TEXT = st.text(st.sampled_from("/fixhelpapprove @ghapp`~<>!-*_[]()|\\#&;\r\n\t \0🦀ä\ud800"))
LINES = st.lists(st.sampled_from(["/fix", "/approve 1234567", "@ghapp close x", "text", ""]))


@given(st.text() | TEXT)
def test_any_text_can_be_parsed(body):
    """Nothing that people write breaks the parser."""
    for one in parse(body, "ghapp", NAMES):
        assert one.word
        assert one.name in NAMES or one.nearest in NAMES


@given(TEXT | st.text())
def test_quoted_text_holds_no_command(body):
    """Whatever stands in a quote was said by somebody else."""
    quoted = "".join(f"> {line}\n" for line in body.splitlines())
    assert parse(quoted, "ghapp", NAMES) == []


@given(TEXT | st.text(), st.sampled_from(["\n", "\r\n"]))
def test_code_holds_no_command(body, end):
    """A code block is shown as it is written."""
    fence = "`" * (body.count("`") + 3)
    code = f"{fence}{end}{body}{end}{fence}{end}"
    assert parse(code, "ghapp", NAMES) == []


@given(LINES)
def test_what_is_hidden_is_no_command(lines):
    """A template's hidden hints cannot do anything."""
    body = "\n".join(lines)
    assert parse(f"<!-- {body} -->", "ghapp", NAMES) == []
    # Behind a blank line it would be shown: within a paragraph, that ends the comment.
    body = "\n".join(filter(None, lines))
    assert parse(f"text <!-- {body} -->", "ghapp", NAMES) == []


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_every_line_is_found(lines, end):
    """The commands of plain lines are found, each once and in order, behind every line end."""
    calls = [one.name for one in parse(end.join(lines), "ghapp", NAMES)]
    written = {"/fix": "fix", "/approve 1234567": "approve", "@ghapp close x": "close"}
    assert calls == [written[line] for line in lines if line in written]


@pytest.mark.parametrize(
    "piece",
    [
        "/fix\n",
        "> ",
        "<details>",
        "[",
        "`",
        "*a ",
        "<!-- ",
        "- ",
        "/fix <a>\n",
        "a <!--x-->\n",
        "\0",
    ],
)
def test_the_longest_comments_take_no_time(piece):
    """A comment has at most 64 KB, and nobody can keep the app busy with one."""
    body = (piece * 65_536)[:65_536]
    start = time.monotonic()
    parse(body, "ghapp", NAMES)
    assert time.monotonic() - start < 2
