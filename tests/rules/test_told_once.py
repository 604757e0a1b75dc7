"""Each mistake is told once, by the rule that knows most of it."""

import pytest

from tests.rules.harness import fixed, verdict

LINK = "[Post](https://blog.example/a)"
VIDEO = "[Talk](https://youtu.be/1)"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (f"* video {LINK}", "prefix"),
        (f"* {LINK} [video]", "prefix"),
        (f"* {LINK} (German)", "prefix"),
        (f"* [video]{VIDEO}", "prefix"),
        (f"* [video]  {VIDEO}", "prefix"),
        (f"* [Video]{VIDEO}", "prefix"),
        (f"* [vdeo] {VIDEO}", "visible-markup"),
        ("* A post <https://blog.example/a>", "bare-address"),
        ("* A post (<https://blog.example/a>)", "bare-address"),
        (f"* 🦀 {LINK}", "visible-markup"),
        (f"* {LINK} 🦀", "visible-markup"),
        (f"* {LINK} -->", "visible-markup"),
        (f'* "{LINK}"', "visible-markup"),
        ("* [ Post] (https://blog.example/a )", "link-syntax"),
        ("* [A\npost](https://blog.example/a)", "link-syntax"),
        ("* [A post](\nhttps://blog.example/a)", "link-syntax"),
        ("* [A post](https://blog.example/a\n)", "link-syntax"),
        ("* [Post]([https://a.example](https://blog.example/a?utm_source=x))", "link-syntax"),
        ("* [video] [Talk](https://youtu.be/1?si=2https://blog.example/a)", "address-scheme"),
        ("* [Post](https://blog.example/a,https://blog.example/b)", "address-scheme"),
        ("* [Post](https://blog.example/a,https://blog.example/a)", "address-scheme"),
    ],
)
def test_a_mistake_is_told_once(line: str, rule: str):
    """Neither twice by one rule nor by two."""
    found = verdict(line, section="Observations/Thoughts").problems
    assert [problem.rule for problem in found] == [rule]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("- [Post]", ["bullet", "working-link"]),
        ("- [Post]()(https://blog.example/a)", ["bullet", "bare-address"]),
        (f"- {LINK} ---", ["bullet", "visible-markup"]),
        (f"* {VIDEO} ---", ["prefix", "visible-markup"]),
    ],
)
def test_one_mistake_does_not_hide_another(line: str, rules: list[str]):
    """A bullet is no reason for a link to be none: both are told at once."""
    found = verdict(line, section="Observations/Thoughts").problems
    assert {problem.rule for problem in found} - {"description"} == set(rules)


def test_corrections_at_two_places_are_both_told():
    """Each is looked at where it stands."""
    line = "* [From Vec<T> to Box<T>](https://blog.example/a)"
    found = verdict(line, section="Observations/Thoughts").problems
    assert [problem.rule for problem in found] == ["html-tag", "html-tag"]
    better = "* [From Vec&lt;T&gt; to Box&lt;T&gt;](https://blog.example/a)"
    assert fixed(line, section="Observations/Thoughts") == better
