"""The rollup among people who push, delete, close, retarget and change their minds."""

from ghapp.demo.sample import with_item
from ghapp.features.rollup import NOT_PROVEN
from ghapp.newsletter.proof import Difference
from ghapp.review.merging import WouldLose
from ghapp.sandbox.actions.committing import NewCommit, commit
from tests.stories.test_merging import ONE, THREE, TWO, app_branches, own_pulls, three_at_one_place
from tests.stories.test_moves import in_section, published_with_next
from tests.stories.test_rollup import rolled_up, rollup, rollups, settled, text_of

OTHER = "* [Other](https://other.example/)"


async def from_its_branch(newsletter):
    """An editor's own pull request, from a branch that is called as the rollup's."""
    return await newsletter.change(
        {newsletter.sample.draft: with_item(newsletter.draft_text, "Research", OTHER)},
        author="editor",
        branch="ghapp/rollup",
        from_fork=False,
    )


async def push_to_rollup(newsletter, text, **files):
    newsletter.clock.advance(2)
    await newsletter.repository.push("ghapp/rollup", {newsletter.sample.draft: text, **files})
    await settled(newsletter)


async def comment_on_rollup(newsletter, text):
    newsletter.clock.advance(2)
    found = rollup(newsletter)
    await found.comment("editor", text)
    await settled(newsletter)
    return found


def replies(pull):
    return [c.body for c in pull.comments if c.author.login.endswith("[bot]")]


async def test_merged_by_command(newsletter):
    """`/merge` on the rollup merges it with a merge commit."""
    pulls = await rolled_up(newsletter)
    found = await comment_on_rollup(newsletter, "/merge")
    assert replies(found) == []
    assert found.merged
    assert [pull.pull.merged for pull in pulls] == [True, True, True]
    assert own_pulls(newsletter) == [found]
    assert app_branches(newsletter) == set()
    assert f"{ONE}\n{TWO}\n{THREE}\n" in newsletter.draft_text


async def test_approving_it_changes_nothing(newsletter):
    """Neither by button nor by command."""
    await rolled_up(newsletter)
    found = rollup(newsletter)
    head, body = found.head_sha, found.body
    await found.review("editor", "Well.", "APPROVE")
    await comment_on_rollup(newsletter, "/approve")
    assert (found.head_sha, found.body, found.labels) == (head, body, set())


async def test_a_reworded_submission_that_is_taken_out(newsletter):
    """Who is taken out is out, though an editor had worked on it, until approved again."""
    pulls = await rolled_up(newsletter)
    await push_to_rollup(newsletter, text_of(newsletter).replace("[Two]", "[The two]"))
    assert "[The two]" in text_of(newsletter)
    await comment_on_rollup(newsletter, f"/undo {pulls[1].number}")
    assert "https://two.example/" not in text_of(newsletter)
    assert f"#{pulls[1].number} by" not in rollup(newsletter).body

    await pulls[1].comment("editor", "/approve")
    await settled(newsletter)
    assert text_of(newsletter).count("https://two.example/") == 1
    assert pulls[1].pull.head_sha in newsletter.repository.parents(rollup(newsletter).head_sha)
    assert "Taken out" not in rollup(newsletter).body


async def test_a_reworded_submission_that_is_unapproved(newsletter):
    """It goes with its pull request."""
    pulls = await rolled_up(newsletter)
    await push_to_rollup(newsletter, text_of(newsletter).replace("[Two]", "[The two]"))
    await pulls[1].comment("editor", "/unapprove")
    await settled(newsletter)
    assert "https://two.example/" not in text_of(newsletter)


async def test_a_reworded_submission_that_is_pushed_anew_and_approved(newsletter):
    """What was approved last is in it, once."""
    pulls = await rolled_up(newsletter)
    await push_to_rollup(newsletter, text_of(newsletter).replace("[Two]", "[The two]"))
    await pulls[1].push("* [Two, newer](https://two.example/)")
    await settled(newsletter)
    await pulls[1].comment("editor", "/approve")
    await settled(newsletter)
    assert text_of(newsletter).count("https://two.example/") == 1


async def test_a_member_that_is_merged_alone(newsletter):
    """It is in the default branch; the hand work on it stays in the rollup."""
    pulls = await rolled_up(newsletter)
    await push_to_rollup(newsletter, text_of(newsletter).replace("[Two]", "[The two]"))
    await pulls[1].comment("editor", "/merge")
    await settled(newsletter)
    assert pulls[1].pull.merged
    assert "[The two]" in text_of(newsletter)
    assert text_of(newsletter).count("https://two.example/") == 1
    assert f"#{pulls[1].number} by" not in rollup(newsletter).body


