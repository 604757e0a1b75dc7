"""The documented example: a file that sets nothing and shows everything."""

import re
import tomllib

from ghapp.records import fields_of, is_record, replaced
from ghapp.rules.registry import rules
from ghapp.settings.example import example
from ghapp.settings.reader import read_settings
from ghapp.settings.tree import ClosedSection, Settings


def uncommented(text: str, sign: str) -> str:
    """The example with the signs of comments taken away before what looks like a setting."""
    return re.sub(rf"^{sign}(?=\[+\w+\]|[\w-]+ = )", "", text, flags=re.MULTILINE)


def test_as_it_stands_it_sets_nothing():
    """Whoever merges the file has changed nothing."""
    assert tomllib.loads(example()) == {}
    assert read_settings(example()) == Settings()


def test_every_setting_stands_there_at_its_default():
    """Without the signs of comments it says what holds without them."""
    text = uncommented(example(), "#")
    settings = read_settings(text)
    assert settings.rules == {rule.name: rule.severity for rule in rules()}
    assert replaced(settings, rules={}) == Settings()
    said = tomllib.loads(text)
    for name in set(fields_of(Settings)) - {"closed"}:
        default = getattr(Settings, name)
        assert not is_record(default) or set(said[name]) == set(fields_of(default))


def test_what_has_no_default_is_shown_as_an_example():
    """Somebody who takes every sign away has a file without errors, too."""
    settings = read_settings(uncommented(example(), "# *"))
    (closed,) = settings.closed
    assert all(name in example() for name in fields_of(ClosedSection))
    assert closed.section in example()
    assert list(settings.replies) == ["paywall"]
