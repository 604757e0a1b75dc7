"""Moves: a submission counts for another section or draft than its branch says."""

from datetime import timedelta

from ghapp.demo.sample import with_item
from tests.stories.test_merging import ONE, TWO


def in_section(text: str, item: str, section: str) -> bool:
    """Whether an item stands below a heading, before the next one."""
    below = text.partition(f"### {section}\n")[2].partition("\n#")[0]
    return item in below


async def test_a_section_is_changed_on_the_branch(newsletter):
    """Where the branch can be written, the author sees the move as a commit."""
    pull = await newsletter.submit("Research", ONE)

    await pull.comment("ferris", "/section miscelaneous")

    text = pull.pull.read(newsletter.sample.draft).decode()
    assert in_section(text, ONE, "Miscellaneous")
    assert not in_section(text, ONE, "Research")
    assert pull.labels == {"section: Miscellaneous"}
    assert pull.reactions == [["+1"]]


async def test_a_section_is_kept_for_a_fork(newsletter):
    """Where it cannot be written, labels follow at once and the merge moves it."""
    pull = await newsletter.submit("Research", ONE, from_fork=True, maintainer_can_modify=False)

    await pull.comment("editor", "/section Miscellaneous")
    assert "when I merge it" in pull.replies[0]
    assert pull.labels == {"section: Miscellaneous"}

    await pull.comment("editor", "/merge")
    assert pull.pull.merged
    assert in_section(newsletter.draft_text, ONE, "Miscellaneous")


async def test_the_next_push_ends_a_kept_move(newsletter):
    """What its author pushes later says where it belongs."""
    pull = await newsletter.submit("Research", ONE, from_fork=True, maintainer_can_modify=False)
    await pull.comment("editor", "/section Miscellaneous")

    await pull.push(TWO)

    assert pull.labels == {"section: Research"}


async def test_a_move_by_its_author_ends_the_approval(newsletter):
    """What an editor approved is not what would be merged."""
    pull = await newsletter.submit("Research", ONE, from_fork=True, maintainer_can_modify=False)
    await pull.review("editor")
    assert "approved" in pull.labels

    await pull.comment("ferris", "/section Miscellaneous")

    assert "approved" not in pull.labels


async def test_an_unknown_section(newsletter):
    """Which sections there are is told."""
    pull = await newsletter.submit("Research", ONE)

    await pull.comment("ferris", "/section Gardening")

    assert pull.reactions == [["confused"]]
    assert "`Research`" in pull.replies[0]


async def published_with_next(newsletter) -> str:
    """An editor publishes the draft and adds the next one; its path."""
    edition = newsletter.sample.draft.replace("draft/", "content/")
    following = (newsletter.sample.day + timedelta(days=7)).isoformat()
    path = newsletter.sample.draft.replace(newsletter.sample.day.isoformat(), following)
    text = newsletter.draft_text
    await newsletter.push({newsletter.sample.draft: None, edition: text, path: text})
    return path


async def test_what_missed_an_edition_counts_for_the_next(newsletter):
    """Silently: labels stay, the check says what it waits for, `/merge` brings it there."""
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    path = await published_with_next(newsletter)

    assert pull.app_comments == []
    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"
    assert path in pull.check.summary

    await pull.comment("editor", "/merge")

    assert pull.pull.merged
    assert in_section(newsletter.repository.read("main", path).decode(), ONE, "Research")
    edition = newsletter.sample.draft.replace("draft/", "content/")
    assert ONE not in newsletter.repository.read("main", edition).decode()


async def test_without_carry_over_a_late_one_is_refused(newsletter):
    """The editors' settings say so, and the reply names the way on."""
    await newsletter.push({".github/ghapp.toml": SETTINGS})
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    await published_with_next(newsletter)

    await pull.comment("editor", "/merge")

    assert not pull.pull.merged
    assert "`/retarget`" in pull.replies[0]


SETTINGS = '[draft]\nfilename = "{date}-crab-weekly.md"\n[merge]\ncarry_over = false\n'


async def test_retarget_moves_what_was_added_to_an_edition(newsletter):
    """A link in a published edition reaches nobody: its author has it moved."""
    path = await published_with_next(newsletter)
    edition = newsletter.sample.draft.replace("draft/", "content/")
    before = newsletter.repository.read("main", edition).decode()
    pull = await newsletter.change({edition: with_item(before, "Research", ONE)})
    assert "published edition" in pull.labels

    await pull.comment("ferris", "/retarget")

    assert in_section(pull.pull.read(path).decode(), ONE, "Research")
    assert pull.pull.read(edition).decode() == before
    assert pull.labels == {"section: Research"}


async def test_a_conflict_that_only_people_can_solve_is_labelled(newsletter):
    """The report shows both versions of the one submission, until its author decides."""
    text = with_item(newsletter.draft_text, "Research", ONE)
    await newsletter.push({newsletter.sample.draft: text})
    pull = await newsletter.change(
        {newsletter.sample.draft: text.replace("[One]", "[One crab]")}, from_fork=True
    )
    assert "conflict" not in pull.labels

    await newsletter.push({newsletter.sample.draft: text.replace("[One]", "[The one]")})
    assert "conflict" in pull.labels
    assert "[One crab]" in pull.report
    assert "[The one]" in pull.report

    await pull.push_file(newsletter.sample.draft, text.replace("[One]", "[The one]"))
    assert "conflict" not in pull.labels
    assert "All is well" in pull.report
