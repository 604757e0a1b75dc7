"""A newsletter of another kind with the app at work: nothing but what is really wrong is said."""

from datetime import date, timedelta

import pytest

from tests import kelp
from tests.stories.conftest import Newsletter, today


def day() -> date:
    """The Wednesday of the draft: the edition before is out."""
    return today() + timedelta(days=(2 - today().weekday()) % 7)


def path() -> str:
    """Where that draft is."""
    return kelp.path_of(day())


@pytest.fixture
async def letter(app) -> Newsletter:
    files = {name: text.encode() for name, text in kelp.repository(day()).items()}
    repository = await app.sandbox.create_repository("kelp/letter", files)
    installation = await repository.install_app()
    await app.settled()
    return Newsletter(app, repository, None, installation.id)


async def submit(letter: Newsletter, heading: str, text: str):
    draft = letter.repository.read("main", path()).decode()
    return await letter.change({path(): draft.replace(heading, heading + text)})


async def test_items_and_sentences_are_welcome(letter):
    """An author gets the section's label and a green check, and hears nothing else."""
    for text in (
        "- [Waves](https://waves.example/)\n",
        "See [waves](https://waves.example/2).\n\n",
    ):
        pull = await submit(letter, "## Watching\n\n", text)
        assert pull.labels == {"section: Watching"}
        assert (pull.check.conclusion, pull.reported_rules) == ("success", [])
        assert pull.notifications == 0


async def test_another_bullet_is_suggested_as_a_dash(letter):
    """What the author takes over stands as the others do."""
    pull = await submit(letter, "## Watching\n\n", "* [Waves](https://waves.example/)\n")
    assert pull.reported_rules == ["bullet"]
    (suggestion,) = pull.suggestions
    assert "- [Waves](https://waves.example/)" in suggestion


async def test_its_next_draft_is_opened(letter):
    """When a draft is due, the template is filled in by its own placeholders."""
    await letter.push({path(): None})
    (pull,) = letter.repository.pulls
    assert pull.title == f"Draft 43, {day().isoformat()}"
    text = pull.read(path()).decode()
    assert "no. 43" in text
    assert kelp.MEETUPS in text
    assert "{{" not in text


async def test_a_bullet_that_is_none_is_told(letter):
    """A variable with an error is left out, and the file's own bullet holds."""
    letter.repository.set_variable("GHAPP_NEWSLETTER_BULLET", "o")
    pull = await submit(letter, "## Watching\n\n", "- [Waves](https://waves.example/)\n")
    assert pull.reported_rules == []


FRONT = "---\ntitle: Kelp {{number}}\ndate: {{date}}\n---\n"


def fenced(text: str, number: int) -> str:
    """A file with front matter above it."""
    front = FRONT.replace("{{number}}", str(number)).replace("{{date}}", day().isoformat())
    return front + text


@pytest.fixture
async def fenced_letter(letter):
    """The newsletter with front matter in its template and in its draft."""
    template, draft = "issues/TEMPLATE.md", letter.repository.read("main", path()).decode()
    with_front = FRONT + letter.repository.read("main", template).decode()
    await letter.push({template: with_front, path(): fenced(draft, 43)})
    return letter


async def test_front_matter_alone_is_held_to_the_template(fenced_letter):
    """What is changed there is told once, whatever it is, and further fields are welcome."""
    draft = fenced_letter.repository.read("main", path()).decode()
    told = {}
    for name, text in {
        "a field more": draft.replace("title:", "slug: kelp\ntitle:"),
        "no fence": draft.removeprefix("---\n"),
        "a line above": f"# Kelp\n{draft}",
        "unreadable": draft.replace("title: Kelp", "title: Kelp: the letter"),
        "a number without end": draft.replace("title: Kelp", r'title: "\UFFFFFFFF" # '),
        "empty": "",
        "deleted": None,
    }.items():
        pull = await fenced_letter.change({path(): text})
        told[name] = pull.reported_rules or [pull.check.conclusion]
    assert told == {
        "a field more": ["success"],
        "no fence": ["header"],
        "a line above": ["header"],
        "unreadable": ["header"],
        "a number without end": ["header"],
        "empty": ["emptied"],
        "deleted": ["draft-gone"],
    }
