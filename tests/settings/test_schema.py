"""The schema of the settings refuses what their reader refuses, and nothing else."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ghapp.settings.schema import SCHEMA_FILE, schema
from ghapp.settings.tree import SETTINGS_PATH
from ghapp.settings.values import name_of, settings_and_errors

VALIDATOR = Draft202012Validator(schema())
# Cron, time zones and the calendar are beyond a schema: there, the reader alone may refuse.
BEYOND = {"schedule.open", "schedule.timezone", "closed.since"}
FILE = """\
paused = true
[draft]
directory = "next"
published = "news/old"
template = "next/TEMPLATE"
filename = "{date}.md"
[newsletter]
language = "de"
bullet = "-"
placeholders = ["a", "b", "c", "d"]
[labels]
section_prefix = ""
[rules]
bullet = "off"
spaces = "error"
[[closed]]
section = "A"
message = "No."
since = "2026-08-19"
close_after = 24
[duplicates]
editions = 3
[merge]
apply_fixes = false
carry_over = false
[schedule]
weekday = "friday"
open = "0 6 * * mon"
timezone = "Europe/Berlin"
publish = true
drop_past_events = true
[[closed]]
section = "B"
[replies]
paywall = "Paid."
"""
LINES = tuple(FILE.splitlines())
VALUES = (
    "true", "0", "1", "-1", "25.0", "2.5", "inf", "nan", "87840", "87841", "9" * 40, "[]", "{}",
    '""', '" "', '"x"', '"en"', r'"en\n"', '"DE"', '"*"', '"off"', '"Off"', '"friday"', '"Friday"',
    '"a/b"', '"/a"', '"a/"', '"a//b"', '"."', '"../a"', '"..a/.b"', r'"a\nb"', r'"a\n"',
    '"{date}"', '"{date}{date}"', '"a/{date}"', r'"{date}.md\n"', '"{x}{date}"',
    '"2026-08-19"', '"2026-02-30"', '"19.8.2026"', r'"2026-08-19\n"', "2026-08-19", '"often"',
    '["a"]', '["a", "b", "c", "c"]', '["a", "b", "c", " "]', '["a", "b", "c", 1]', "[1, 2, 3, 4]",
    r'["a\n", "b", "c", "d"]', '[{section = "A"}, 2]', '{section = "A"}', '[{message = "x"}]',
)  # fmt: skip
KEYS = tuple(
    sorted({word for line in LINES for word in (line.split(" ")[0], line.strip("[]"))} | {"x", "A"})
)


@st.composite
def mutated(draw):
    """A settings file with some of its lines changed, moved or taken away."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, is_setting, value = lines[at].partition(" = ")
        match draw(st.sampled_from(["value", "value", "value", "key", "gone", "moved", "table"])):
            case "value" if is_setting:
                lines[at] = f"{key} = {draw(st.sampled_from(VALUES))}"
            case "key" if is_setting:
                lines[at] = f"{draw(st.sampled_from(KEYS))} = {value}"
            case "moved":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "table" if not is_setting:
                lines[at] = lines[at].replace(lines[at].strip("[]"), draw(st.sampled_from(KEYS)))
            case _:
                lines[at] = ""
    return "\n".join(lines)


def parsed(text):
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)


@given(mutated())
@example(FILE)
def test_schema_and_reader_refuse_the_same_files(text):
    """An editor that knows the schema marks a file if, and only if, the app would refuse it."""
    data = parsed(text)
    _, wrong = settings_and_errors(data)
    refused = {name_of(path) for path, _ in wrong}
    if VALIDATOR.is_valid(data):
        assert refused <= BEYOND
    else:
        assert refused


@pytest.mark.parametrize("line", [line for line in LINES if " = " in line])
def test_each_setting_takes_the_same_values_in_both(line):
    """One setting after the other, each value."""
    for value in VALUES:
        data = tomllib.loads(FILE.replace(line, f"{line.partition(' = ')[0]} = {value}", 1))
        refused = {name_of(path) for path, _ in settings_and_errors(data)[1]}
        is_valid = VALIDATOR.is_valid(data)
        assert is_valid is not bool(refused) or (is_valid and refused <= BEYOND), value


def test_the_schema_is_one():
    """Its own schema takes it, and it is called after the file that it is for."""
    Draft202012Validator.check_schema(schema())
    assert schema()["title"] == SETTINGS_PATH
    docs = Path(__file__).parents[2] / "docs"
    assert (docs / SCHEMA_FILE).is_file()
