"""Commands: what people ask for in comments."""

import pytest

from ghapp.ports.events import CommentWritten

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"
SETTINGS = '[replies]\npaywall = "Sorry, only pages that all can read."\nspam = "No."\n'


async def settings(newsletter, text: str) -> None:
    """An editor adds to the newsletter's settings."""
    path = ".github/ghapp.toml"
    before = (newsletter.repository.read("main", path) or b"").decode()
    await newsletter.push({path: f"{text}{before}" if text.startswith("paused") else before + text})


async def test_help_lists_what_a_person_may_do(newsletter):
    """A stranger is offered less than an editor, who sees which replies there are."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("mallory", "/help")
    await pull.comment("ferris", "/help")
    await pull.comment("editor", "@ghapp help")
    assert pull.reactions == [["+1"], ["+1"], ["+1"]]
    stranger, author, editor = pull.replies
    assert "/recheck" not in stranger
    assert "/fix" in author
    assert "/approve" not in author
    assert "paywall" not in author
    (line,) = [line for line in editor.split("\n") if "/close REASON" in line]
    assert line.endswith("and closes. There are: `paywall`, `spam`.")


async def test_fix_commits_the_corrections(newsletter):
    """The author comments `/fix`, and the branch has the corrected line; no reply is needed."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("ferris", "Oh!\n\n/fix")
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.reactions == [["+1"]]
    assert pull.replies == []
    assert pull.labels == {"section: Research"}


async def test_a_stranger_is_refused(newsletter):
    """Whoever is neither author nor editor learns for whom the command is."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("mallory", "/fix")
    assert BAD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.reactions == [["confused"]]
    assert "for who opened this pull request, and for editors" in pull.replies[0]


async def test_close_posts_the_reply_of_that_name(newsletter):
    """An editor closes with the newsletter's own words, which stand there before it is closed."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/close paywall")
    assert not pull.pull.open
    assert pull.replies == ["Sorry, only pages that all can read."]
    assert pull.reactions == [["+1"]]
    calls = [(call.method, call.path) for call in newsletter.app.sandbox.requests]
    name = newsletter.repository.full_name
    said = calls.index(("POST", f"/repos/{name}/issues/{pull.number}/comments"))
    assert said < calls.index(("PATCH", f"/repos/{name}/pulls/{pull.number}"))


@pytest.mark.parametrize(
    ("text", "told"),
    [("/close paywal", "There are: `/close paywall`"), ("/close", "`/close spam`")],
)
async def test_close_with_another_reason(newsletter, text, told):
    """What replies there are is told, and the pull request stays open."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", text)
    assert pull.pull.open
    assert told in pull.replies[0]
    assert pull.reactions == [["confused"]]


async def test_recheck_writes_the_check_anew(newsletter):
    """As with GitHub's Re-run, the person who asked gets a new check run."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("ferris", "/recheck")
    assert len(pull.checks) == 2
    assert pull.reactions == [["+1"]]


async def delivered_again(newsletter, pull, comment, key: str) -> None:
    """The comment reaches the app a second time, as a delivery of its own."""
    name, installation = newsletter.repository.full_name, newsletter.installation
    place = installation, name, pull.number
    at = comment.created_at.isoformat()
    event = CommentWritten(*place, comment.id, comment.author.login, comment.body, at)
    await newsletter.app.engine.enqueue(key, event)
    await newsletter.app.settled()


async def test_a_comment_is_answered_once(newsletter):
    """Two deliveries of one comment lead to one reply and one reaction."""
    pull = await newsletter.submit("Research", GOOD)
    comment = await pull.comment("mallory", "/approve")
    await delivered_again(newsletter, pull, comment, "again")
    assert len(pull.replies) == 1
    assert pull.reactions == [["confused"]]