async def test_a_week_of_hand_work(newsletter):
    """All of it survives, and the text is true."""
    both = f"{TWO}\n* [Second](https://second.example/)"
    pulls = [
        await newsletter.submit("Research", ONE, from_fork=True),
        await newsletter.submit("Research", both, author="gopher", from_fork=True),
        await newsletter.submit("Research", THREE, author="duke", from_fork=True),
        await newsletter.submit(
            "Miscellaneous", "* [Four](https://four.example/)", author="anna", from_fork=True
        ),
    ]
    for pull in pulls[:3]:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    text = text_of(newsletter)
    assert f"{ONE}\n{both}\n{THREE}\n" in text
    text = text.replace(f"{ONE}\n{both}\n{THREE}\n", f"{TWO}\n* [The one](https://one.example/)\n")
    text = with_item(text, "Miscellaneous", THREE)
    text = with_item(text, "Miscellaneous", OTHER)
    text = text.replace("### Research\n", "### Research & Co\n")
    await push_to_rollup(newsletter, text, **{"notes.txt": "By hand.\n"})
    assert text_of(newsletter) == text
    body = rollup(newsletter).body
    assert "some of it was deleted" in body
    assert all(f"#{pull.number} by" in body for pull in pulls[:3])

    main = with_item(newsletter.draft_text, "Research", "* [Five](https://five.example/)")
    await newsletter.push({newsletter.sample.draft: main})
    await settled(newsletter)
    await pulls[3].review("editor")
    await settled(newsletter)
    after = text_of(newsletter)
    for item in ("one", "two", "three", "four", "other", "five"):
        assert after.count(f"https://{item}.example/") == 1, item
    assert "second.example" not in after
    assert "### Research & Co\n" in after
    assert "[The one]" in after
    assert in_section(after, THREE, "Miscellaneous")
    assert rollup(newsletter).read("notes.txt") == b"By hand.\n"
    assert after.index("two.example") < after.index("one.example")
    await rollup(newsletter).merge(by="editor")
    await settled(newsletter)
    assert all(pull.pull.merged for pull in pulls)


async def test_hand_work_when_the_draft_is_published(newsletter):
    """The edition that is out does not come back as a draft."""
    await rolled_up(newsletter)
    text = text_of(newsletter).replace(
        f"{ONE}\n{TWO}\n", f"{TWO}\n* [The one](https://one.example/)\n"
    )
    await push_to_rollup(newsletter, text)
    path = await published_with_next(newsletter)
    await settled(newsletter)
    found = rollup(newsletter)
    assert found.read(newsletter.sample.draft) is None
    after = found.read(path).decode()
    for item in ("one", "two", "three"):
        assert after.count(f"https://{item}.example/") == 1
    assert "[The one]" in after


async def test_a_pull_request_that_changes_other_files(newsletter):
    """What stands beside the newsletter is left to git and to people."""
    pulls = await three_at_one_place(newsletter)
    await pulls[1].push_file("tools/x.py", "print()\n")
    await pulls[2].push_file("README.md", "changed\n")
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    left_out = rollup(newsletter).body.partition("**Left out:**")[2]
    assert "also changes `tools/x.py`" in left_out
    assert "also changes `README.md`" in left_out
    assert ONE in text_of(newsletter)


async def test_a_member_that_deletes_a_file_goes(newsletter):
    """What it deleted is there again."""
    edition = newsletter.sample.edition
    pull = await newsletter.change({edition: None})
    await pull.comment("editor", "/approve\n/rollup")
    assert rollup(newsletter).read(edition) is None
    await pull.comment("editor", "/unapprove")
    assert rollup(newsletter).read(edition) is not None


async def test_a_member_whose_base_is_changed(newsletter):
    """It is none any more."""
    pulls = await rolled_up(newsletter)
    await newsletter.repository.push("stable", {"x.txt": "x"})
    await pulls[1].pull.edit(by="editor", base="stable")
    await settled(newsletter)
    assert TWO not in text_of(newsletter)
    assert f"#{pulls[1].number} by" not in rollup(newsletter).body


async def test_a_member_that_becomes_a_draft(newsletter):
    """It goes out, and comes in again when it is ready."""
    pulls = await rolled_up(newsletter)
    await pulls[1].pull.set_draft(True)
    await settled(newsletter)
    assert TWO not in text_of(newsletter)
    await pulls[1].pull.set_draft(False)
    await settled(newsletter)
    assert TWO in text_of(newsletter)


