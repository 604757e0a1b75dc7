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
