"""Merging: an editor comments `/merge`, whatever others changed at the same place."""

import pytest

from ghapp.demo.sample import with_item
from tests.stories.conftest import StoryPull

ONE = "* [One](https://one.example/)"
TWO = "* [Two](https://two.example/)"
THREE = "* [Three](https://three.example/)"


def own_pulls(newsletter):
    pulls = newsletter.repository.pulls
    return [pull for pull in pulls if pull.state.head_ref.startswith("ghapp/")]


def app_branches(newsletter):
    return {name for name in newsletter.repository.branches if name.startswith("ghapp/")}


async def three_at_one_place(newsletter) -> list[StoryPull]:
    """Three people add a link to one section, none knowing of the others."""
    found = []
    for author, item in (("ferris", ONE), ("gopher", TWO), ("duke", THREE)):
        found.append(await newsletter.submit("Research", item, author=author, from_fork=True))
    return found


async def test_three_that_conflict_are_merged_one_after_the_other(newsletter):
    """No link is lost, all show as merged, and no branch or pull request of the app is left."""
    newsletter.repository.protect("main")
    pulls = await three_at_one_place(newsletter)

    for pull in pulls:
        await pull.comment("editor", "/merge")

    assert [pull.pull.merged for pull in pulls] == [True, True, True]
    assert f"{ONE}\n{TWO}\n{THREE}\n" in newsletter.draft_text
    assert [pull.reactions for pull in pulls] == [[["+1"]], [["+1"]], [["+1"]]]
    assert [pull.replies for pull in pulls] == [[], [], []]
    assert app_branches(newsletter) == set()
    assert not any(pull.open for pull in own_pulls(newsletter))


async def test_what_git_can_merge_is_merged_by_github_itself(newsletter):
    """One pull request alone needs no branch of the app, and its commit has no stranger's words."""
    pull = await newsletter.submit("Research", ONE, from_fork=True)

    await pull.comment("editor", "/merge")

    assert pull.pull.merged
    assert own_pulls(newsletter) == []
    tip = newsletter.repository.branches["main"]
    message = newsletter.repository.message(tip)
    title, _, rest = message.partition("\n\n")
    assert title == f"Merge pull request #{pull.number}"
    assert rest.startswith("- Research\n\nCo-authored-by: ")
    assert "@users.noreply.github.com>" in message


async def test_corrections_are_applied_at_the_merge(newsletter):
    """What the app suggested is in the draft, though the author never answered."""
    pull = await newsletter.submit("Research", "- [One](https://one.example/)", from_fork=True)

    await pull.comment("editor", "/merge")

    assert pull.pull.merged
    assert ONE in newsletter.draft_text


async def test_a_head_that_came_after_the_comment_is_not_merged(newsletter):
    """The editor has seen another line than the one that is there now."""
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    seen = pull.pull.head_sha
    await pull.push(TWO)

    await pull.comment("editor", f"/merge {seen[:10]}")

    assert not pull.pull.merged
    assert pull.reactions == [["confused"]]
    assert "Not merged" in pull.replies[0]


@pytest.mark.parametrize("command", ["/merge", "/merge anyway"])
async def test_errors_keep_from_merging(newsletter, command):
    """An editor passes over them with `anyway`, and the commit says so."""
    pull = await newsletter.submit("Research", "* [One](one.example/a b)", from_fork=True)
    assert pull.check.conclusion == "failure"

    await pull.comment("editor", command)

    assert pull.pull.merged is (command == "/merge anyway")
    if pull.pull.merged:
        message = newsletter.repository.message(newsletter.repository.branches["main"])
        assert "in spite of errors" in message
    else:
        assert "`/merge anyway`" in pull.replies[0]


async def test_a_draft_and_a_stranger_are_refused(newsletter):
    """Neither is merged, and each learns why."""
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    await pull.comment("ferris", "/merge")
    await pull.pull.set_draft(True)
    await pull.comment("editor", "/merge")

    assert not pull.pull.merged
    assert "for editors" in pull.replies[0]
    assert "still a draft" in pull.replies[1]


async def test_a_true_conflict_shows_both_versions(newsletter):
    """Two people reword one submission: nobody but a person can tell which holds."""
    text = with_item(newsletter.draft_text, "Research", ONE)
    await newsletter.push({newsletter.sample.draft: text})
    first = await newsletter.change(
        {newsletter.sample.draft: text.replace("[One]", "[One crab]")}, author="ferris"
    )
    second = await newsletter.change(
        {newsletter.sample.draft: text.replace("[One]", "[The one]")}, author="gopher"
    )
    await first.comment("editor", "/merge")

    await second.comment("editor", "/merge")

    assert not second.pull.merged
    assert "[One crab]" in second.replies[0]
    assert "[The one]" in second.replies[0]


async def test_a_repository_that_squashes_only(newsletter):
    """What git can merge is squashed; the rest a person finishes, and is told how."""
    newsletter.repository.set_merge_methods("squash")
    first, second, _ = await three_at_one_place(newsletter)

    await first.comment("editor", "/merge")
    await second.comment("editor", "/merge")

    assert first.pull.merged
    assert not second.pull.merged
    (own,) = own_pulls(newsletter)
    assert own.open
    assert f"#{own.number} holds the result" in second.replies[0]

    await second.pull.close(by="editor")
    await newsletter.app.settled()
    assert not own.open
    assert app_branches(newsletter) == set()


async def test_a_branch_of_somebody_is_not_forced_over(newsletter):
    """An editor's own work on a branch of that name stays, and the reply says what to do."""
    first, second, _ = await three_at_one_place(newsletter)
    branch = f"ghapp/merge-{second.number}"
    theirs = second.pull.head_sha
    await newsletter.repository.set_branch(branch, newsletter.repository.branches["main"])
    before = newsletter.repository.branches[branch]
    await first.comment("editor", "/merge")

    await second.comment("editor", "/merge")

    assert newsletter.repository.branches[branch] == before
    assert second.pull.head_sha == theirs
    assert not second.pull.merged
    assert f"`{branch}`" in second.replies[0]
