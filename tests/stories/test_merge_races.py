"""Others push between the plan of a merge and the merge itself."""

from datetime import UTC, datetime

import pytest

from ghapp.demo.running import APP_ID, UNHURRIED
from ghapp.demo.sample import with_item
from ghapp.features.context import JobContext
from ghapp.features.default_branch import DefaultBranch
from ghapp.features.merge_tries import MergeWish, NotYet
from ghapp.features.merging import PullMerged, merge_pull
from ghapp.github.app import GitHubApp
from ghapp.github.app_auth import AppKey
from tests.in_memory import MemoryStore
from tests.stories.test_merging import ONE, TWO, app_branches, own_pulls

OTHER = "* [Other](https://other.example/)"


class Meddled:
    """A repository in which somebody does something just before or after a merge, once."""

    def __init__(self, inner, before, after) -> None:
        self._inner, self._before, self._after = inner, before, after

    def __getattr__(self, name: str):
        return getattr(self._inner, name)

    async def merge_pull(self, *arguments):
        """Merge a pull request, while somebody meddles."""
        before, self._before = self._before, None
        if before is not None:
            await before()
        await self._inner.merge_pull(*arguments)
        if self._after is not None:
            await self._after()


@pytest.fixture
async def merge(newsletter, private_key):
    """Merges a pull request, again and again, while somebody meddles once."""
    newsletter.app.sandbox.hold_deliveries()
    url = newsletter.app.sandbox.api_url
    github = GitHubApp(AppKey(APP_ID, private_key), api_url=url, timing=UNHURRIED)
    store, place = MemoryStore(), (newsletter.installation, newsletter.repository.full_name)

    async def merged(pull, before=None, after=None):
        wish = MergeWish(pull.number, pull.pull.head_sha)
        repository = Meddled(await github.repository(*place), before, after)
        for _ in range(6):  # a job each
            now, read = datetime.now(UTC), DefaultBranch().read
            context = JobContext(repository, store, None, now, place[0], "", read)
            outcome = await merge_pull(context, wish)
            if not isinstance(outcome, NotYet):
                return outcome
        raise AssertionError("it has no end")

    yield merged
    await github.close()


async def two(newsletter):
    """Two that conflict, and one of them is merged."""
    pulls = []
    for author, item in (("ferris", ONE), ("gopher", TWO)):
        text = with_item(newsletter.draft_text, "Research", item)
        pulls.append(
            await newsletter.change({newsletter.sample.draft: text}, author=author, settle=False)
        )
    await pulls[0].pull.merge(by="editor")
    return pulls[1]


async def test_a_push_at_the_same_place(newsletter, merge):
    """Git cannot merge the first try any more; the second is made from the new tip."""
    pull = await two(newsletter)

    async def push():
        text = newsletter.draft_text.replace(ONE, f"{ONE}\n{OTHER}")
        await newsletter.repository.push("main", {newsletter.sample.draft: text})

    outcome = await merge(pull, push)
    assert outcome == PullMerged()
    for item in (ONE, TWO, OTHER):
        assert newsletter.draft_text.count(item) == 1
    assert len(own_pulls(newsletter)) == 1
    assert app_branches(newsletter) == set()


async def test_a_push_elsewhere_that_adds(newsletter, merge):
    """What others add meanwhile is theirs, and nothing is told."""
    pull = await two(newsletter)

    async def push():
        text = with_item(newsletter.draft_text, "Miscellaneous", OTHER)
        await newsletter.repository.push("main", {newsletter.sample.draft: text})

    outcome = await merge(pull, push)
    assert outcome == PullMerged()
    assert newsletter.draft_text.count(OTHER) == 1


async def test_a_push_that_adds_the_same(newsletter, merge):
    """The link is there twice afterwards, and the editor is told."""
    pull = await two(newsletter)

    async def push():
        text = newsletter.draft_text.replace(TWO, f"{TWO}\n{TWO}")
        await newsletter.repository.push("main", {newsletter.sample.draft: text})

    outcome = await merge(pull, after=push)
    assert newsletter.draft_text.count(TWO) == 2
    assert f"has `{TWO}` twice" in outcome.text


async def test_a_push_that_deletes_elsewhere(newsletter, merge):
    """The draft is not what was proven, and the editor is told what it lacks."""
    text = with_item(newsletter.draft_text, "Miscellaneous", OTHER)
    await newsletter.repository.push("main", {newsletter.sample.draft: text})
    pull = await two(newsletter)

    async def push():
        text = newsletter.draft_text.replace(f"{OTHER}\n", "")
        await newsletter.repository.push("main", {newsletter.sample.draft: text})

    outcome = await merge(pull, after=push)
    assert pull.pull.merged
    assert f"lacks `{OTHER}`" in outcome.text


async def test_another_head(newsletter, merge):
    """What was not seen is not merged, and nothing is left of the offer."""
    pull = await two(newsletter)

    async def push():
        await pull.pull.push({newsletter.sample.draft: "# Empty\n"})

    await merge(pull, push)
    assert "# Empty" not in newsletter.draft_text
    assert newsletter.draft_text.count(ONE) == 1
