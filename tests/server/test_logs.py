import json
import logging
import sys

from ghapp.server.logs import ConsoleLines, JsonLines


def record(message, **facts):
    made = logging.LogRecord("ghapp.test", logging.INFO, "file", 1, message, (), None)
    vars(made).update(facts)
    return made


def test_a_json_line_is_one_object_with_the_facts():
    """Machines that collect logs read each line by itself."""
    line = JsonLines().format(record("Two\nlines", delivery="d-1", number=7, secret="x"))

    assert "\n" not in line
    document = json.loads(line)
    assert document["message"] == "Two\nlines"
    assert (document["level"], document["delivery"], document["number"]) == ("info", "d-1", 7)
    assert "secret" not in document


def test_a_console_line_ends_with_the_facts():
    """People read the text first, then which delivery it was."""
    line = ConsoleLines().format(record("Delivery stored", delivery="d-1", number=7))

    assert line.endswith("Delivery stored delivery=d-1 number=7")


def test_strangers_cannot_write_lines_of_the_log():
    """A line end in what somebody wrote does not begin a new line."""
    line = ConsoleLines().format(record("Label", reason="x\n12:00:00 ERROR  forged"))

    assert "\n" not in line


def test_an_error_comes_with_its_traceback():
    """An unforeseen error can be found from the log alone."""
    try:
        int("broken")
    except ValueError:
        made = record("Again")
        made.exc_info = sys.exc_info()

    assert "ValueError: invalid" in json.loads(JsonLines().format(made))["error"]
    assert "ValueError: invalid" in ConsoleLines().format(made)
