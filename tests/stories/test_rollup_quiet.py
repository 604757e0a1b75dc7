"""The rollup writes no more than it has to, and costs little."""

from collections import Counter
from datetime import UTC, datetime

from ghapp.demo.running import APP_ID, UNHURRIED
from ghapp.demo.sample import with_item
from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.features.rollup import refresh_rollup
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from tests.stories.test_merging import TWO, three_at_one_place
from tests.stories.test_rollup import rolled_up, rollup, settled, text_of

MEMBERS = 40
AROUND = 25  # reads of the default branch and its editions, and of the list of pull requests


def calls_since(newsletter, start: int):
    """What the app asked of GitHub, without what cost nothing."""
    return [call for call in newsletter.app.sandbox.requests[start:] if not call.not_modified]


def writes(newsletter, start: int) -> list[str]:
    """What it wrote; tokens are no writing."""
    return [
        f"{call.method} {call.path}"
        for call in calls_since(newsletter, start)
        if call.method != "GET" and "access_tokens" not in call.path
    ]


async def test_nothing_changed(newsletter):
    """Asked for again, and after a push that changes nothing, it stays as it is."""
    pulls = await rolled_up(newsletter)
    head, start = rollup(newsletter).head_sha, len(newsletter.app.sandbox.requests)
    newsletter.clock.advance(2)
    await rollup(newsletter).comment("editor", "/rollup")
    await pulls[0].review("editor")
    await settled(newsletter)
    assert rollup(newsletter).head_sha == head
    assert [one for one in writes(newsletter, start) if "reactions" not in one] == []
    assert [run.status for run in newsletter.repository.check_runs(head)] == ["completed"]


async def test_approvals_at_once_are_one_refresh(newsletter):
    """Three commits would be three pushes."""
    pulls = await three_at_one_place(newsletter)
    await pulls[0].comment("editor", "/approve\n/rollup")
    start = len(newsletter.app.sandbox.requests)
    newsletter.app.sandbox.hold_deliveries()
    for pull in pulls[1:]:
        newsletter.clock.advance(1)
        await pull.pull.review("editor", "", "APPROVE")
    newsletter.app.sandbox.release_deliveries()
    await settled(newsletter)
    assert TWO in text_of(newsletter)
    moved = [one for one in writes(newsletter, start) if "graphql" in one]
    assert len(moved) == 1


async def test_the_check_is_in_progress_until_a_push_is_followed(newsletter):
    """On a person's head it is begun, on the app's own completed."""
    await rolled_up(newsletter)
    text = text_of(newsletter).replace("[One]", "[The one]")
    pushed = await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: text})
    await settled(newsletter)
    begun = newsletter.repository.check_runs(pushed)
    assert [run.status for run in begun] == ["in_progress"]
    after = rollup(newsletter).check_runs
    assert [run.status for run in after] == ["completed"]
    assert after[0].head_sha != pushed


async def test_branches_are_moved_as_they_were_read(newsletter):
    """The default branch never, the app's own only against the tip that was read."""
    pulls = await rolled_up(newsletter)
    for pull in pulls:
        await pull.comment("editor", "/merge")
    await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)
    asked = Counter(one for one in writes(newsletter, 0) if "/git/refs" in one)
    assert not asked


async def test_a_rollup_of_forty(newsletter, private_key):
    """A process that has read nothing yet reads each twice, and writes five times in all."""
    for number in range(MEMBERS):
        item = f"* [Page {number}](https://p{number}.example/)"
        text = with_item(newsletter.draft_text, "Research", item)
        pull = await newsletter.change(
            {newsletter.sample.draft: text}, author=f"author{number}", settle=False
        )
        await pull.pull.review("editor", "", "APPROVE")
    await newsletter.app.settled()
    start = len(newsletter.app.sandbox.requests)

    github = GitHubApp(
        AppKey(APP_ID, private_key), api_url=newsletter.app.sandbox.api_url, timing=UNHURRIED
    )
    place = newsletter.installation, newsletter.repository.full_name
    repository, store = await github.repository(*place), newsletter.app.store
    context = JobContext(
        repository,
        store,
        newsletter.app.engine,
        datetime.now(UTC),
        place[0],
        "",
        DefaultBranch().read,
    )
    await refresh_rollup(context, opens=True)
    await github.close()

    assert text_of(newsletter).count("[Page ") == MEMBERS
    reads = [call for call in calls_since(newsletter, start) if call.method == "GET"]
    assert len(reads) <= 2 * MEMBERS + AROUND
    assert len(writes(newsletter, start)) == 5  # tree, commit, branch, pull request, check run
