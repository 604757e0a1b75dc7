"""The rollup: one pull request brings in everything that is approved, and editors work on it."""

import pytest

from ghapp.demo.sample import with_item
from tests.stories.test_merging import ONE, THREE, TWO, app_branches, three_at_one_place
from tests.stories.test_moves import published_with_next


def rollups(newsletter):
    return [p for p in newsletter.repository.pulls if p.state.head_ref == "ghapp/rollup"]


def rollup(newsletter):
    (found,) = [pull for pull in rollups(newsletter) if pull.open]
    return found


def text_of(newsletter):
    return rollup(newsletter).read(newsletter.sample.draft).decode()


async def settled(newsletter):
    await newsletter.app.settled(delayed=True)


async def rolled_up(newsletter):
    """Three that conflict are approved, and one editor asks for the rollup."""
    pulls = await three_at_one_place(newsletter)
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    return pulls


async def test_a_rollup_brings_all_in(newsletter):
    """Three that conflict are approved and rolled up; merged, all of them show as merged."""
    newsletter.repository.protect("main")
    pulls = await rolled_up(newsletter)

    found = rollup(newsletter)
    assert pulls[0].replies == [f"The rollup is #{found.number}."]
    assert all(f"#{pull.number} by" in found.body for pull in pulls)
    assert found.labels == set()
    await found.merge(by="editor")
    await settled(newsletter)

    assert [pull.pull.merged for pull in pulls] == [True, True, True]
    assert f"{ONE}\n{TWO}\n{THREE}\n" in newsletter.draft_text
    assert app_branches(newsletter) == set()


async def test_it_follows_approvals(newsletter):
    """Who is approved later comes in, and who is no more goes out."""
    pulls = await three_at_one_place(newsletter)
    await pulls[0].review("editor")
    await pulls[0].comment("editor", "/rollup")
    assert TWO not in text_of(newsletter)

    await pulls[1].review("editor")
    await settled(newsletter)
    assert f"{ONE}\n{TWO}\n" in text_of(newsletter)

    await pulls[0].comment("editor", "/unapprove")
    await settled(newsletter)
    assert ONE not in text_of(newsletter)
    assert TWO in text_of(newsletter)


async def test_what_editors_do_on_the_branch_stays(newsletter):
    """Reworded, reordered and moved lines survive the next approval."""
    pulls = await three_at_one_place(newsletter)
    for pull in pulls[:2]:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    text = text_of(newsletter)
    reworded = "* [The one](https://one.example/)"
    edited = text.replace(f"{ONE}\n{TWO}\n", f"{TWO}\n{reworded}\n")
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: edited})
    await settled(newsletter)

    await pulls[2].review("editor")
    await settled(newsletter)

    after = text_of(newsletter)
    assert f"{TWO}\n{reworded}\n" in after
    assert THREE in after
    assert after.count("https://one.example/") == 1
    assert all(f"#{pull.number} by" in rollup(newsletter).body for pull in pulls)


async def test_a_submission_deleted_on_the_branch_takes_its_pull_request_out(newsletter):
    """It stays open, is no parent any more, and the text says so."""
    pulls = await rolled_up(newsletter)
    edited = text_of(newsletter).replace(f"{TWO}\n", "")
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: edited})
    await settled(newsletter)

    found = rollup(newsletter)
    assert TWO not in text_of(newsletter)
    assert f"#{pulls[1].number} by" not in found.body
    assert f"Taken out on this branch, until approved again: #{pulls[1].number}." in found.body
    assert pulls[1].pull.head_sha not in newsletter.repository.parents(found.head_sha)

    await found.merge(by="editor")
    await settled(newsletter)
    assert [pull.pull.merged for pull in pulls] == [True, False, True]


async def test_undo_takes_one_out_until_it_is_approved_again(newsletter):
    """An editor changes their mind, and then changes it back."""
    pulls = await rolled_up(newsletter)
    found = rollup(newsletter)
    newsletter.clock.advance(2)
    await found.comment("editor", f"/undo {pulls[1].number}")
    await settled(newsletter)
    assert TWO not in text_of(newsletter)

    await pulls[1].comment("editor", "/approve")
    await settled(newsletter)
    assert TWO in text_of(newsletter)


