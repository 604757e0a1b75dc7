"""What stands around a change: what is read for it, and what stood around an older edition."""

from datetime import date

from ghapp.newsletter.archive import Edition, EditionIndex
from ghapp.review.surroundings import ReadingList
from ghapp.rules.context import Other
from ghapp.settings.tree import ClosedSection, DraftSettings, DuplicateSettings, Settings

TODAY = date(2026, 8, 24)
PATHS = [
    "README.md",
    "content/2026-08-05-this-week-in-rust.md",
    "content/2026-08-12-this-week-in-rust.md",
    "content/2026-08-19-this-week-in-rust.md",
    "draft/2026-08-26-this-week-in-rust.md",
]


def test_the_settings_say_what_is_read():
    """Folders, template and the last editions are where, and as many as, the settings say."""
    draft = DraftSettings(directory="next", published="content", template="next/TEMPLATE")
    wanted = ReadingList(Settings(draft=draft, duplicates=DuplicateSettings(2)), TODAY)
    assert wanted.folders == {"next", "content"}
    assert wanted.template == "next/TEMPLATE"
    assert [day.day for day, _ in wanted.editions(PATHS)] == [19, 12]


def test_what_was_read_is_what_the_rules_know():
    """Day, draft and newest edition come from the files; closed sections from the settings."""
    closed = ClosedSection("Project/Tooling Updates:", "Ask first.")
    around = ReadingList(Settings(closed=(closed,)), TODAY).surroundings(PATHS, None, None)
    assert around.context.today == TODAY
    assert around.context.current_draft == PATHS[-1]
    assert around.context.newest_edition == date(2026, 8, 19)
    assert [one.key for one in around.context.closed] == ["project/tooling updates"]


def test_a_pull_request_has_an_author_and_rivals():
    """Who made it and what was proposed before belong to one pull request only."""
    around = ReadingList(Settings(), TODAY).surroundings(PATHS, None, None)
    rival = Other(7, "ferris", frozenset({"a.example/1"}))
    one = around.of_pull("corro", (rival,))
    assert (one.context.author, one.context.others) == ("corro", (rival,))
    assert (around.context.author, around.context.others) == ("", ())


def test_an_edition_is_judged_as_of_its_own_day():
    """What appeared later, or on its own page, was not known; nor was a section closed to it."""
    archive = EditionIndex(
        Edition(path, date(2026, 8, day), frozenset({f"a.example/{day}"}))
        for path, day in zip(PATHS[1:4], (5, 12, 19), strict=True)
    )
    settings = Settings(closed=(ClosedSection("Research"),))
    around = ReadingList(settings, TODAY).surroundings(PATHS, None, archive)
    then = around.of_edition(date(2026, 8, 12)).context
    assert then.today == date(2026, 8, 12)
    assert then.closed == ()
    assert then.archive is not None
    known = {day for day in (5, 12, 19) if then.archive.find(f"a.example/{day}")}
    assert known == {5}
