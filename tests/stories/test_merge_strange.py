"""Merging what is strange: emptied, renamed and headless drafts, and rights that are missing."""

import pytest

from ghapp.demo.sample import with_item
from tests.stories.test_commands import lose_permission
from tests.stories.test_merging import ONE, TWO, app_branches, own_pulls, three_at_one_place
from tests.stories.test_rollup import rolled_up, rollup, rollups, settled, text_of

BAD = "- [One](https://one.example/)"


async def strange(newsletter, kind: str):
    """A pull request that does more to the draft than adding to it; others push meanwhile."""
    path, text = newsletter.sample.draft, newsletter.draft_text
    added = with_item(text, "Research", TWO)
    files = {
        "emptied": {path: ""},
        "deleted": {path: None},
        "heading gone": {path: added.replace("### Research\n", "")},
        "renamed": {path: None, path.replace("crab-weekly", "crabs"): added},
        "template": {path: added, "draft/DRAFT_TEMPLATE": "# None\n"},
        "windows": {path: added.replace("\n", "\r\n")},
    }[kind]
    pull = await newsletter.change(files, author="gopher")
    await newsletter.push({path: with_item(text, "Research", ONE)})
    return pull


@pytest.mark.parametrize(
    "kind", ["emptied", "deleted", "heading gone", "renamed", "template", "windows"]
)
async def test_what_is_strange_loses_nothing(newsletter, kind):
    """Whatever is asked, what others submitted is there afterwards, once."""
    pull = await strange(newsletter, kind)
    await pull.comment("editor", "/merge")
    await pull.comment("editor", "/merge anyway")
    await pull.comment("editor", "/approve\n/rollup")
    drafts = [p for p in newsletter.repository.paths("main") if p.startswith("draft/2")]
    texts = [newsletter.repository.read("main", p).decode() for p in drafts]
    assert sum(text.count("https://one.example/") for text in texts) == 1, pull.replies
    assert len(pull.replies) >= 2 or pull.pull.merged
    if pull.pull.merged and kind != "emptied":
        assert sum(text.count("https://two.example/") for text in texts) == 1, pull.replies


@pytest.mark.parametrize("text", ["/merge", "/rollup", "/fix", "/section Miscellaneous"])
@pytest.mark.parametrize("is_fork", [True, False])
async def test_without_the_right_to_write_contents(newsletter, text, is_fork):
    """The reply names it, nothing is half done, and all that only speaks works."""
    await newsletter.push(
        {newsletter.sample.draft: with_item(newsletter.draft_text, "Research", TWO)}
    )
    pull = await newsletter.submit("Research", BAD, from_fork=is_fork)
    head, main = pull.pull.head_sha, newsletter.repository.branches["main"]
    lose_permission(newsletter, "contents")
    await pull.comment("editor", "/approve")
    await pull.comment("editor", text)

    assert "`contents: write`" in pull.replies[0]
    assert pull.reactions == [["+1"], ["confused"]]
    assert (pull.pull.head_sha, newsletter.repository.branches["main"]) == (head, main)
    assert own_pulls(newsletter) == []
    assert app_branches(newsletter) == set()
    assert pull.labels == {"section: Research", "needs fixes", "approved"}
    await pull.push(ONE)
    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"


async def test_the_rollup_is_merged_after_a_pull_request_that_conflicts(newsletter):
    """One after the other, in one lane."""
    pulls = await three_at_one_place(newsletter)
    for pull in pulls[:2]:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    newsletter.clock.advance(2)
    await pulls[2].comment("editor", "/merge", settle=False)
    await rollup(newsletter).comment("editor", "/merge")
    await settled(newsletter)
    if not pulls[0].pull.merged:
        (found,) = rollups(newsletter)
        said = [c.body for c in found.comments if "Not merged" in c.body]
        assert len(said) == 1
        newsletter.clock.advance(2)
        await found.comment("editor", "/merge")
        await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)
    for name in ("one", "two", "three"):
        assert newsletter.draft_text.count(f"https://{name}.example/") == 1
    assert app_branches(newsletter) == set()


async def test_an_offer_of_a_member_goes_with_the_rollup(newsletter):
    """What a person could have finished is merged in the rollup, and closed."""
    newsletter.repository.protect("main", required_approvals=1)
    pulls = await rolled_up(newsletter)
    await pulls[0].pull.merge(by="editor")
    await settled(newsletter)
    await pulls[1].comment("editor", "/merge")
    offered = [own for own in own_pulls(newsletter) if "merge-" in own.state.head_ref]
    assert [own.open for own in offered] == [True]
    await rollup(newsletter).review("editor", "Well.", "APPROVE")
    await rollup(newsletter).merge(by="editor")
    await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)
    assert [own.open for own in offered] == [False]
    assert app_branches(newsletter) == set()


async def test_two_editors_work_on_a_rollup_while_it_is_refreshed(newsletter):
    """A push that comes in between is read again."""
    pulls = await rolled_up(newsletter)
    text = text_of(newsletter)
    await newsletter.repository.push(
        "ghapp/rollup", {newsletter.sample.draft: text.replace("[One]", "[The one]")}
    )
    await pulls[1].comment("editor", "/unapprove", settle=False)
    text = rollup(newsletter).read(newsletter.sample.draft).decode()
    await newsletter.repository.push(
        "ghapp/rollup", {newsletter.sample.draft: text.replace("[Three]", "[The three]")}
    )
    await settled(newsletter)
    after = text_of(newsletter)
    assert "[The one]" in after
    assert "[The three]" in after
    assert TWO not in after
    assert [run.status for run in rollup(newsletter).check_runs] == ["completed"]