async def test_what_was_done_since_is_not_undone_by_a_second_delivery(newsletter):
    """An editor reopens what was closed; the old command does not close it again."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    comment = await pull.comment("editor", "/close spam")
    await pull.pull.reopen(by="editor")
    await newsletter.app.settled()
    await delivered_again(newsletter, pull, comment, "again")
    assert pull.pull.open
    assert pull.replies == ["No."]


@pytest.mark.parametrize(
    "text",
    [
        "> /approve",
        "```\n/approve\n```",
        "`/approve`",
        "<!-- \n/approve\n-->",
        "- /approve",
        "Please /approve",
        "/lgtm",
        "/hold",
        "/etc/passwd",
        "@ghapper approve",
        "Thanks, @ghapp!",
        "@ghapp",
    ],
)
async def test_what_is_no_command_gets_no_answer(newsletter, text):
    """Quotes, code, what is hidden, and the commands of other bots are left alone."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", text)
    assert pull.reactions == [[]]
    assert pull.app_comments == []
    assert pull.labels == {"section: Research"}


async def test_edited_comments_and_bots_give_no_commands(newsletter):
    """Only what a person writes anew counts."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.repository.set_permission("robot[bot]", "admin")
    await pull.comment("robot[bot]", "/approve")
    comment = await pull.comment("editor", "Well")
    await pull.pull.edit_comment(comment, "/approve")
    await newsletter.app.settled()
    assert pull.labels == {"section: Research"}
    assert pull.reactions == [[], []]


@pytest.mark.parametrize(
    ("text", "near"),
    [("/aprove", "/approve"), ("/recheks", "/recheck"), ("/halp", "/help"), ("@ghapp f", "/fix")],
)
async def test_a_misspelt_command_is_told_the_nearest_name(newsletter, text, near):
    """Within two letters, one in short words, and always where the app is addressed."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", text)
    assert f"Did you mean `{near}`?" in pull.replies[0]
    assert pull.reactions == [["confused"]]


async def test_words_of_strangers_are_repeated_harmlessly(newsletter):
    """What somebody calls a command notifies nobody and stays one code span."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("mallory", "@ghapp @everyone`<!--")
    assert "I know no ``@everyone`<!--``." in pull.replies[0]


async def test_several_commands_run_in_order(newsletter):
    """One reaction and one reply for all; it says which text is about which."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("ferris", "/fix\n/approve\n\nand\n/recheck")
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert pull.reactions == [["confused"]]
    assert pull.replies == [
        "`/approve`: `/approve` is for editors, who may write to this repository."
    ]


async def test_an_editor_fixes_and_approves_in_one_comment(newsletter):
    """What the app itself has just committed is what the next line speaks of."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    await pull.comment("editor", "/fix\n/approve")
    assert pull.reactions == [["+1"]]
    assert pull.labels == {"section: Research", "approved"}


@pytest.mark.parametrize(("number", "reaction"), [(5, "+1"), (6, "confused")])
async def test_five_commands_a_comment(newsletter, number, reaction):
    """The first five run; from the sixth on nothing is done, and that is said."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/unapprove\n" * (number - 1) + "/approve")
    assert pull.reactions == [[reaction]]
    assert ("approved" in pull.labels) == (number == 5)
    assert pull.replies == ([] if number == 5 else [TOO_MANY])


TOO_MANY = "`/approve`: I take at most 5 commands a comment: from `/approve` on, nothing was done."


async def test_fifty_commands_at_once(newsletter):
    """Every comment gets its one reaction, however many there are."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    for number in range(50):
        await pull.comment("editor", "/unapprove" if number % 2 else "/approve", settle=False)
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert pull.reactions == [["+1"]] * 50
    assert "approved" not in pull.labels


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", r"/pulls/\d+$"),
        ("POST", r"/issues/\d+/comments$"),
        ("POST", r"/reactions$"),
    ],
)
@pytest.mark.parametrize("after", [True, False])
async def test_a_close_that_was_interrupted_ends_as_if_it_was_not(newsletter, method, path, after):
    """Whatever answer of GitHub gets lost: closed, one reply, one reaction."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.fail_next(method, path, 502, after=after)
    await pull.comment("editor", "/close spam", settle=False)
    await newsletter.app.settled(delayed=True)
    assert not pull.pull.open
    assert pull.replies == ["No."]
    assert pull.reactions == [["+1"]]


@pytest.mark.parametrize("after", [True, False])
async def test_a_fix_that_was_interrupted_ends_as_if_it_was_not(newsletter, after):
    """The app finds its own commit again, and the approval behind it is of that one."""
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=True)
    newsletter.app.sandbox.fail_next("PATCH", r"/git/refs/", 502, after=after)
    await pull.comment("editor", "/fix\n/approve", settle=False)
    await newsletter.app.settled(delayed=True)
    assert GOOD in pull.pull.read(newsletter.sample.draft).decode()
    assert (pull.reactions, pull.replies) == ([["+1"]], [])
    assert pull.labels == {"section: Research", "approved"}


