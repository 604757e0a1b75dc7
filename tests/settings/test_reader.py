"""A repository's settings: what holds without them, and what a typing error is told."""

import pytest

from ghapp.rules.problem import Severity
from ghapp.settings.cron import is_cron
from ghapp.settings.reader import SettingsProblem, read_settings
from ghapp.settings.tree import Settings


def test_without_a_file_all_defaults_hold():
    """The defaults fit This Week in Rust's layout."""
    settings = read_settings("")
    assert settings == Settings()
    assert settings.layout.draft_path(settings.layout.due(["content/2026-08-19-x.md"])) == (
        "draft/2026-08-26-this-week-in-rust.md"
    )


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
        ("[rules]\nbullet = 'loud'", "off, notice, warning, error"),
        ("[rules]\nbullet = true", "off, notice, warning, error"),
        ("rules = 3", "`rules` is a table"),
        ("closed = 1", "write `[[closed]]` above each"),
        ("closed = [{section = 'A'}, 2]", "In `[[closed]]` number 2: `2` is no table"),
        ("[[closed]]\nmessage = 'x'", "`closed.section` is missing"),
        ("[[closed]]\nsection = 'A'\nsince = 'soon'", "a date like 2026-08-19"),
        ("[[closed]]\nsection = 'A'\nsince = '2026-02-30'", "a date like 2026-08-19"),
        ("[[closed]]\nsection = 'A'\nsince = 2026-08-19", "takes a text, not `2026-08-19`"),
        ("[duplicates]\neditions = -1", "a number from 0"),
        ("[duplicates]\neditions = 'all'", "takes a number"),
        ("[schedule]\nweekday = 'someday'", "monday"),
        ("[schedule]\nopen = 'often'", "five cron fields"),
        ("[schedule]\ntimezone = 'Mars/Olympus'", "no time zone"),
        ("[schedule]\nopen = '99 6 * * thu'", "five cron fields"),
        ("[schedule]\nopen = '0 0 30 2 *'", "five cron fields"),
        ("[draft]\nfilename = '{date}-{number}.md'", "`{date}`"),
        ("[draft]\ndirectory = 'draft/'", "as in `draft`"),
        ("[draft]\npublished = '/content'", "as in `content`"),
        ("[draft]\ntemplate = '../DRAFT_TEMPLATE'", "as in `draft/DRAFT_TEMPLATE`"),
        (f"[duplicates]\neditions = {'9' * 5000}", "This is not TOML"),
        (f"paused = {'[' * 5000}", "This is not TOML"),
        (f"paused = 0x{'f' * 5000}", "`paused` takes true or false"),
        ("#" * 70_000, "more than 64 KiB"),
        ("[replies]\npaywall = 3", "`replies.paywall` takes a text"),
        ("[newsletter]\nbullet = 'o'", "takes one of `-`, `*`, `+`, not `'o'`"),
        ("[newsletter]\nbullet = '- '", "`newsletter.bullet` takes one of"),
        ("[newsletter]\nlanguage = 'English'", "two small letters, as in `en` or `de`"),
        ("[newsletter]\nlanguage = 1", "`newsletter.language` takes a text"),
        ("[newsletter]\nplaceholders = 'x'", "`newsletter.placeholders` takes a list of texts"),
        ("[newsletter]\nplaceholders = ['a', 1]", "takes a list of texts"),
        ("[newsletter]\nplaceholders = ['a', 'b', 'c']", "takes four different texts"),
        ("[newsletter]\nplaceholders = ['a', 'b', 'c', 'c']", "takes four different texts"),
        ("[newsletter]\nplaceholders = ['a', 'b', 'c', ' ']", "takes four different texts"),
        ("[newsletter]\nbullett = '-'", "Did you mean `bullet`?"),
    ],
)
def test_an_error_says_what_to_do(text: str, said: str):
    """Unknown keys and wrong values are told in the words of the file."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(text)
    assert said in str(caught.value)


def test_all_errors_are_told_at_once():
    """Whoever mends a file wants to do it once."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings("pausd = true\n[draft]\ndirectory = 3\n[rules]\nbullet = 'x'")
    assert len(caught.value.errors) == 3


def test_a_wrong_type_hides_no_wrong_value():
    """What could be read is checked, whatever could not; what was refused has one error."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings(
            """
            paused = 3
            [draft]
            filename = 4
            directory = "/"
            [[closed]]
            section = 5
            since = "soon"
            [schedule]
            weekday = "someday"
            open = "often"
            timezone = "Mars/Olympus"
            """
        )
    told = [error.split("`")[1:-1] for error in caught.value.errors]
    assert [words[2] if words[0] == "[[closed]]" else words[0] for words in told] == [
        "paused", "draft.filename", "closed.section", "draft.directory",
        "schedule.weekday", "schedule.open", "schedule.timezone", "closed.since",
    ]  # fmt: skip


def test_an_error_in_one_of_several_closed_sections_says_in_which():
    """Tables of one name are counted, from the first."""
    good = "[[closed]]\nsection = 'A'\n"
    with pytest.raises(SettingsProblem) as caught:
        read_settings(good + "[[closed]]\nmesage = 'x'\n" + good + "since = '19.8.2026'\n")
    assert caught.value.errors == [
        "In `[[closed]]` number 2: `closed.mesage` is no setting. Did you mean `message`?",
        "In `[[closed]]` number 2: `closed.section` is missing: name the section's heading.",
        "In `[[closed]]` number 3: `closed.since` takes a date like 2026-08-19, not `'19.8.2026'`.",
    ]


def test_what_strangers_write_in_a_key_is_harmless():
    """A key full of Markdown cannot break out of the message."""
    with pytest.raises(SettingsProblem) as caught:
        read_settings('"` @everyone <img>" = 1')
    (error,) = caught.value.errors
    assert error.startswith("`` ` @everyone <img> ``")


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
    assert read_settings("", {"GHAPP_PAUSED": " true\n"}).paused


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
