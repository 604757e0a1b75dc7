"""Prefixes: what opens stands in front of the link."""

import pytest

from ghapp.newsletter.prefixes import COUNTRIES
from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, verdict


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        ("* [Video: Talk](https://youtu.be/1)", "* [video] [Talk](https://youtu.be/1)"),
        ("* [video - Talk](https://youtu.be/1)", "* [video] [Talk](https://youtu.be/1)"),
        ("* [Video] [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [videos] [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* (video) [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [video]: [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* Video: [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [[video] Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [(Video) Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [Talk (Video)](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [Talk [video]](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [Talk](https://blog.example/a) (video)", "* [video] [Talk](https://blog.example/a)"),
        ("* [Talk](https://youtu.be/1) [video]", "* [video] [Talk](https://youtu.be/1)"),
        ("* [Talk (video)](https://youtu.be/1)", "* [video] [Talk](https://youtu.be/1)"),
        ("* [Podcast] [Talk](https://blog.example/a)", "* [audio] [Talk](https://blog.example/a)"),
        ("* [Serie] [Posts](https://blog.example/a)", "* [series] [Posts](https://blog.example/a)"),
        ("* [zh] [Post](https://blog.example/a)", "* [ZH] [Post](https://blog.example/a)"),
        ("* [Chinese] [Post](https://blog.example/a)", "* [ZH] [Post](https://blog.example/a)"),
        ("* [Post](https://blog.example/a) [JP]", "* [JA] [Post](https://blog.example/a)"),
        ("* [HEB] [Post](https://blog.example/a)", "* [HE] [Post](https://blog.example/a)"),
        ("* [video] - [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [CN] [Post](https://blog.example/a)", "* [ZH] [Post](https://blog.example/a)"),
        ("* [JP] [Post](https://blog.example/a)", "* [JA] [Post](https://blog.example/a)"),
        (
            "* [video] [KR] [T](https://blog.example/a)",
            "* [video] [KO] [T](https://blog.example/a)",
        ),
        ("* [UA] [Post](https://blog.example/a)", "* [UK] [Post](https://blog.example/a)"),
        ("* [CZ] [Post](https://blog.example/a)", "* [CS] [Post](https://blog.example/a)"),
        ("* [BR] [Post](https://blog.example/a)", "* [PT] [Post](https://blog.example/a)"),
        (
            "* **[video]** [Talk](https://blog.example/a)",
            "* [video] [Talk](https://blog.example/a)",
        ),
        ("* *[Video]*: [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        (
            "* [**video**] [Talk](https://blog.example/a)",
            "* [video] [Talk](https://blog.example/a)",
        ),
        (r"* \[video\] [Talk](https://blog.example/a)", "* [video] [Talk](https://blog.example/a)"),
        ("* [video, ES] [T](https://blog.example/a)", "* [video] [ES] [T](https://blog.example/a)"),
        ("* [video/ES] [T](https://blog.example/a)", "* [video] [ES] [T](https://blog.example/a)"),
        ("* ［video］ [T](https://blog.example/a)", "* [video] [T](https://blog.example/a)"),
        ("* 【ZH】 [T](https://blog.example/a)", "* [ZH] [T](https://blog.example/a)"),
        ("* [Post [FR]](https://blog.example/a)", "* [FR] [Post](https://blog.example/a)"),
        ("* [FR] [Post [FR]](https://blog.example/a)", "* [FR] [Post](https://blog.example/a)"),
        (
            r"* [\[series\] Posts](https://blog.example/a)",
            "* [series] [Posts](https://blog.example/a)",
        ),
    ],
)
def test_a_prefix_in_its_form_and_place(submitted: str, corrected: str):
    """Case, number, form and place of a prefix are put right."""
    assert fixed(submitted, "prefix") == corrected
    assert reported(submitted, "prefix") == ({"prefix"} if submitted != corrected else set())


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (
            "* [Talk](https://www.youtube.com/watch?v=1)",
            "* [video] [Talk](https://www.youtube.com/watch?v=1)",
        ),
        ("* [Talk](https://youtu.be/1)", "* [video] [Talk](https://youtu.be/1)"),
        (
            "* [Talk](https://youtube.com/playlist?list=1)",
            "* [video] [Talk](https://youtube.com/playlist?list=1)",
        ),
        ("* [Talk](https://vimeo.com/12)", "* [video] [Talk](https://vimeo.com/12)"),
        ("* [Talk](https://media.ccc.de/v/1)", "* [video] [Talk](https://media.ccc.de/v/1)"),
        (
            "* [series] [Talks](https://youtu.be/1)",
            "* [series] [video] [Talks](https://youtu.be/1)",
        ),
    ],
)
def test_a_video_is_announced(submitted: str, corrected: str):
    """A link to a video host gets `[video]`, unless something says so."""
    assert fixed(submitted, "prefix") == corrected
    assert reported(submitted, "prefix") == ({"prefix"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [HTTP/2] [Post](https://blog.example/a)",
        "* [Announcing [HTTP/2]](https://blog.example/a)",
        "* [new] [Post](https://blog.example/a)",
        "* [audio] [Talk](https://youtu.be/1)",
        "* [Channel](https://www.youtube.com/@rust)",
        "* [Post](https://blog.example/a) ([talk](https://youtu.be/1))",
        "#### [RustConf](https://youtu.be/0)\n* [Talk](https://youtu.be/1)",
        "* [Streaming (video) with Rust](https://blog.example/a)",
        "* [Talk](https://youtu.be/1) - video",
        "* [video](https://blog.example/a) A talk",
        "* [CI/CD] [Post](https://blog.example/a)",
        "* [A desktop in Rust (DE)](https://blog.example/a)",
        "* [Rust in a game [PM]](https://blog.example/a)",
        "* [RU] [Как писать на Rust](https://blog.example/a)",
    ],
)
def test_what_is_no_prefix(line: str):
    """Other brackets, other pages of video hosts and second links stay."""
    assert reported(line, "prefix") == set()


def test_the_case_of_a_prefix_is_advisory():
    """A capital letter alone is a notice; another word is a warning."""
    lines = ("* [Video] [Talk](https://blog.example/a)", "* [vid] [Talk](https://blog.example/a)")
    severities = [verdict(line, "prefix").problems[0].severity.word for line in lines]
    assert severities == ["notice", "warning"]


@pytest.mark.parametrize(
    ("title", "prefix"),
    [
        ("与迟先生聊 Rust 与数据库系统", "[ZH] "),
        ("Rust入門のためのガイド", "[JA] "),
        ("러스트 시작하기", "[KO] "),
        ("A crate for 漢字 in terminals", ""),
        ("Über Rust", ""),
    ],
)
def test_a_title_in_other_letters_says_its_language(title: str, prefix: str):
    """Where most letters are of a script that tells the language, its code stands before."""
    line = f"[audio] [{title}](https://blog.example/a)"
    assert fixed(f"* {line}", "prefix") == f"* {prefix}{line}"


@pytest.mark.parametrize(
    "line",
    [
        "* [Как писать на Rust](https://blog.example/a)",
        "* [video](https://youtu.be/1) A talk",
        "* [Video](https://youtu.be/1)",
    ],
)
def test_what_only_the_author_can_say(line: str):
    """Which language uses Cyrillic letters, or what a video is called: reported without a fix."""
    assert reported(line, "prefix") == {"prefix"}
    assert fixed(line, "prefix") == line


@pytest.mark.parametrize("country", COUNTRIES.split("|"))
def test_a_country_is_no_language(country: str):
    """The code of a country is told to be another than that of its language."""
    assert reported(f"* [{country}] [Post](https://blog.example/a)", "prefix") == {"prefix"}


@pytest.mark.parametrize("said", ["[ZH] ", "[ZH|EN] ", "[ZH][EN] "])
def test_a_language_is_said_once(said: str):
    """No prefix is added where the line has one, in whatever form."""
    problems = verdict(f"* {said}[与迟先生聊](https://blog.example/a)", "prefix").problems
    assert not [problem for problem in problems if "Say which" in problem.message]


@pytest.mark.parametrize("written", ["[Video]", "[zh]", "[Chinese]", "[ZH][EN]"])
def test_a_prefix_that_readers_understand_is_advisory(written: str):
    """Another case, or a language's whole name, is a notice and no more."""
    problems = verdict(f"* {written} [Post](https://blog.example/a)", "prefix").problems
    assert {problem.severity for problem in problems} == {Severity.NOTICE}


@pytest.mark.parametrize(
    ("title", "is_foreign"),
    [
        ("Rust in 日本 and 中国", False),
        ("The history of 漢字", False),
        ("Rust の記事", True),
        ("用 Rust 写一个操作系统", True),
        ("从 C++ to Rust 的迁移经验分享", True),
    ],
)
def test_names_in_an_english_title(title: str, is_foreign: bool):
    """Small English words between them say which language it is, unless they are few."""
    found = reported(f"* [{title}](https://blog.example/a)", "prefix")
    assert found == ({"prefix"} if is_foreign else set())
