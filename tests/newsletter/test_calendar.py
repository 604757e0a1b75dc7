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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2026-08-19-this-week-in-rust.md", FileKind.EDITION),
        ("2026-08-25-this-week-in-rust.md", FileKind.EDITION),
        ("2026-08-26-this-week-in-rust.md", FileKind.DRAFT),
        ("2026-09-02-this-week-in-rust.md", FileKind.DRAFT),
        ("2026-09-02-notes.md", FileKind.OTHER),
        ("2016-02-01-this-week-this-rust.md", FileKind.EDITION),
        ("DRAFT_TEMPLATE", FileKind.TEMPLATE),
    ],
)
def test_in_one_folder_for_both_the_day_tells(name: str, kind: FileKind):
    """Until its day is over a file is a draft, from then on a published edition."""
    layout = Layout(drafts="posts", editions="posts", template="posts/DRAFT_TEMPLATE")
    assert layout.on(date(2026, 8, 26)).kind(f"posts/{name}") is kind


def test_in_one_folder_for_both_the_draft_is_found():
    """The newest file is the draft until it is due; then the next one is due."""
    layout = Layout(drafts="posts", editions="posts")
    paths = [issue("posts", day) for day in ("2026-08-12", "2026-08-19", "2026-08-26")]
    before, after = layout.on(date(2026, 8, 24)), layout.on(date(2026, 8, 27))
    assert before.current_draft(paths) == issue("posts", "2026-08-26")
    assert before.newest_edition(paths) == date(2026, 8, 19)
    assert before.due(paths) == date(2026, 8, 26)
    assert after.current_draft(paths) is None
    assert after.newest_edition(paths) == date(2026, 8, 26)
    assert after.due(paths) == date(2026, 9, 2)


def test_with_two_folders_the_day_tells_nothing():
    """An edition dated ahead is published: it was moved there."""
    assert LAYOUT.on(date(2026, 8, 1)).kind(issue("content", "2026-08-19")) is FileKind.EDITION
    assert LAYOUT.on(date(2026, 9, 1)).kind(issue("draft", "2026-08-26")) is FileKind.DRAFT


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


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-08-26-this-week-in-rust.md", date(2026, 8, 26)),
        ("2026-08-26", date(2026, 8, 26)),
        ("2026-08-26.md", date(2026, 8, 26)),
        ("2026-8-6-this-week.md", date(2026, 8, 6)),
        ("issue-12-2026-08-26.md", date(2026, 8, 26)),
        ("2026-08-261.md", None),
        ("12026-08-26.md", None),
        ("2026-02-30-this-week.md", None),
        ("2026-W35-3-this-week.md", None),
        ("2026-08-2x.md", date(2026, 8, 2)),
        ("２０２６-08-26.md", None),
        ("2026-08-26٣.md", date(2026, 8, 26)),
        ("0000-08-26.md", None),
        ("", None),
    ],
)
def test_the_date_in_a_name_is_the_editions(name: str, day: date | None):
    """Wherever it stands, with days of one or two digits; a day that there is."""
    assert LAYOUT.day_of_edition(f"content/{name}") == day


@pytest.mark.parametrize(
    ("days", "apart", "keeps"),
    [
        ([], [], True),
        (["2026-08-05", "2026-08-12", "2026-08-19"], [], True),
        (["2026-08-05", "2026-08-12", "2026-08-19", "2026-08-26"], [7, 7, 7], True),
        (["2026-08-05", "2026-08-12", "2026-08-20", "2026-08-26"], [6, 8, 7], True),
        (["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-03"], [33, 30, 31], False),
        (["2026-08-07", "2026-08-14", "2026-08-21", "2026-08-28"], [7, 7, 7], False),
    ],
)
def test_the_last_editions_show_the_rhythm(days: list[str], apart: list[int], keeps: bool):
    """How far apart they are, newest first, and whether on the day of the week that is set."""
    paths = [f"content/{day}-this-week-in-rust.md" for day in days]
    assert (LAYOUT.days_between_editions(paths), LAYOUT.keeps_weekday(paths)) == (apart, keeps)