async def test_a_member_that_an_editor_moves(newsletter):
    """A kept move is followed."""
    pulls = [
        await newsletter.submit("Research", ONE, from_fork=True, maintainer_can_modify=False),
        await newsletter.submit("Research", TWO, author="gopher"),
    ]
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    await pulls[0].comment("editor", "/section Miscellaneous")
    await settled(newsletter)
    assert "approved" in pulls[0].labels
    assert in_section(text_of(newsletter), ONE, "Miscellaneous")
    assert "`Miscellaneous`" in rollup(newsletter).body


async def test_a_member_that_is_closed_or_pushed(newsletter):
    """It is none any more."""
    pulls = await rolled_up(newsletter)
    await pulls[1].pull.close(by="editor")
    await pulls[2].push("* [New](https://new.example/)")
    await settled(newsletter)
    assert ONE in text_of(newsletter)
    assert TWO not in text_of(newsletter)
    assert THREE not in text_of(newsletter)


async def test_somebody_deletes_the_branch(newsletter):
    """The next command makes another."""
    pulls = await rolled_up(newsletter)
    await newsletter.repository.set_branch("ghapp/rollup", None)
    await settled(newsletter)
    await pulls[0].comment("editor", "/rollup")
    assert ONE in text_of(newsletter)


async def test_somebody_resets_the_branch(newsletter):
    """GitHub closes what has no commits; the next command makes another."""
    pulls = await rolled_up(newsletter)
    await newsletter.repository.set_branch("ghapp/rollup", newsletter.repository.branches["main"])
    await settled(newsletter)
    await pulls[0].comment("editor", "/rollup")
    assert [found.open for found in rollups(newsletter)] == [False, True]
    assert f"{ONE}\n{TWO}\n{THREE}\n" in text_of(newsletter)
    assert not any(pull.pull.merged for pull in pulls)


async def test_somebody_forces_the_branch(newsletter):
    """To a commit of their own, on an older state."""
    pulls = await rolled_up(newsletter)
    text = text_of(newsletter)
    sha = await newsletter.repository.push(
        "mine", {newsletter.sample.draft: text.replace(ONE, ONE.upper())}
    )
    await newsletter.repository.set_branch("ghapp/rollup", sha)
    await settled(newsletter)
    assert ONE.upper() in text_of(newsletter)
    parents = newsletter.repository.parents(rollup(newsletter).head_sha)
    assert all(pull.pull.head_sha in parents for pull in pulls)


async def test_a_strangers_branch_of_the_same_name(newsletter):
    """A fork may call its branches as it likes."""
    pulls = await three_at_one_place(newsletter)
    stranger = await newsletter.change(
        {newsletter.sample.draft: with_item(newsletter.draft_text, "Research", OTHER)},
        author="mallory",
        branch="ghapp/rollup",
    )
    other = await newsletter.change(
        {
            newsletter.sample.draft: with_item(
                newsletter.draft_text, "Research", "* [M](https://m.example/)"
            )
        },
        author="mallory",
        branch=f"ghapp/merge-{pulls[1].number}",
    )
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    await pulls[0].comment("editor", "/merge")
    await pulls[1].comment("editor", "/merge")
    assert pulls[1].pull.merged
    assert stranger.pull.open
    assert other.pull.open
    assert stranger.labels == {"section: Research"}


async def test_an_editors_own_pull_request_from_the_branch(newsletter):
    """Somebody made a branch and pull request of the rollup's name by hand."""
    stranger = await from_its_branch(newsletter)
    head = stranger.pull.head_sha
    pulls = await three_at_one_place(newsletter)
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    assert len(pulls[0].replies) == 1
    assert stranger.pull.head_sha == head


async def test_a_branch_that_an_editor_takes_over(newsletter, caplog):
    """Closed by hand, and used for a pull request of their own before the app has seen it."""
    await rolled_up(newsletter)
    await rollup(newsletter).close(by="editor")
    theirs = await from_its_branch(newsletter)
    head = theirs.pull.head_sha
    await settled(newsletter)
    assert f"no rollup: #{theirs.number}, which is not mine" in caplog.text
    assert "Traceback" not in caplog.text
    assert theirs.pull.head_sha == head


async def test_what_cannot_be_proven_after_a_push(newsletter, monkeypatch):
    """The branch stays as it was pushed, and nothing keeps editors from merging it so."""
    await rolled_up(newsletter)
    text = text_of(newsletter).replace("[One]", "[The one]")

    async def lose(*_):
        raise WouldLose(newsletter.sample.draft, Difference(lacking=(("research", TWO),)))

    monkeypatch.setattr("ghapp.features.rollup.compose", lose)
    await push_to_rollup(newsletter, text)
    found = rollup(newsletter)
    assert text_of(newsletter) == text
    latest = found.check_runs[-1]  # the one that stands, of two of a name
    assert latest.conclusion == "neutral"
    assert latest.summary == NOT_PROVEN
    (said,) = replies(found)
    assert said == NOT_PROVEN


