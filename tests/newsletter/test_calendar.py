"""Which file is which, which draft is current and which is due."""

from datetime import date

import pytest

from ghapp.newsletter.calendar import FileKind, Layout

LAYOUT = Layout()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("draft/2026-08-26-this-week-in-rust.md", FileKind.DRAFT),
        ("draft/DRAFT_TEMPLATE", FileKind.TEMPLATE),
        ("content/2026-08-19-this-week-in-rust.md", FileKind.EDITION),
        ("content/2020-11-4-this-week-in-rust.md", FileKind.EDITION),
        ("content/2016-02-01-this-week-this-rust.md", FileKind.EDITION),
        ("content/pages/2020-01-01-privacy.md", FileKind.OTHER),
        ("draft/2026-02-30-this-week-in-rust.md", FileKind.OTHER),
        ("draft/notes.md", FileKind.OTHER),
        ("README.md", FileKind.OTHER),
    ],
)
def test_a_path_says_what_a_file_is(path: str, kind: FileKind):
    """Drafts by their name, editions by their date, whatever they were called in former years."""
    assert LAYOUT.kind(path) is kind


def issue(folder: str, day: str) -> str:
    return f"{folder}/{day}-this-week-in-rust.md"


@pytest.mark.parametrize(
    ("drafts", "current"),
    [
        (["2026-08-26"], "2026-08-26"),
        (["2026-08-26", "2026-08-27"], "2026-08-26"),
        (["2026-08-26", "2026-09-02"], "2026-08-26"),
        (["2026-08-19", "2026-09-02"], "2026-09-02"),
        (["2026-08-27", "2026-09-02"], "2026-09-02"),
        (["2026-08-19"], None),
        ([], None),
    ],
    ids=["one", "a Thursday", "two open", "one left over", "only later", "published", "none"],
)
def test_the_current_draft_is_not_just_the_newest_file(drafts: list[str], current: str | None):
    """The draft that is due is current, even beside a later one or one of a wrong date."""
    paths = [issue("content", "2026-08-19"), *(issue("draft", day) for day in drafts)]
    expected = issue("draft", current) if current else None
    assert LAYOUT.current_draft(paths) == expected


def test_a_draft_is_due_on_the_first_weekday_after_the_newest_edition():
    """After an edition of a Wednesday, the next one; after a Thursday's, the Wednesday then."""
    assert LAYOUT.due([issue("content", "2026-08-19")]) == date(2026, 8, 26)
    assert LAYOUT.due([issue("content", "2026-08-20")]) == date(2026, 8, 26)
    assert LAYOUT.due([]) is None
