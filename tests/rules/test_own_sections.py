"""Sections of which only the template knows what they are for, in many newsletters' manners."""

import pytest

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.conventions import Conventions
from ghapp.newsletter.template import Template
from ghapp.rules.problem import Severity
from tests.rules.harness import verdict_on

TEMPLATE = "- [To the list](#list)\n\nSend us yours.\n\n## List\n\n## Notes\n"
DASHES = Conventions(bullet="-")
POST = "[Post](https://blog.example/1)"
MORE = "[More](https://blog.example/2)"


def found(text, conventions=DASHES, below="## List\n"):
    """What is told of a text that a pull request puts below a heading: rule and severity."""
    return [(one.rule, one.severity) for one in judged(text, conventions, below).problems]


def judged(text, conventions=DASHES, below="## List\n"):
    known = {"template": Template(TEMPLATE), "conventions": conventions, "closed": ()}
    return verdict_on(TEMPLATE, TEMPLATE.replace(below, f"{below}\n{text}\n"), **known)


@pytest.mark.parametrize(
    "text",
    [
        f"- `reef` {POST} that allows more\n- Do not {MORE} pinned pumps",
        f"- {POST};\n- {MORE}.",
        "Some of the updates:\n\n- the dispatcher reached 50,000 lines;\n- no collisions",
        "- Signals:\n  Huge work was done\n  by all of us.\n- True physics",
        f"- Other updates:\n  - {POST}\n  - {MORE}",
        f"1. {POST}\n\n   ![](https://cdn.example/1.jpg)\n\n   A sentence.\n\n2. {MORE}",
        f"1、{POST}\n\n![](https://cdn.example/1.jpg)\n\nA sentence.",
        "[![A picture](a.png)][film]\n\n[film]: https://film.example/1",
        "### [A game][game]\n\n![A picture](a.png)\n\nIt [grew][game].\n\n- one;\n- two"
        "\n\n[game]: https://game.example/1",
        f"### Version 2\n\n- {POST}\n- {MORE}",
        f"- **{POST}**: a tool for reefs",
        f"| Name | Page |\n| --- | --- |\n| Kelp | {POST} |",
        f"A sentence with a note.[^1]\n\n[^1]: See {POST}.",
        f"- [Podcast] {POST}",
        "- Talk: [A talk](https://www.youtube.com/watch?v=1)",
        "- [A talk](https://www.youtube.com/watch?v=1)",
        '{{ figure(\n    src="a.gif",\n    link="https://film.example/1") }}',
    ],
)
def test_many_manners_are_right(text):
    """What is neither broken nor of two kinds stays as the newsletter writes it."""
    assert found(text) == []


@pytest.mark.parametrize("gap", ["  ", "   ", "\t"])
def test_a_gap_that_all_items_have_is_right(gap):
    """Several spaces behind each bullet are a manner, one item with another gap is a slip."""
    item = f"-{gap}{POST}"
    assert found(f"{item}\n-{gap}{MORE}") == []
    assert found(f"- {POST}\n- {MORE}\n-{gap}[Last](https://blog.example/3)") == [
        ("spaces", Severity.WARNING)
    ]
    mended = judged(f"{item}\n-{gap}{MORE}\n* [Last](https://blog.example/3)").fixed
    assert f"-{gap}[Last](https://blog.example/3)\n" in mended


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        (f"- {POST}\n- {MORE}\n- [Last](https://blog.example/3", "link-syntax", Severity.ERROR),
        (f"- {POST}\n- {MORE}\n- A post", "working-link", Severity.ERROR),
        (f"- {POST}\n- {MORE}\n1. [Last](https://blog.example/3)", "bullet", Severity.WARNING),
        (f"1. {POST}\n2. {MORE}\n* [Last](https://blog.example/3)", "bullet", Severity.WARNING),
        (f"- {POST}\n{MORE}", "bullet", Severity.WARNING),
        (f"- Other updates:\n  by us\n{MORE}", "bullet", Severity.WARNING),
        (f"- {POST}\n - {MORE}", "indentation", Severity.WARNING),
        (f"## Nots\n\n- {POST}", "unknown-section", Severity.WARNING),
        (f"### Nots\n\n- {POST}", "unknown-section", Severity.WARNING),
        (f"Two posts:\n- {POST}", "list-not-rendered", Severity.NOTICE),
        ("- [Kelp](https://github.com/reef/kelp)", "repository-link", Severity.NOTICE),
    ],
)
def test_what_is_wrong_is_told_once(text, rule, severity):
    """A slip is told as anywhere; what may be meant is a notice."""
    assert found(text) == [(rule, severity)]