async def test_an_approver_who_lost_their_rights(newsletter):
    """What they approved is left out, and the text says why."""
    newsletter.repository.set_permission("other", "write")
    pulls = await three_at_one_place(newsletter)
    await pulls[0].review("editor")
    await pulls[1].review("other")
    newsletter.repository.set_permission("other", "read")
    await pulls[0].comment("editor", "/rollup")
    body = rollup(newsletter).body
    assert f"#{pulls[1].number} by" in body.partition("**Left out:**")[2]
    assert "`other`" in body


async def test_unrelated_histories(newsletter):
    """One that GitHub cannot compare keeps nobody else out."""
    pulls = await three_at_one_place(newsletter)
    await pulls[1].pull.set_head(unrelated(newsletter, pulls[1].pull))
    await newsletter.app.settled()
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    await pulls[1].comment("editor", "/merge")

    assert f"{ONE}\n{THREE}\n" in text_of(newsletter)
    assert "GitHub cannot tell what it changes" in rollup(newsletter).body
    assert not pulls[1].pull.merged
    assert pulls[1].reactions == [["confused"]]


def unrelated(newsletter, pull) -> str:
    """A commit without a past, in the fork of a pull request."""
    git, site = newsletter.repository.state.git, newsletter.repository.site
    fork, user = pull.state.head_repository, pull.state.author
    return commit(site, fork, NewCommit(git.made(pull.head_sha).tree, (), "New"), user)


async def test_a_true_conflict_among_members(newsletter):
    """The later one is left out until the first goes."""
    text = with_item(newsletter.draft_text, "Research", ONE)
    await newsletter.push({newsletter.sample.draft: text})
    pulls = [
        await newsletter.change(
            {newsletter.sample.draft: text.replace("[One]", f"[{n}]")}, author=a
        )
        for n, a in (("A", "ferris"), ("B", "gopher"))
    ]
    for pull in pulls:
        await pull.review("editor")
    await pulls[0].comment("editor", "/rollup")
    assert f"#{pulls[1].number} by" in rollup(newsletter).body.partition("**Left out:**")[2]
    assert "[A]" in text_of(newsletter)
    await comment_on_rollup(newsletter, f"/undo {pulls[0].number}")
    assert "[B]" in text_of(newsletter)


async def test_undo_of_what_is_out(newsletter):
    """Said twice it is done once, as after a crash."""
    pulls = await rolled_up(newsletter)
    await comment_on_rollup(newsletter, f"/undo {pulls[1].number}")
    found = await comment_on_rollup(newsletter, f"/undo {pulls[1].number}")
    assert replies(found) == []
    assert TWO not in text_of(newsletter)


async def test_undo_of_what_is_not_in_it(newsletter):
    """The reply says what could be undone."""
    await rolled_up(newsletter)
    found = await comment_on_rollup(newsletter, "/undo 999")
    await comment_on_rollup(newsletter, "/undo")
    await comment_on_rollup(newsletter, "/undo ²")
    assert len(replies(found)) == 3


async def test_nothing_changed_writes_nothing(newsletter):
    """Asked for again, it stays as it is."""
    pulls = await rolled_up(newsletter)
    found = rollup(newsletter)
    head = found.head_sha
    runs = len(newsletter.repository.check_runs(head))
    await pulls[0].comment("editor", "/rollup")
    await settled(newsletter)
    assert found.head_sha == head
    assert len(newsletter.repository.check_runs(head)) == runs
    assert newsletter.repository.check_runs(head)[-1].status == "completed"


async def test_a_title_with_words_that_act(newsletter):
    """They act neither in the commit nor in the text."""
    text = with_item(newsletter.draft_text, "Research", ONE)
    title = "Fixes #1 @everyone ``` `x` <!--"
    pull = await newsletter.repository.open_pull(
        author="ferris", title=title, branch="b", files={newsletter.sample.draft: text}
    )
    await settled(newsletter)
    newsletter.clock.advance(2)
    await pull.comment("editor", "/approve\n/rollup")
    await settled(newsletter)
    assert "everyone" not in newsletter.repository.message(rollup(newsletter).head_sha)
    assert f"````{title}````" in rollup(newsletter).body.replace("```` ", "````")
