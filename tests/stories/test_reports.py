"""The check run, the suggestions and the report, as the author meets them."""

import pytest

from ghapp.demo.sample import with_item
from ghapp.rules.rule import RULES_PAGE

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"
KNOWN = "* [Walking](https://www.gait.example/walk/)"  # the draft has that page: no correction


async def test_the_check_marks_each_problem_on_its_line(newsletter):
    """Warnings make the check neutral and stand as annotations with a button to fix them."""
    pull = await newsletter.submit("Research", BAD)
    line = newsletter.draft_text.split("\n").index("### Research") + 2
    assert pull.check.conclusion == "neutral"
    assert {a["start_line"] for a in pull.check.annotations} == {line}
    assert sorted(pull.reported_rules) == ["bullet", "tracking-parameter"]
    assert [action["identifier"] for action in pull.check.actions] == ["fix"]


async def test_whatever_is_said_leads_to_what_explains_it(newsletter):
    """Mark, summary, suggestion and report all have the address of the rule's entry."""
    pull = await newsletter.submit("Research", f"{BAD}\n{KNOWN}")
    (suggestion,) = pull.suggestions
    told_in = {
        "bullet": suggestion,
        "tracking-parameter": suggestion,
        "duplicate-link": pull.report,
    }
    assert set(pull.reported_rules) == set(told_in)
    for mark in pull.check.annotations:
        address = f"{RULES_PAGE}#{mark['title']}"
        assert mark["message"].endswith(f"\n\n{address}")
        for text in (pull.check.summary, told_in[mark["title"]]):
            assert f"[{mark['title']}]({address})" in text


@pytest.mark.parametrize("name", ["encoding", "line-ends", "settings"])
async def test_what_no_rule_finds_is_explained_too(newsletter, name):
    """A file that is wrong as a whole has an entry, as every rule has one."""
    text = with_item(newsletter.draft_text, "Research", GOOD)
    files = {
        "encoding": {newsletter.sample.draft: text.encode("utf-16")},
        "line-ends": {newsletter.sample.draft: text.replace("\n", "\r\n")},
        "settings": {".github/ghapp.toml": "paused = 1"},
    }
    pull = await newsletter.change(files[name])
    (mark,) = pull.check.annotations
    address = f"{RULES_PAGE}#{name}"
    assert mark["message"].endswith(f"\n\n{address}")
    for said in (pull.check.summary, pull.report):
        assert f"[{name}]({address})" in said


async def test_a_message_without_end_keeps_its_address(newsletter):
    """What a maintainer wrote for a closed section is cut before GitHub would cut the address."""
    closed = f'[[closed]]\nsection = "Research"\nmessage = "{"é" * 30_000}"\n'
    settings = newsletter.repository.read("main", ".github/ghapp.toml").decode()
    await newsletter.push({".github/ghapp.toml": settings + closed})
    pull = await newsletter.submit("Research", GOOD)
    (mark,) = pull.check.annotations
    assert mark["message"].endswith(f"éé…\n\n{RULES_PAGE}#closed-section")


async def test_an_error_fails_the_check(newsletter):
    """A submission to a published edition fails the check and says where it belongs."""
    edition = newsletter.repository.read("main", newsletter.sample.edition).decode()
    text = edition.replace("### Rust Walkthroughs", f"{GOOD}\n\n### Rust Walkthroughs")
    pull = await newsletter.change({newsletter.sample.edition: text})
    assert pull.check.conclusion == "failure"
    assert newsletter.sample.draft in pull.report
    assert pull.labels == {"published edition", "needs fixes"}


async def test_correcting_a_published_edition_is_welcome(newsletter):
    """Mending a typing error in an edition that is out draws no criticism."""
    edition = newsletter.repository.read("main", newsletter.sample.edition).decode()
    pull = await newsletter.change(
        {newsletter.sample.edition: edition.replace("Molting", "Moulting")}
    )
    assert pull.check.conclusion == "success"
    assert pull.app_comments == []


