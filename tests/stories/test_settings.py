"""Settings on GitHub: what is wrong and what would change is told where somebody changes them."""

import pytest

from ghapp.demo.sample import sample
from tests.stories.conftest import today
from tests.stories.test_commands import lose_permission

PATH = ".github/ghapp.toml"
GOOD = "* [Paper](https://a.example/)"
BROKEN = "paused = false\n[rules]\nbulet = 'off'\n"


def written(newsletter) -> str:
    return newsletter.repository.read("main", PATH).decode()


async def test_each_error_is_marked_on_its_line(newsletter):
    """A maintainer sees in the files of the pull request what to correct, and where."""
    text = "paused = 1\n[draft]\ndirectry = 'x'\n[[closed]]\nsection = 'Reserch'\n"
    pull = await newsletter.change({PATH: text})
    assert pull.check.conclusion == "failure"
    assert [
        (a["path"], a["start_line"], a["annotation_level"]) for a in pull.check.annotations
    ] == [
        (PATH, 1, "failure"),
        (PATH, 3, "failure"),
    ]
    first, second = (a["message"] for a in pull.check.annotations)
    assert first.startswith("`paused` takes true or false, not `1`.")
    assert "Did you mean `directory`?" in second
    assert f"{PATH}#L3)" in pull.report
    assert "Once this is merged" not in pull.check.summary
    assert pull.labels == {"tooling", "needs fixes"}


async def test_a_closed_section_that_is_none_is_a_warning(newsletter):
    """Nothing would be closed by it, though somebody means to close something."""
    closed = "[[closed]]\nsection = '{}'\n"
    text = closed.format("Research") + closed.format("Reserch")
    pull = await newsletter.change({PATH: text})
    assert pull.check.conclusion == "neutral"
    (mark,) = pull.check.annotations
    assert (mark["start_line"], mark["annotation_level"]) == (4, "warning")
    assert "has no section `Reserch`. Did you mean `Research`?" in mark["message"]

    template = newsletter.repository.read("main", "draft/DRAFT_TEMPLATE").decode()
    await pull.push_file("draft/DRAFT_TEMPLATE", template + "\n### Reserch\n")
    assert not [a for a in pull.check.annotations if a["title"] == "settings"]


async def test_what_a_change_of_the_settings_changes_is_told(newsletter):
    """Who merges it reads each setting with its old and its new value."""
    more = written(newsletter) + "\n[duplicates]\neditions = 7\n[rules]\nbullet = 'off'\n"
    pull = await newsletter.change({PATH: more})
    assert pull.check.conclusion == "success"
    assert pull.check.summary.endswith(
        "Once this is merged:\n\n- `rules.bullet` goes from `warning` to `off`\n"
        "- `duplicates.editions` goes from `25` to `7`"
    )
    assert pull.app_comments == []

    await pull.push_file(PATH, written(newsletter) + "# A comment.\n")
    assert pull.check.summary.endswith("The settings stay as they are.")


async def test_one_issue_tells_of_a_broken_file_until_it_is_mended(newsletter):
    """It is opened, edited in place as the errors change, and closed with a word."""
    good = written(newsletter)
    await newsletter.push({PATH: BROKEN})
    (issue,) = newsletter.repository.issues
    assert issue.open
    assert f"/blob/main/{PATH}#L3): `rules.bulet` is no rule." in issue.body

    await newsletter.push({PATH: BROKEN + "x = 1\n", "notes": "1"})
    assert "#L3)" in issue.body
    assert "#L4)" in issue.body
    newsletter.repository.set_variable("GHAPP_DUPLICATES_EDITIONS", "many")
    await newsletter.push({"notes": "2"})
    assert "`GHAPP_DUPLICATES_EDITIONS`" in issue.body
    assert issue.comments == []

    await newsletter.push({PATH: good})
    assert not issue.open
    assert [comment.body.startswith("Mended:") for comment in issue.comments] == [True]
    await newsletter.push({"notes": "3"})
    assert len(newsletter.repository.issues) == len(issue.comments) == 1


async def test_who_closes_the_issue_is_not_contradicted(newsletter):
    """Only other errors open it again; what is deleted is made anew, and none is closed twice."""
    good = written(newsletter)
    await newsletter.push({PATH: BROKEN})
    (issue,) = newsletter.repository.issues
    await issue.close(by="editor")
    await newsletter.push({"notes": "1"})
    assert not issue.open
    await newsletter.push({PATH: BROKEN.replace("bulet", "bullit")})
    assert issue.open

    await issue.delete(by="crabs")
    await newsletter.push({"notes": "2"})
    assert newsletter.repository.issues == []
    await newsletter.push({PATH: BROKEN})
    (another,) = newsletter.repository.issues
    await another.close(by="editor")
    await newsletter.push({PATH: good})
    assert another.comments == []


@pytest.mark.parametrize("trouble", ["off", "permission"])
async def test_where_no_issue_can_be_opened_the_log_says_so_once(newsletter, trouble, caplog):
    """Everything else goes on under the last good settings, and the issue comes when it can."""
    if trouble == "off":
        newsletter.repository.set_issues(enabled=False)
    else:
        lose_permission(newsletter, "issues")
    for number in range(2):
        await newsletter.push({PATH: BROKEN, "notes": str(number)})
    assert newsletter.repository.issues == []
    assert caplog.text.count("no issue tells of the errors") == 1
    pull = await newsletter.submit("Research", GOOD)
    assert pull.check.conclusion == "success"

    if trouble == "off":
        newsletter.repository.set_issues(enabled=True)
        await newsletter.push({"notes": "2"})
        assert len(newsletter.repository.issues) == 1


async def test_a_file_that_was_broken_before_is_told_at_the_start(app):
    """Whoever installs the app on a repository with broken settings learns of it."""
    files = {**sample(today()).files, PATH: BROKEN.encode()}
    repository = await app.sandbox.create_repository("crabs/weekly", files)
    await repository.install_app()
    await app.settled()
    assert [issue.open for issue in repository.issues] == [True]


async def test_a_variable_that_makes_no_sense_spoils_no_other(newsletter, caplog):
    """The good one holds, and an operator reads what is wrong with the other."""
    newsletter.repository.set_variable("GHAPP_RULES_BULLET", "loud")
    newsletter.repository.set_variable("GHAPP_LABELS_SECTION_PREFIX", "in: ")
    pull = await newsletter.submit("Research", GOOD)
    await newsletter.submit("Research", GOOD.replace("a.ex", "b.ex"))
    assert pull.labels == {"in: Research"}
    assert caplog.text.count("The variable `GHAPP_RULES_BULLET`: `rules.bullet` takes one of") == 1
    assert newsletter.repository.issues == []
