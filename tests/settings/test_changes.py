"""What a change of the settings changes is said setting by setting."""

import pytest

from ghapp.settings.changes import changes
from ghapp.settings.reader import read_settings

CLOSED = "[[closed]]\nsection = 'Project/Tooling Updates'\n"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("", "paused = false\n[rules]\ntracking-parameter = 'warning'", []),
        ("", "paused = true", ["`paused` goes from `false` to `true`"]),
        (
            "",
            "[rules]\ntracking-parameter = 'off'",
            ["`rules.tracking-parameter` goes from `warning` to `off`"],
        ),
        (
            "[rules]\nbullet = 'off'",
            "[duplicates]\neditions = 3",
            ["`rules.bullet` goes from `off` to `warning`",
             "`duplicates.editions` goes from `25` to `3`"],
        ),
        (
            "[labels]\nsection_prefix = ''",
            "",
            ['`labels.section_prefix` goes from `""` to `"section: "`'],
        ),
        ("[replies]\na = 'A'", "[replies]\nb = 'B'",
         ["`replies.a` is gone", "`replies.b` is new: `B`"]),
        ("[replies]\na = 'A'", "[replies]\na = 'B'", ["`replies.a` goes from `A` to `B`"]),
        ("", CLOSED, ["the section `Project/Tooling Updates` is closed"]),
        (
            "",
            CLOSED + "message = 'No.'\nsince = '2026-08-19'\nclose_after = 48",
            ["the section `Project/Tooling Updates` is closed from `2026-08-19` on, and what"
             " adds only there is closed after 48 hours, with the message `No.`"],
        ),
        (CLOSED, "", ["the section `Project/Tooling Updates` is closed no longer"]),
        (
            CLOSED,
            CLOSED.replace("Updates", "updates:") + "close_after = 48",
            ["`closed.section` goes from `Project/Tooling Updates` to `Project/Tooling updates:`,"
             " for the section `Project/Tooling updates:`",
             "`closed.close_after` goes from `0` to `48`, for the section"
             " `Project/Tooling updates:`"],
        ),
        (
            "",
            "[newsletter]\nplaceholders = ['a', 'b', 'c', 'd']",
            ["`newsletter.placeholders` goes from `$twir_issue_number`, `$twir_issue_date`,"
             " `$twir_events_end_date`, `$twir_events_list` to `a`, `b`, `c`, `d`"],
        ),
        (
            f"[replies]\nlong = '{'x' * 300}a'",
            f"[replies]\nlong = '{'x' * 300}b'",
            [f"`replies.long` changes further on, after `{'x' * 199}…`"],
        ),
    ],
)  # fmt: skip
def test_old_and_new_value_are_named(before, after, told):
    """What stands at its default, and what is only written otherwise, is no change."""
    assert list(changes(read_settings(before), read_settings(after))) == told
