"""What a merge waits for, and for how long; and clocks that do not agree."""

import pytest

from ghapp.features.merge_tries import MOST_WAITS, MergeTries
from tests.stories.test_merging import ONE


async def test_a_required_check_that_never_comes(newsletter):
    """After six hours the editor learns that nothing was merged, and for want of what."""
    newsletter.repository.protect("main", required_checks=("preview",))
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    tries = MergeTries(pull.pull.head_sha, 0, MOST_WAITS)
    await newsletter.app.store.remember(tries, newsletter.repository.full_name, pull.number)

    await pull.comment("editor", "/merge")

    assert not pull.pull.merged
    assert pull.reactions == [["confused"]]
    assert "I waited for six hours" in pull.replies[-1]
    assert "`preview`" in pull.replies[-1]


@pytest.mark.parametrize("seconds", [-600, 600])
async def test_a_host_whose_clock_is_ten_minutes_off(newsletter, clock, seconds):
    """Which head a comment speaks of is told by GitHub's clock alone."""
    clock.advance(seconds)
    pull = await newsletter.submit("Research", ONE, from_fork=True)

    await pull.comment("editor", "/merge")

    assert pull.pull.merged
    assert ONE in newsletter.draft_text
