"""Links in sentences: written as links, and each mistake told once."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, reported, worst

SENTENCE = "Our crate is {}, for wool."
LINK = "[crab](https://crab.example/a)"


@pytest.mark.parametrize(
    "written",
    [
        "[crab](https://crab.example/a]",
        "[crab] (https://crab.example/a)",
        "[crab]((https://crab.example/a)",
        "[crab]([https://crab.example/a](https://crab.example/a))",
        "[crab]([crab](https://crab.example/a))",
        "[[crab](https://crab.example/a)",
        "(crab)(https://crab.example/a)",
        "(crab](https://crab.example/a)",
        "[crab)(https://crab.example/a)",
        "[crab(https://crab.example/a)",
        "[crab]{https://crab.example/a}",
        "{crab}{https://crab.example/a}",
        "[crab]<https://crab.example/a>",
        "［crab］（https://crab.example/a）",
        "[https://crab.example/a](crab)",
    ],
)
def test_a_link_in_a_sentence_is_put_together(written: str):
    """Other brackets, one too many, and what was pasted into a link are put right."""
    line = SENTENCE.format(written)
    assert reported(line, section="Jobs") == {"prose-link"}
    assert fixed(line, section="Jobs") == SENTENCE.format(LINK)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("[crab][crab]", "prose-link"),
        ("[crab]()", "prose-link"),
        ("[](https://crab.example/a)", "prose-link"),
        ("[crab](https://crab.example/a", "prose-link"),
        ("[crab](https://crab.example/a])", "prose-link"),
        ("[crab]https://crab.example/a", "prose-link"),
        ("crab](https://crab.example/a)", "prose-link"),
        ("crab (https://crab.example/a)", "bare-address"),
    ],
)
def test_what_only_the_editors_can_complete(written: str, rule: str):
    """Where a part is missing, nothing is guessed."""
    line = SENTENCE.format(written)
    assert reported(line, section="Jobs") == {rule}
    assert fixed(line, section="Jobs") == line


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE.format(LINK),
        SENTENCE.format(f"[{LINK}]"),
        SENTENCE.format(f"(see {LINK})"),
        SENTENCE.format(f"[crab] (see {LINK})"),
        SENTENCE.format("a[i][j], or [0][1]"),
        SENTENCE.format("`[a][b]`"),
        "> What is [a][b]?",
        "Our crate is [a crab\nof wool](https://crab.example/a), for wool.",
    ],
)
def test_brackets_of_sentences(line: str):
    """Brackets around links, in code and in quotes are the editors'."""
    assert reported(line, "prose-link", section="Jobs") == set()


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("* [Post]: <https://blog.example/a>", "Research"),
        ("* ［Post］（https://blog.example/a）", "Research"),
        ("* [[Post](https://blog.example/a)](https://blog.example/a)", "Research"),
        ("* (**Days**](https://d.example) | 2026-10-01 | Bern, CH | 2026-12-01", "CFP - Events"),
    ],
)
def test_a_broken_link_is_told_once(line: str, section: str):
    """How the line would be judged with a link in it is told when it has one."""
    assert reported(line, section=section) == {"link-syntax"}
    assert worst(line, section=section) is Severity.ERROR
