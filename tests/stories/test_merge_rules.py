"""Merging under a branch's rules, and while others push: never half done, always told."""

import asyncio
from dataclasses import replace

import pytest

from ghapp.demo.sample import with_item
from ghapp.sandbox.actions.checking import create_run
from ghapp.sandbox.state.conversation import Actor
from tests.stories.test_merging import (
    ONE,
    THREE,
    TWO,
    app_branches,
    own_pulls,
    three_at_one_place,
)

OTHER = "* [Other](https://other.example/)"


@pytest.fixture
def options(options):
    """What is waited for by the minute here would keep a story waiting too."""
    return replace(options, pace=replace(options.pace, haste=0.002))


async def settled(newsletter):
    await newsletter.app.settled(delayed=True)


async def two_at_one_place(newsletter):
    """Two that conflict, the first of them merged by hand."""
    pulls = await three_at_one_place(newsletter)
    await pulls[0].pull.merge(by="editor")
    await settled(newsletter)
    return pulls[0], pulls[1]


async def test_a_required_review_that_was_given(newsletter):
    """It is merged, though GitHub does not know at first whether it can be."""
    newsletter.repository.protect("main", required_approvals=1)
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    await pull.review("editor")
    newsletter.app.sandbox.fail_next("PUT", r"/merge$", 405, body={"message": "Base branch was."})

    await pull.comment("editor", "/merge")

    assert pull.pull.merged
    assert pull.replies == []


async def test_a_required_review_of_what_the_app_offers(newsletter):
    """A person approves it, and the next command merges."""
    newsletter.repository.protect("main", required_approvals=1)
    pulls = await three_at_one_place(newsletter)
    for pull in pulls[:2]:
        await pull.review("editor")
    await pulls[0].comment("editor", "/merge")
    await pulls[1].comment("editor", "/merge")
    assert not pulls[1].pull.merged
    (own,) = own_pulls(newsletter)
    assert f"#{own.number} holds" in pulls[1].replies[0]
    assert "1 approving review" in pulls[1].replies[0]

    await own.review("editor", "Well.", "APPROVE")
    await pulls[1].comment("editor", "/merge")

    assert pulls[1].pull.merged
    assert own_pulls(newsletter) == [own]
    assert f"{ONE}\n{TWO}\n" in newsletter.draft_text
    assert app_branches(newsletter) == set()


@pytest.mark.parametrize("rules", [{"merge_queue": True}, {"required_approvals": 1}])
async def test_what_a_rule_forbids(newsletter, rules):
    """The reply says what a person has to do."""
    newsletter.repository.protect("main", **rules)
    pull = await newsletter.submit("Research", ONE, from_fork=True)

    await pull.comment("editor", "/merge")

    assert not pull.pull.merged
    assert pull.reactions == [["confused"]]
    assert len(pull.replies) == 1
    assert app_branches(newsletter) == set()


async def test_a_linear_history(newsletter):
    """What git can merge is squashed; what takes a merge commit is left to a person."""
    newsletter.repository.protect("main", linear_history=True)
    first, second, _ = await three_at_one_place(newsletter)
    await first.comment("editor", "/merge")
    await second.comment("editor", "/merge")

    assert first.pull.merged
    assert not second.pull.merged
    (own,) = own_pulls(newsletter)
    assert f"#{own.number} holds the result" in second.replies[0]


async def test_the_offer_goes_when_the_pull_request_gets_another_head(newsletter):
    """And the next command makes it anew."""
    newsletter.repository.protect("main", linear_history=True)
    first, second, _ = await three_at_one_place(newsletter)
    await first.comment("editor", "/merge")
    await second.comment("editor", "/merge")
    await second.push(THREE)
    assert app_branches(newsletter) == set()
    assert not any(pull.open for pull in own_pulls(newsletter))


async def test_a_push_in_between_starts_again(newsletter):
    """Somebody pushes a line at the same place just when it is merged."""
    _, second = await two_at_one_place(newsletter)
    text = with_item(newsletter.draft_text, "Research", OTHER)
    newsletter.app.sandbox.fail_next(
        "PUT", r"/merge$", 405, body={"message": "Base branch was modified."}
    )
    await second.comment("editor", "/merge", settle=False)
    await newsletter.repository.push("main", {newsletter.sample.draft: text})
    await settled(newsletter)

    assert second.pull.merged
    assert newsletter.draft_text.count(TWO) == 1
    assert newsletter.draft_text.count(OTHER) == 1
    assert newsletter.draft_text.count(ONE) == 1


async def test_two_editors_merge_the_same_at_once(newsletter):
    """Once, and both see that it is done."""
    newsletter.repository.set_permission("other", "write")
    _, second = await two_at_one_place(newsletter)
    for who in ("editor", "other", "editor"):
        await second.comment(who, "/merge", settle=False)
    await settled(newsletter)
    assert second.pull.merged
    assert second.reactions == [["+1"]] * 3
    assert newsletter.draft_text.count(TWO) == 1
    assert app_branches(newsletter) == set()


async def test_two_editors_merge_two_at_once(newsletter):
    """One after the other, nothing lost."""
    pulls = await three_at_one_place(newsletter)
    for pull in pulls:
        await pull.comment("editor", "/merge", settle=False)
    await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)
    for item in (ONE, TWO, THREE):
        assert newsletter.draft_text.count(item) == 1
    assert app_branches(newsletter) == set()


