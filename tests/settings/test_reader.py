"""A repository's settings: what holds without them, and what a typing error is told."""

import pytest

from ghapp.rules.problem import Severity
from ghapp.settings.cron import is_cron
from ghapp.settings.problem import SettingsProblem
from ghapp.settings.reader import read_settings, with_variables
from ghapp.settings.tree import Settings


def test_without_a_file_all_defaults_hold():
    """The defaults fit This Week in Rust's layout."""
    settings = read_settings("")
    assert settings == Settings()
    assert settings.layout.draft_path(settings.layout.due(["content/2026-08-19-x.md"])) == (
        "draft/2026-08-26-this-week-in-rust.md"
    )


def test_what_windows_writes_before_a_text_is_no_error():
    """A file that was saved by Notepad is read like any other."""
    assert read_settings("\ufeffpaused = true\r\n").paused


def test_every_table_is_read():
    """What a file sets holds; what it leaves out stays as it was."""
    settings = read_settings(
        """
        paused = true
        [draft]
        directory = "next"
        filename = "{date}.md"
        [rules]
        tracking-parameter = "error"
        blank-line = "off"
        [[closed]]
        section = "Project/Tooling Updates:"
        message = "Not any more."
        since = "2026-08-19"
        [duplicates]
        editions = 3
        [schedule]
        weekday = "friday"
        timezone = "Europe/Berlin"
        [replies]
        paywall = "Behind a wall."
        """
    )
    assert settings.paused
    assert settings.layout.drafts == "next"
    assert settings.layout.editions == "content"
    assert settings.layout.weekday == 4
    assert settings.rules == {
        "tracking-parameter": Severity.ERROR,
        "blank-line": Severity.OFF,
    }
    (closed,) = settings.closed_sections
    assert (closed.key, closed.since.isoformat()) == ("project/tooling updates", "2026-08-19")
    assert settings.duplicates.editions == 3
    assert settings.replies == {"paywall": "Behind a wall."}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paused = ", "This is not TOML"),
        ("pausd = true", "Did you mean `paused`?"),
        ("paused = 1", "`paused` takes true or false, not `1`"),
        ("draft = 'x'", "`draft` is a table"),
        ("[draft]\nfilename = 'a.md'", "`{date}`"),
        ("[draft]\nfilename = 'x/{date}.md'", "`{date}`"),
        ("[rules]\nbulet = 'off'", "Did you mean `bullet`?"),
        ("[rules]\nbullet = 'loud'", "one of `off`, `notice`, `warning`, `error`"),
        ("[rules]\nbullet = true", "one of `off`, `notice`, `warning`, `error`"),
        ("rules = 3", "`rules` is a table"),
        ("closed = 1", "write `[[closed]]` above each"),
        ("closed = [{section = 'A'}, 2]", "line 1: `closed` is a table: write `[[closed]]`"),
        ("[[closed]]\nmessage = 'x'", "`closed.section` is missing"),
        (
            "[[closed]]\nsection = 'A'\nsince = 'soon'",
            "takes a date in quotes, as in",
        ),
        (
            "[[closed]]\nsection = 'A'\nsince = '2026-02-30'",
            "takes a date in quotes, as in",
        ),
        ("[[closed]]\nsection = 'A'\nsince = 2026-08-19", "not `2026-08-19`"),
        ("[duplicates]\neditions = -1", "a whole number from 0"),
        ("[duplicates]\neditions = 'all'", "takes a whole number"),
        ("[schedule]\nweekday = 'someday'", "monday"),
        ("[schedule]\nopen = 'often'", "five cron fields"),
        ("[schedule]\ntimezone = 'Mars/Olympus'", "takes a time zone, as in"),
        ("[schedule]\nopen = '99 6 * * thu'", "five cron fields"),
        ("[schedule]\nopen = '0 0 30 2 *'", "five cron fields"),
        ("[draft]\nfilename = '{date}-{number}.md'", "`{date}`"),
        ("[draft]\ndirectory = 'draft/'", "as in `draft` or"),
        ("[draft]\npublished = '/content'", "takes a path in the repository"),
        ("[draft]\ntemplate = '../DRAFT_TEMPLATE'", "takes a path in the repository"),
        (f"[duplicates]\neditions = {'9' * 5000}", "This is not TOML"),
        (f"paused = {'[' * 5000}", "This is not TOML"),
        (f"paused = 0x{'f' * 5000}", "`paused` takes true or false"),
        ("#" * 70_000, "more than 64 KiB"),
        ("[replies]\npaywall = 3", "`replies.paywall` takes a text that is not empty, not `3`"),
        ("[newsletter]\nbullet = 'o'", 'takes one of `-`, `*`, `+`, not `"o"`'),
        ("[newsletter]\nbullet = '- '", "`newsletter.bullet` takes one of"),
        ("[newsletter]\nlanguage = 'English'", "two small letters, as in `en` or `de`"),
        ("[newsletter]\nlanguage = 1", "`newsletter.language` takes two small letters"),
        ("[newsletter]\nplaceholders = 'x'", "`newsletter.placeholders` takes a list of four"),
        ("[newsletter]\nplaceholders = ['a', 1]", "takes a list of four"),
        ("[newsletter]\nplaceholders = ['a', 'b', 'c']", "a list of four different texts"),
        (
            "[newsletter]\nplaceholders = ['a', 'b', 'c', 'c']",
            "a list of four different texts",
        ),
        (
            "[newsletter]\nplaceholders = ['a', 'b', 'c', ' ']",
            "a list of four different texts",
        ),
        ("[newsletter]\nbullett = '-'", "Did you mean `bullet`?"),
    ],
)
def test_an_error_says_what_to_do(text: str, said: str):
    """Unknown keys and wrong values are told in the words of the file."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(text)
    assert said in str(caught.value)


WRONG = """\
pausd = true
paused = 1
paused = true
directory = "next"
[draft]
directory = 3
paused = true
[rulez]
bullet = 1
spaces = 2
[rules]
bulet = "off"
bullet = "warn"
[[closed]]
sectoin = "A"
[[closed]]
mesage = "x"
[[closed]]
section = "A"
close_after = -1
since = 2026-08-19
[newsletter]
placeholders = [
  "a",
  1,
]
language =
[schedule]
weekday = "wendesday"
timezone = "Europe/Berln"
open = '''
often'''
[duplicates]
editions = 2.5
"""
TOLD = """\
x.toml:1: `pausd` is no setting. Did you mean `paused`?
x.toml:2: `paused` takes true or false, not `1`.
x.toml:3: `paused` stands here a second time, after line 2. Keep one of them.
x.toml:4: `directory` is no setting. `directory` stands below `[draft]`.
x.toml:6: `draft.directory` takes a path in the repository, as in `draft` or `news/next`, not `3`.
x.toml:7: `draft.paused` is no setting. `paused` stands above all tables.
x.toml:8: `rulez` is no setting. Did you mean `rules`?
x.toml:12: `rules.bulet` is no rule. Did you mean `bullet`?
x.toml:13: `rules.bullet` takes one of `off`, `notice`, `warning`, `error`, not `"warn"`.\
 Did you mean `warning`?