async def test_undo_says_what_there_is(newsletter):
    """Elsewhere it names the rollup, and there its members."""
    pulls = await rolled_up(newsletter)
    found = rollup(newsletter)
    await pulls[0].comment("editor", f"/undo {pulls[1].number}")
    assert pulls[0].replies[-1].endswith(f"works on the rollup only, which is #{found.number}.")

    await found.comment("editor", "/undo")
    login = newsletter.app.sandbox.app_login
    await settled(newsletter)
    (told,) = [c.body for c in found.comments if c.author.login == login]
    assert f"say which of the pull requests in it. There are: `/undo {pulls[0].number}`" in told


async def test_a_push_to_the_default_branch_refreshes_it(newsletter):
    """What an editor adds meanwhile is in the rollup too, so that it merges cleanly."""
    await rolled_up(newsletter)
    other = "* [Other](https://other.example/)"
    text = with_item(newsletter.draft_text, "Research", other)
    await newsletter.push({newsletter.sample.draft: text})
    await settled(newsletter)

    assert f"{other}\n{ONE}\n{TWO}\n{THREE}\n" in text_of(newsletter)


async def test_merged_before_a_deletion_was_followed(newsletter):
    """The worst case: one comment names whose submission is not in the draft."""
    pulls = await rolled_up(newsletter)
    found = rollup(newsletter)
    edited = text_of(newsletter).replace(f"{TWO}\n", "")
    newsletter.app.sandbox.hold_deliveries()
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: edited})
    await found.merge(by="editor")
    newsletter.app.sandbox.release_deliveries()
    await settled(newsletter)

    login = newsletter.app.sandbox.app_login
    (told,) = [c.body for c in found.comments if c.author.login == login]
    assert f"#{pulls[1].number}" in told
    assert f"#{pulls[0].number}" not in told


async def test_closed_by_hand(newsletter):
    """Its branch is removed, members stay approved, and only a command opens another."""
    pulls = await rolled_up(newsletter)
    await rollup(newsletter).close(by="editor")
    await settled(newsletter)
    assert app_branches(newsletter) == set()
    assert "approved" in pulls[0].labels

    await pulls[0].comment("editor", "/rollup")
    assert len(rollups(newsletter)) == 2
    assert f"{ONE}\n{TWO}\n{THREE}\n" in text_of(newsletter)


async def test_merged_by_squash(newsletter):
    """Members stay open; the next rollup merges their commits and changes no text."""
    pulls = await rolled_up(newsletter)
    edited = text_of(newsletter).replace("[One]", "[The one]")
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: edited})
    await settled(newsletter)
    await rollup(newsletter).merge(by="editor", method="squash")
    await settled(newsletter)
    assert not any(pull.pull.merged for pull in pulls)
    before = newsletter.draft_text

    await pulls[0].comment("editor", "/rollup")
    assert text_of(newsletter) == before
    await rollup(newsletter).merge(by="editor")
    await settled(newsletter)

    assert all(pull.pull.merged for pull in pulls)
    assert newsletter.draft_text == before


@pytest.mark.parametrize("change", [{"draft": True}, {"workflow": True}])
async def test_who_is_left_out_and_why(newsletter, change):
    """Drafts and workflows are left to people, and the text says so."""
    pulls = await three_at_one_place(newsletter)
    if "draft" in change:
        await pulls[1].pull.set_draft(True)
    else:
        await pulls[1].push_file(".github/workflows/x.yml", "on: push\n")
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")

    body = rollup(newsletter).body
    assert "**Left out:**" in body
    assert f"#{pulls[1].number} by" in body.partition("**Left out:**")[2]
    assert TWO not in text_of(newsletter)


async def test_why_there_is_nothing_to_roll_up(newsletter):
    """Nothing is approved, or what is approved cannot be merged: the reply says which."""
    pull = await newsletter.submit("Research", ONE, from_fork=True)
    await pull.comment("editor", "/rollup")
    assert "is approved. Approve some" in pull.replies[0]

    await pull.pull.set_draft(True)
    await pull.review("editor")
    await pull.comment("editor", "/rollup")
    assert f"- #{pull.number}: it is still a draft." in pull.replies[1]


async def test_publication_moves_the_rollup_on(newsletter):
    """Members and what editors did to them go to the next draft, and the old one stays gone."""
    pulls = await rolled_up(newsletter)
    reworded = "* [The one](https://one.example/)"
    edited = text_of(newsletter).replace(ONE, reworded)
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: edited})
    await settled(newsletter)

    path = await published_with_next(newsletter)
    await settled(newsletter)

    found = rollup(newsletter)
    text = found.read(path).decode()
    assert f"{reworded}\n{TWO}\n{THREE}\n" in text
    assert found.read(newsletter.sample.draft) is None
    await found.merge(by="editor")
    await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)