def test_who_announces_videos_announces_all():
    """Where some have the prefix, the others need it, too: as a noun, where nouns are large."""
    film = "https://www.youtube.com/watch?v="
    text = f"- [Video] [Eins]({film}1)\n- [Zwei]({film}2)"
    verdict = judged(text, Conventions(language="de", bullet="-"))
    assert [one.message for one in verdict.problems] == [
        "Announce a video with `[Video]` before the link."
    ]
    assert f"- [Video] [Zwei]({film}2)\n" in verdict.fixed


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", f"- [Vidéo] {POST}"), ("es", f"- [vídeo] {POST}"), ("de", f"- [Hörstück] {POST}")],
)
def test_prefixes_in_another_language_are_its_own(language, text):
    """They are not the misspelt ones of an English newsletter."""
    assert found(text, Conventions(language=language, bullet="-")) == []


def test_another_bullet_than_set_is_told_once():
    """A newsletter without settings learns which one it needs, not that each line is wrong."""
    (problem,) = judged(
        f"- {POST}\n- {MORE}\n- [Last](https://a.example/3)", Conventions()
    ).problems
    assert problem.message == (
        "All list items begin with `- `, not with `* `. If that is how this newsletter writes"
        ' them, the setting is `newsletter.bullet = "-"`.'
    )
    assert problem.fix is None
    missing = f"- {POST}\n- {MORE}\n- [Next](https://a.example/3)\n\n[Last](https://a.example/4)"
    assert "- [Last]" in judged(missing, Conventions()).fixed


def test_the_templates_own_list_above_the_sections_is_no_submission():
    """A table of contents stands in each edition; what somebody adds there is told to move."""
    known = {"template": Template(TEMPLATE), "conventions": DASHES, "closed": ()}
    assert verdict_on(None, TEMPLATE, **known).problems == ()
    assert found(f"- {POST}", below="(#list)\n") == [("unknown-section", Severity.WARNING)]


@pytest.mark.parametrize(
    ("filename", "url", "is_told"),
    [
        ("news-{date}.md", "https://news.ycombinator.com/item?id=1", False),
        ("{date}-update.md", "https://updates.example/1", False),
        ("{date}-deichpost.md", "https://www.deichpost.example/1", True),
        ("{date}-this-week-in-rust.md", "https://this-week-in-rust.org/blog/1", True),
    ],
)
def test_a_word_in_the_files_names_is_not_every_page(filename, url, is_told):
    """Only a host with just this name is the newsletter's own."""
    path = f"draft/{filename.format(date='2026-08-26')}"
    text = TEMPLATE.replace("## List\n", f"## List\n\n- [Post]({url})\n")
    known = {"template": Template(TEMPLATE), "conventions": DASHES, "closed": ()}
    layout = Layout(filename=filename)
    problems = verdict_on(TEMPLATE, text, path=path, layout=layout, paths=(path,), **known).problems
    assert [one.rule for one in problems] == ["own-page"] * is_told


@pytest.mark.parametrize(
    ("titles", "setting"),
    [
        (("所有权入门", "借用入门", "生命周期入门"), '`newsletter.language = "zh"`'),
        (("Владение", "Заимствование", "Время жизни"), '`newsletter.language = "ru"`'),
        (("러스트 소유권", "러스트 빌림", "러스트 수명"), '`newsletter.language = "ko"`'),
    ],
)
def test_another_language_than_set_is_told_once(titles, setting):
    """A newsletter without settings learns its language's, not a prefix for each line."""
    lines = [f"- [{title}](https://a.example/{n})" for n, title in enumerate(titles)]
    (problem,) = judged("\n".join(lines)).problems
    assert setting in problem.message
    mixed = [*lines, "- [A title](https://a.example/x)"]
    assert len(judged("\n".join(mixed)).problems) == len(lines)


def test_links_further_down_are_no_submissions():
    """Who extends a table of contents submits nothing."""
    assert found("- [To the notes](#notes)", below="(#list)\n") == []