x.toml:15: `closed.sectoin` is no setting. Did you mean `section`?
x.toml:16: `closed.section` is missing: it takes the heading of a section.
x.toml:17: `closed.mesage` is no setting. Did you mean `message`?
x.toml:20: `closed.close_after` takes a whole number from 0 to 87840, not `-1`.
x.toml:21: `closed.since` takes a date in quotes, as in `"2026-08-19"`, not `2026-08-19`.
x.toml:23: `newsletter.placeholders` takes a list of four different texts, not `["a", 1]`.
x.toml:27: This is not TOML at column 11: `Invalid value`.
x.toml:29: `schedule.weekday` takes one of `monday`, `tuesday`, `wednesday`, `thursday`, `friday`,\
 `saturday`, `sunday`, not `"wendesday"`. Did you mean `wednesday`?
x.toml:30: `schedule.timezone` takes a time zone, as in `Europe/Berlin`, not `"Europe/Berln"`.\
 Did you mean `Europe/Berlin`?
x.toml:31: `schedule.open` takes five cron fields, as in `0 6 * * thu`, not `"often"`.
x.toml:34: `duplicates.editions` takes a whole number from 0, not `2.5`."""


def test_all_errors_are_told_at_once_in_the_order_of_the_file():
    """Whoever mends a file wants to do it once: each wrong line has one error."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(WRONG)
    assert caught.value.listed("x.toml:") == TOLD


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\ny = [1,\n2\n",
        "x = 1\n[draft\ndirectory = 3",
        "x = 1\ndraft = {directory = 'a',\n",
        "x = 1\ny = '''\nwithout an end",
    ],
)
def test_what_leaves_the_rest_open_is_the_last_error(text):
    """Where nobody can tell what belongs to what, no further error is made up."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(text)
    assert [error.line for error in caught.value.errors] == [1, 2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[draft]\n\n[draft]\ndirectory = 3\n", 3),
        ("draft.directory = 'a'\n[draft]\npublished = 3", 2),
        ("[[closed]]\nmessage = ''\nx = [\nsection = 'A'\n", 4),
        ("\nx = " + "9" * 5000, 2),
    ],
)
def test_a_table_with_such_an_error_is_not_read(text, line):
    """What may be told wrongly of it is not told."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(text)
    assert [error.line for error in caught.value.errors] == [line]


