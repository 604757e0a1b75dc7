"""A pull request that changes the template and the draft alike does what it is asked for."""

from datetime import date

import pytest

from ghapp.newsletter.template import Template
from ghapp.review.assessment import review
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.surroundings import ReadingList
from ghapp.settings.tree import Settings

TEMPLATE = "draft/DRAFT_TEMPLATE"
DRAFT = "draft/2026-12-02-this-week-in-rust.md"
BEFORE = "Tag us on the bird site if you want something mentioned.\n\n## Jobs\n"
AFTER = BEFORE.replace("the bird site", "Mastodon")
AROUND = ReadingList(Settings(), date(2026, 11, 26)).surroundings([DRAFT], Template(BEFORE), None)


@pytest.mark.parametrize(
    ("paths", "told"), [((DRAFT,), {"boilerplate-changed"}), ((DRAFT, TEMPLATE), set())]
)
def test_a_sentence_is_reworded_in_both(paths: tuple[str, ...], told: set[str]):
    """In the draft alone, it would be back in a week."""
    files = tuple(
        FileBeforeAndAfter(path, FileStatus.MODIFIED, BEFORE.encode(), AFTER.encode())
        for path in paths
    )
    found = review(files, AROUND).assessment(is_editor=False).files
    assert {problem.rule for file in found for problem in file.problems} == told