async def test_nothing_to_fix_is_said(newsletter):
    """Who asks for corrections where there are none learns so."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("ferris", "/fix")
    assert pull.replies == [f"There is nothing for me to correct in `{pull.pull.head_sha[:7]}`."]
    assert pull.reactions == [["+1"]]


@pytest.mark.parametrize(
    ("apply", "told", "reaction"),
    [
        ("true", "They are applied when I merge it.", "+1"),
        ("false", "one by one from the suggestions", "confused"),
    ],
)
async def test_fix_where_the_branch_cannot_be_written(newsletter, apply, told, reaction):
    """The app says so, and what becomes of the corrections."""
    await settings(newsletter, f"[merge]\napply_fixes = {apply}\n")
    pull = await newsletter.submit("Research", BAD, from_fork=True, maintainer_can_modify=False)
    await pull.comment("ferris", "/fix")
    assert "may not write to the branch" in pull.replies[0]
    assert told in pull.replies[0]
    assert pull.reactions == [[reaction]]


def lose_permission(newsletter, name: str) -> None:
    """The owner of the installation does not grant it."""
    world = newsletter.repository.site.world
    world.installations[newsletter.installation].permissions[name] = "read"
    for grant in world.grants.values():
        grant.permissions[name] = "read"


async def test_without_the_right_to_write_contents_fix_names_it(newsletter):
    """A refusal says which permission is missing, and who can grant it."""
    pull = await newsletter.submit("Research", BAD, from_fork=False)
    lose_permission(newsletter, "contents")
    await pull.comment("ferris", "/fix")
    assert "I lack the permission `contents: write`" in pull.replies[0]
    assert pull.reactions == [["confused"]]


async def test_without_the_right_to_write_pull_requests_close_names_it(newsletter):
    """The comment can be answered, but nothing closed."""
    await settings(newsletter, SETTINGS)
    pull = await newsletter.submit("Research", GOOD)
    lose_permission(newsletter, "pull_requests")
    await pull.comment("editor", "/close spam")
    assert pull.pull.open
    assert "I lack the permission `pull_requests: write`" in pull.replies[0]


async def test_no_replies_are_kept(newsletter):
    """Where the settings hold no reply, the refusal says how to add one."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/close spam")
    assert pull.pull.open
    assert "Add some below `[replies]` in `.github/ghapp.toml`" in pull.replies[0]


async def test_a_comment_that_was_deleted_meanwhile(newsletter):
    """Nothing is left to react to, and nothing else goes wrong."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    comment = await pull.comment("editor", "/approve", settle=False)
    await pull.pull.delete_comment(comment)
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert "approved" in pull.labels


async def test_where_the_app_is_paused_it_answers_nothing(newsletter):
    """Paused means that it does nothing."""
    await settings(newsletter, "paused = true\n")
    pull = await newsletter.submit("Research", GOOD)
    await pull.comment("editor", "/approve")
    assert (pull.reactions, pull.app_comments, pull.labels) == ([[]], [], set())


async def test_a_closed_pull_request_takes_no_commands(newsletter):
    """What is closed when the comment is written, or until it is read, stays as it is."""
    pull = await newsletter.submit("Research", GOOD)
    newsletter.app.sandbox.hold_deliveries()
    await pull.comment("editor", "/approve", settle=False)
    await pull.pull.close(by="editor")
    await pull.comment("editor", "/approve", settle=False)
    newsletter.app.sandbox.release_deliveries()
    await newsletter.app.settled()
    assert "This pull request is closed." in pull.replies[0]
    assert pull.reactions == [["confused"], []]
    assert "approved" not in pull.labels


async def test_a_pull_request_to_another_branch(newsletter):
    """The app looks after the default branch, and says so to whoever asks."""
    await newsletter.repository.push("side", {"README.md": "Side"})
    pull = await newsletter.change({"README.md": "Other"}, base="side")
    await pull.comment("editor", "/approve")
    assert pull.replies == ["I look after pull requests to `main` only."]