def test_what_strangers_write_in_a_key_is_harmless():
    """A key full of Markdown cannot break out of the message."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings('"` @everyone <img>" = 1')
    (error,) = caught.value.errors
    assert error.message.startswith("`` ` @everyone <img> ``")


def test_a_variable_overrides_the_file():
    """Each scalar can be set from the repository's settings page."""
    variables = {
        "GHAPP_PAUSED": "true",
        "GHAPP_RULES_TRACKING_PARAMETER": "notice",
        "GHAPP_DUPLICATES_EDITIONS": "7",
        "GHAPP_SCHEDULE_DROP_PAST_EVENTS": "1",
        "SOMETHING_ELSE": "x",
        "GHAPP_UNKNOWN": "x",
    }
    settings = read_settings("[rules]\ntracking-parameter = 'error'", variables)
    assert settings.paused
    assert settings.rules["tracking-parameter"] is Severity.NOTICE
    assert settings.duplicates.editions == 7
    assert settings.schedule.drop_past_events


def test_another_newsletter_says_what_is_its_own():
    """Language, bullet and placeholders are the file's, or a variable's."""
    text = "[newsletter]\nbullet = '-'\nplaceholders = ['{n}', '{day}', '{end}', '{events}']"
    own = read_settings(text, {"GHAPP_NEWSLETTER_LANGUAGE": "de"}).conventions
    assert (own.language, own.bullet) == ("de", "-")
    assert own.placeholders.all == ("{n}", "{day}", "{end}", "{events}")


def test_a_variable_overrides_a_reply():
    """Replies are called as the file likes, and a variable can add one."""
    variables = {"GHAPP_REPLIES_PAY_WALL": "Paid.", "GHAPP_REPLIES_LATE": "Too late."}
    settings = read_settings("[replies]\nPay-wall = 'x'", variables)
    assert settings.replies == {"Pay-wall": "Paid.", "late": "Too late."}


def test_white_space_around_a_variable_is_nothing():
    """A line end pasted along into the settings page does no harm."""
    settings = read_settings("", {"GHAPP_PAUSED": " true\n", "GHAPP_RULES_BULLET": " off "})
    assert settings.paused
    assert settings.rules == {"bullet": Severity.OFF}


def test_a_space_that_belongs_to_a_text_stays():
    """Labels with the prefix `in: ` are not called `in:Research`."""
    settings = read_settings("", {"GHAPP_LABELS_SECTION_PREFIX": "in: \n"})
    assert settings.labels.section_prefix == "in: "


@pytest.mark.parametrize(
    "when",
    ["0 6 * * thu", "*/15 0-6,22 1 jan-mar *", "0 0 * * sat-sun", "0 0 31 2 mon", "5/10 * * * 7"],
)
def test_times_that_come_true(when: str):
    """What people write into cron tables is taken."""
    assert is_cron(when)


@pytest.mark.parametrize(
    "when",
    ["", "0 6 * *", "0 6 * * thu *", "60 * * * *", "*/0 * * * *", "0 24 * * *", "0 0 0 * *",
     "0 0 31 4,6 *", "0 0 * mon *", "0 0 * * thursday", "0  6 * * thu", "٠ 6 * * *"],
)  # fmt: skip
def test_times_that_no_clock_can_follow(when: str):
    """What would stop the queue later is refused at once."""
    assert not is_cron(when)


def test_a_variable_is_checked_like_the_file():
    """A wrong value in a variable is an error as well."""
    with pytest.raises(SettingsProblem):
        read_settings("", {"GHAPP_DUPLICATES_EDITIONS": "many"})


def test_of_variables_that_make_no_sense_the_others_hold():
    """What is left out is named, and says what it takes."""
    variables = {
        "GHAPP_PAUSED": "true",
        "GHAPP_DUPLICATES_EDITIONS": "many",
        "GHAPP_RULES_BULLET": "loud",
        "GHAPP_RULES_SPACES": "off",
    }
    settings, errors = with_variables("paused = false", variables)
    assert settings.paused
    assert settings.rules == {"spaces": Severity.OFF}
    assert [(error.line, error.message.split("`")[1]) for error in errors] == [
        (None, "GHAPP_DUPLICATES_EDITIONS"),
        (None, "GHAPP_RULES_BULLET"),
    ]
    assert 'takes a whole number from 0, not `"many"`' in errors[0].message


@pytest.mark.parametrize(
    "text",
    [
        'draft.directory = "a"\n[draft]\n',
        "[[closed]]\nsection = 'A'\n[closed]\n",
        'draft = {directory = "a"}\ndraft.template = "b"\n',
    ],
)
def test_a_table_that_is_set_above_is_told_by_its_name(text):
    """Nobody is shown how the reader's language writes a name."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(text)

    (error,) = caught.value.errors
    assert error.line == text.count("\n")
    assert "('" not in error.message
    assert "`draft" in error.message or "`closed`" in error.message