async def test_all_corrections_of_a_line_are_one_suggestion(newsletter):
    """Two problems on one line give one suggestion that mends both."""
    pull = await newsletter.submit("Research", BAD)
    (suggestion,) = pull.suggestions
    assert f"```suggestion\n{GOOD}\n```" in suggestion


async def test_the_next_push_repeats_nothing(newsletter):
    """A suggestion on a line that did not change is not made again, nor a second report."""
    pull = await newsletter.submit("Research", f"{BAD}\n{KNOWN}")
    text = pull.pull.read(newsletter.sample.draft).decode()
    await pull.push_file(newsletter.sample.draft, text.replace("Good morning", "Good evening"))
    assert len(pull.suggestions) == 1
    assert len(pull.app_comments) == 1
    assert pull.pull.head_sha[:7] in pull.report


async def test_one_push_is_one_notification(newsletter):
    """Where every problem has its suggestion, the review says it all, and names the head."""
    pull = await newsletter.submit("Research", BAD)
    assert pull.app_comments == []
    (review,) = pull.pull.reviews
    assert review.body == f"A small correction to `{pull.pull.head_sha[:7]}`, one click away."
    assert pull.notifications == 1


async def test_what_no_suggestion_corrects_is_reported_alone(newsletter):
    """A report without suggestions is the one notification."""
    pull = await newsletter.submit("Research", KNOWN)
    assert "One thing to look at" in pull.report
    assert "suggested" not in pull.report
    assert pull.notifications == 1


async def test_nothing_is_said_twice(newsletter):
    """The report lists what no suggestion corrects, and counts the others in one sentence."""
    pull = await newsletter.submit("Research", f"{KNOWN}\n{BAD}\n- [B](https://b.example/1)")
    assert len(pull.suggestions) == 2
    assert "One thing to look at" in pull.report
    assert "duplicate-link" in pull.report
    assert "bullet" not in pull.report
    assert "2 corrections are suggested on their lines" in pull.report
    assert not any("duplicate-link" in body for body in pull.suggestions)


async def test_a_report_follows_until_all_is_well(newsletter):
    """The one comment says in a line that only suggestions are left, and then that none is."""
    pull = await newsletter.submit("Research", f"{KNOWN}\n{BAD}")
    await pull.push(BAD)
    assert "is suggested on its line, one click away." in pull.report
    await pull.push(GOOD)
    assert pull.report.endswith(". Thank you!")
    assert pull.pull.head_sha[:7] in pull.report
    assert pull.notifications == 2


@pytest.mark.parametrize("from_fork", [False, True])
async def test_a_report_leads_to_the_line(newsletter, from_fork):
    """The line's number is a link to it in the head's own repository, in the file as it is."""
    pull = await newsletter.submit("Research", KNOWN, from_fork=from_fork)
    line = newsletter.draft_text.split("\n").index("### Research") + 2
    owner = "ferris" if from_fork else "crabs"
    address = (
        f"{newsletter.app.sandbox.url}/{owner}/weekly/blob/{pull.pull.head_sha}"
        f"/{newsletter.sample.draft}?plain=1#L{line}"
    )
    assert f"[line {line}]({address})" in pull.report


async def test_the_check_comes_before_the_labels(newsletter):
    """Whoever waits for the check does not wait until labels are created."""
    before = len(newsletter.app.sandbox.requests)
    await newsletter.submit("Research", GOOD)
    calls = newsletter.app.sandbox.requests[before:]
    writes = [call.path.rsplit("/", 1)[-1] for call in calls if call.method == "POST"]
    assert writes.index("check-runs") < writes.index("labels")


async def test_a_notice_is_an_annotation_and_nothing_more(newsletter):
    """A blank line between submissions is noted in the check, and nobody is bothered."""
    text = newsletter.draft_text.replace(
        "* [A new tide table](https://tides.example/2)",
        "* [A new tide table](https://tides.example/2)\n\n* [New](https://new.example/1)",
    )
    pull = await newsletter.change({newsletter.sample.draft: text})
    assert pull.reported_rules == ["blank-line"]
    assert pull.check.conclusion == "success"
    assert pull.app_comments == []
    assert pull.suggestions == []
    assert pull.labels == {"section: Official"}


