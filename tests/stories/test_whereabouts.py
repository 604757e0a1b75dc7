"""Where is my link: the check says which edition it waits for, and welcomes who is new."""

from tests.stories.test_merging import ONE, TWO

LATER = "* [Three](https://three.example/)"


async def test_the_check_says_what_a_clean_pull_request_waits_for(newsletter):
    """Without a comment, and in one sentence with the welcome."""
    pull = await newsletter.submit("Research", ONE)

    day = newsletter.sample.day
    assert pull.check.summary == (
        f"Welcome, and thank you: this pull request waits for the edition of {day} (number 100),"
        f" which appears on {day:%A}, {day.day} {day:%B}. Nothing to correct."
    )
    assert pull.notifications == 0


async def test_nobody_is_welcomed_twice(newsletter):
    """The first pull request keeps its words, though its author is known here by then."""
    first = await newsletter.submit("Research", ONE)
    second = await newsletter.submit("Miscellaneous", TWO)
    assert second.check.summary.startswith("This pull request waits for")

    await second.comment("editor", "/merge")
    await first.comment("editor", "/recheck")
    third = await newsletter.submit("Official", LATER)

    assert first.check.summary.startswith("Welcome")
    assert third.check.summary.startswith("This pull request waits for")


async def test_what_has_to_be_corrected_waits_for_nothing_yet(newsletter):
    """The check speaks of that alone; who mended it is told, and welcomed."""
    pull = await newsletter.submit("Research", ONE.replace("*", "-"))
    assert "waits for" not in pull.check.summary

    await pull.push(ONE)

    assert pull.check.summary.startswith("Welcome, and thank you: this pull request waits for")
