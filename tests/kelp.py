"""A newsletter of another kind: dashes, prose under its headings, one folder, own placeholders."""

from datetime import date, timedelta

SETTINGS = """\
[draft]
directory = "issues"
published = "issues"
template = "issues/TEMPLATE.md"
filename = "{date}.md"
[newsletter]
bullet = "-"
placeholders = ["{{number}}", "{{date}}", "{{until}}", "{{meetups}}"]
"""

MEETUPS = """\
- Lisbon, every first Tuesday: [Kelp Lisbon](https://lisbon.example/)
- Bergen: [Kelp North](https://bergen.example/north)"""

TEMPLATE = """\
# The Kelp Letter, no. {{number}}

*{{date}}. Written on the shore; mistakes are the sea's.*

## From the project

## Reading

## Watching

## Meetups

Meetups until {{until}}:

{{meetups}}

Do you run one? Tell us.

## Thanks
"""

PROSE = """\
We released [Kelp 2.{number}](https://kelp.example/releases/{number}) on Monday. It took longer than
we had hoped, mostly because of [a bug in the anchor](https://git.example/kelp/issues/{number}),
which [Mara](https://people.example/mara) has now mended.

[The roadmap](https://kelp.example/roadmap/{number}) is up to date again.

### A new anchor

Watch [the talk](https://www.youtube.com/watch?v=abc{number}) if you want to know how it holds, or
look at the code on [GitHub](https://github.com/kelp/anchor)."""

READING = """\
Two posts this time:

- [Growing kelp in a bathtub](https://blog.example/{number}/bathtub)
- [What the tide table says](https://tides.example/{number}): and what it does not."""

WATCHING = "- [video] [An hour under water](https://www.youtube.com/watch?v=xyz{number})"

THANKS = "This issue was made by [Mara](https://people.example/mara) and friends."


def path_of(day: date) -> str:
    """Where the issue of a day lies."""
    return f"issues/{day.isoformat()}.md"


def issue(number: int, day: date) -> str:
    """A whole issue."""
    text = TEMPLATE.replace("{{number}}", str(number)).replace("{{date}}", day.isoformat())
    text = text.replace("{{until}}", (day + timedelta(days=28)).isoformat())
    for heading, body in (
        ("## From the project", PROSE),
        ("## Reading", READING),
        ("## Watching", WATCHING),
        ("## Thanks", THANKS),
    ):
        text = text.replace(heading, f"{heading}\n\n{body.replace('{number}', str(number))}")
    return text.replace("{{meetups}}", MEETUPS)


def repository(day: date) -> dict[str, str]:
    """The files of a repository whose draft is dated on a day, with two editions before it."""
    issues = {
        path_of(day - timedelta(days=7 * back)): issue(43 - back, day - timedelta(days=7 * back))
        for back in range(3)
    }
    return {".github/ghapp.toml": SETTINGS, "issues/TEMPLATE.md": TEMPLATE, **issues}