async def test_a_deleted_report_comes_back_only_while_it_is_needed(newsletter):
    """When somebody deletes the report, the next push with problems writes a new one."""
    pull = await newsletter.submit("Research", KNOWN)
    (comment,) = pull.pull.comments
    await pull.pull.delete_comment(comment, by="editor")
    await pull.push(GOOD)
    assert pull.app_comments == []
    await pull.push(KNOWN)
    assert len(pull.app_comments) == 1


async def test_only_the_apps_own_comment_is_the_report(newsletter):
    """A stranger who writes the marker does not become the report."""
    pull = await newsletter.submit("Research", GOOD)
    await pull.pull.comment("mallory", "<!-- ghapp:report -->\nAll is well, merge me!")
    await newsletter.app.settled()
    await pull.push(KNOWN)
    mallory = next(c for c in pull.pull.comments if c.author.login == "mallory")
    assert mallory.body.endswith("merge me!")
    assert "One thing to look at" in pull.report


@pytest.mark.parametrize(
    "title", ["@everyone ```` x ````", "</details><script>alert(1)</script>", "`` ` ``"]
)
async def test_what_strangers_write_cannot_break_out(newsletter, title):
    """A title full of Markdown and mentions stays inside a fence, wherever it is repeated."""
    pull = await newsletter.submit("Research", f"- [{title}](https://a.example/?utm_source=x)")
    written = [*pull.suggestions, *pull.app_comments]
    assert written
    for body in written:
        fence = max((run for run in body.split() if set(run) == {"`"}), key=len, default="```")
        inside = body.split(fence, 2)[1] if body.count(fence) >= 2 else ""
        assert title not in body.replace(inside, "")


async def test_re_run_writes_the_check_again(newsletter):
    """Somebody who presses Re-run gets a new check run for the same head."""
    pull = await newsletter.submit("Research", GOOD)
    await newsletter.repository.rerequest(pull.check, by="ferris")
    await newsletter.app.settled()
    assert len(pull.checks) == 2
    assert pull.check.conclusion == "success"


async def test_more_than_fifty_problems_are_counted(newsletter):
    """The check shows the fifty worst problems and says how many more there are."""
    items = "\n".join(f"- [Page {n}](https://a.example/{n})" for n in range(60))
    pull = await newsletter.submit("Research", items)
    assert len(pull.check.annotations) == 50
    assert "10 more" in pull.check.summary
    assert len(pull.suggestions) == 20
    assert "40 things to look at" in pull.report
    assert "20 corrections are suggested on their lines" in pull.report


async def test_pull_requests_from_before_the_app_came_are_not_spoken_to(app, clock, newsletter):
    """They get labels and a check at once, and a comment only after their next push."""
    repository = await app.sandbox.create_repository("crabs/older", newsletter.sample.files)
    older = type(newsletter)(app, repository, newsletter.sample)
    pull = await older.submit("Research", BAD)
    clock.advance(60)
    await repository.install_app()
    await app.settled()
    assert pull.labels == {"section: Research", "needs fixes"}
    assert pull.check.conclusion == "neutral"
    assert (pull.app_comments, pull.suggestions) == ([], [])

    await pull.push(f"- [Paper, second version](https://a.example/2)\n{KNOWN}")
    assert len(pull.app_comments) == 1
    assert len(pull.suggestions) == 1


async def test_a_suggestion_says_only_what_it_corrects(newsletter):
    """A notice on the same line is not among what the suggestion claims to mend."""
    pull = await newsletter.submit("Research", "- [Paper](https://a.example/1) ")
    assert pull.reported_rules == ["bullet", "trailing-space"]
    (suggestion,) = pull.suggestions
    assert "White space" not in suggestion


async def test_a_head_that_comes_back_keeps_its_check(newsletter):
    """A branch set back to a head that was checked is not checked again."""
    pull = await newsletter.submit("Research", GOOD)
    first = pull.pull.head_sha
    await pull.push(KNOWN)
    await pull.pull.set_head(first)
    await newsletter.app.settled()
    assert len(newsletter.repository.check_runs(first)) == 1
    assert "All is well" in pull.report
