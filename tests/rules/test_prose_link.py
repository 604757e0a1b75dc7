"""Links in sentences: written as links, and each mistake told once."""

import pytest

from ghapp.newsletter.template import Template
from ghapp.rules.problem import Severity
from tests.rules.harness import SAMPLE, TEMPLATE, fixed, reported, verdict, worst

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
        "[crab]((https://crab.example/a))",
    ],
)
def test_a_link_in_a_sentence_is_put_together(written: str):
    """Other brackets, one too many, and what was pasted into a link are put right."""
    line = SENTENCE.format(written)
    assert len(reported(line, section="Jobs")) == 1
    assert fixed(line, section="Jobs") == SENTENCE.format(LINK)


def test_words_in_the_place_of_the_address():
    """To the parser, an address with spaces in it is none; readers follow it all the same."""
    line = SENTENCE.format("[https://crab.example/a](the crab)")
    assert fixed(line, section="Jobs") == SENTENCE.format("[the crab](https://crab.example/a)")


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
        ("[crab](https://crab.example/a](https://crab.example/b)", "prose-link"),
        ("[crab](/crates/crab)", "address-scheme"),
        ("[crab](./crab)", "address-scheme"),
        ("[crab](TODO)", "placeholder-address"),
        ("[crab](http://localhost:8000/crab)", "placeholder-address"),
    ],
)
def test_what_only_the_editors_can_complete(written: str, rule: str):
    """Where a part is missing, nothing is guessed."""
    line = SENTENCE.format(written)
    assert reported(line, section="Jobs") == {rule}
    assert fixed(line, section="Jobs") == line


def test_a_newsletter_that_links_to_its_own_pages():
    """Its template shows that it does, or the draft itself."""
    template = Template(TEMPLATE + "\nSee the [archive](/archive).\n")
    line = SENTENCE.format("[crab](/crates/crab)")
    assert reported(line, section="Jobs", template=template) == set()
    assert reported(f"{line}\n\nSee the [archive](/archive).", section="Jobs") == set()


def test_what_the_template_leaves_open_is_no_placeholder():
    """The editors fill it in at the end, and are asked to when the edition is published."""
    template = Template(TEMPLATE + "\n[Discuss it](DISCUSSION_LINK_HERE)\n")
    line = "[Discuss it](DISCUSSION_LINK_HERE)"
    assert reported(line, section="Jobs", template=template) == set()


@pytest.mark.parametrize(
    ("heading", "is_right"),
    [
        (f"##### {LINK}", True),
        ("##### [crab] (https://crab.example/a)", False),
        ("##### [crab](https://crab.example/a", False),
        ("##### crab](https://crab.example/a)", False),
        ("##### [crab]()", False),
        ("##### Arrays like a[i]", True),
    ],
)
def test_a_link_in_a_heading_is_judged_as_in_a_sentence(heading: str, is_right: bool):
    """Whatever the section below it holds."""
    text = f"{heading}\n\n* [Post](https://blog.example/a)"
    assert reported(text, "prose-link", section="Official") == (
        set() if is_right else {"prose-link"}
    )


@pytest.mark.parametrize(("heading", "mark"), [("### Research", "* "), ("## Jobs", "")])
@pytest.mark.parametrize(
    "written", ["crab.example/a", "(https://crab.example/a)", "[https://crab.example/a]", "TODO"]
)
def test_a_wrong_definition_is_told_where_it_stands(heading: str, mark: str, written: str):
    """Once, and not on the line that refers to it."""
    text = f"{mark}[A crab][1]\n\n[1]: {written}"
    found = verdict(text, section=heading.strip("# ")).problems
    assert [problem.span.line for problem in found] == [SAMPLE.split("\n").index(heading) + 4]


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE.format(LINK),
        SENTENCE.format(f"[{LINK}]"),
        SENTENCE.format(f"(see {LINK})"),
        SENTENCE.format(f"[crab] (see {LINK})"),
        SENTENCE.format("a[i][j], or [0][1]"),
        SENTENCE.format("`[a][b]`"),
        "![A crab](https://crab.example/a.png)",
        SENTENCE.format('![](https://crab.example/a.png "Of wool")'),
        '<a href="https://crab.example">![A crab](https://crab.example/a.png)</a>',
        "> What is [a][b]?",
        "Our crate is [a crab\nof wool](https://crab.example/a), for wool.",
        "Our crate is [a crab](\nhttps://crab.example/a), for wool.",
        "Our crate is [a crab][1], for wool.\n[1]: https://crab.example/a",
    ],
)
def test_brackets_of_sentences(line: str):
    """Brackets around links, in code and in quotes are the editors'; so are lines that go on."""
    assert reported(line, "prose-link", "bare-address", section="Jobs") == set()


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