async def test_fifty_at_once(newsletter):
    """Fifty comments on one pull request: it is merged once."""
    _, second = await two_at_one_place(newsletter)
    for _ in range(50):
        await second.comment("editor", "/merge", settle=False)
    await settled(newsletter)
    assert second.pull.merged
    assert second.reactions == [["+1"]] * 50
    assert second.replies == []


async def test_a_fork_that_is_gone(newsletter):
    """Its head is still there, and can be merged."""
    _, second = await two_at_one_place(newsletter)
    await second.pull.delete_head_repository()
    await second.comment("editor", "/merge")
    assert second.pull.merged
    assert TWO in newsletter.draft_text


async def test_an_organisations_fork(newsletter):
    """Nobody can write to it; it is merged all the same."""
    first = await newsletter.submit("Research", ONE, from_fork=True)
    second = await newsletter.submit(
        "Research", "- [Two](https://two.example/)", organization_fork=True, author="gopher"
    )
    await first.comment("editor", "/merge")
    await second.comment("editor", "/fix")
    await second.comment("editor", "/merge")
    assert second.pull.merged
    assert TWO in newsletter.draft_text


async def test_words_of_strangers_stay_out_of_commits(newsletter):
    """Titles, messages and branches close no issue and mention nobody."""
    text = with_item(newsletter.draft_text, "Research", ONE)
    evil = "Fixes #1 @everyone `x`\n\nCo-authored-by: Eve <eve@eve.example>"
    pulls = []
    for author, item in (("ferris", ONE), ("gopher", TWO)):
        text = with_item(newsletter.draft_text, "Research", item)
        pull = await newsletter.repository.open_pull(
            author=author,
            title="Fixes #1 @everyone `x` ``` <b>",
            branch="fixes-#1",
            files={newsletter.sample.draft: text},
            message=evil,
        )
        await newsletter.app.settled()
        pulls.append(pull)
    newsletter.clock.advance(2)
    for pull in pulls:
        await pull.comment("editor", "/merge")
        await settled(newsletter)
        assert pull.merged
        message = newsletter.repository.message(newsletter.repository.branches["main"])
        for word in ("Fixes", "everyone", "Eve", "`"):
            assert word not in message
    for own in own_pulls(newsletter):
        assert "Fixes" not in own.title + own.body


async def test_a_required_check_that_runs(newsletter):
    """The reply says that it is waited for, also where GitHub had another reason first."""
    newsletter.repository.protect("main", required_checks=("build",))
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    newsletter.app.sandbox.fail_next("PUT", r"/merge$", 409)
    await pull.comment("editor", "/merge", settle=False)
    await until(lambda: pull.replies)
    assert "I merge as soon as that has passed" in pull.replies[0]
    assert pull.reactions == [[]]

    finish(newsletter, "build", pull.pull.head_sha, "success")
    await settled(newsletter)
    assert pull.pull.merged
    assert pull.reactions == [["+1"]]
    assert len(pull.replies) == 1


async def test_a_required_check_that_fails(newsletter):
    """What the app offers is left to a person, with the reason, and goes with its pull request."""
    _, second = await two_at_one_place(newsletter)
    newsletter.repository.protect("main", required_checks=("build",))
    await second.comment("editor", "/merge", settle=False)
    await until(lambda: second.replies)
    (own,) = own_pulls(newsletter)
    finish(newsletter, "build", own.head_sha, "failure")
    await settled(newsletter)
    assert not second.pull.merged
    assert "`build`, which did not pass" in second.replies[0]
    assert f"#{own.number} holds" in second.replies[0]
    assert second.reactions == [["confused"]]

    await second.pull.close(by="ferris")
    await settled(newsletter)
    assert not own.open
    assert app_branches(newsletter) == set()


async def until(holds) -> None:
    """Wait for what happens while a command still waits."""
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


def finish(newsletter, name: str, head: str, conclusion: str) -> None:
    """Another check of a head comes to its end."""
    repository = newsletter.repository
    actor = Actor(repository.site.world.user("ci"))
    fields = {"status": "completed", "conclusion": conclusion}
    create_run(repository.site, repository.state, name, head, fields, actor)


async def test_files_beside_the_newsletter(newsletter):
    """What git can merge is merged, though others changed the draft meanwhile."""
    pull = await newsletter.change({"README.md": "Changed.\n", "tools/x.py": "x = 1\n"})
    await newsletter.push({newsletter.sample.draft: f"{newsletter.draft_text}\n"})
    await pull.comment("editor", "/merge")
    assert pull.replies == []
    assert pull.pull.merged
    assert newsletter.repository.read("main", "tools/x.py") == b"x = 1\n"


async def test_a_draft_beside_what_only_git_can_merge(newsletter):
    """The draft is proven all the same: git would have the link twice."""
    template = "draft/DRAFT_TEMPLATE"
    text = newsletter.repository.read("main", template).decode()
    draft = with_item(newsletter.draft_text, "Research", ONE)
    pull = await newsletter.change({template: f"{text}\nLast.\n", newsletter.sample.draft: draft})
    moved = newsletter.draft_text.replace("### Research\n\n", f"### Research\n\n{ONE}\n")
    await newsletter.push({template: f"First.\n{text}", newsletter.sample.draft: moved})
    await pull.comment("editor", "/merge anyway")
    assert newsletter.draft_text.count(ONE) == 1
    assert not pull.pull.merged
    assert f"`{template}` was changed meanwhile" in pull.replies[0]
