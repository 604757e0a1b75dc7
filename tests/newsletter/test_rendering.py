"""The site's renderer meets lines that no edition was ever built with."""

import markdown
import pytest

from ghapp.newsletter.rendering import Renderer
from tests.rules.harness import fixed, reported, verdict

UNBUILDABLE = [
    "* " * 1500 + "[a](https://a.example/1)",
    "* " + "1. " * 1500 + "x",
    '* "\r<p><![x <b>',
]
GOOD = "* *Paper*: [b](https://b.example/1)"


@pytest.mark.parametrize("line", UNBUILDABLE, ids=["bullets", "numbers", "declaration"])
def test_a_line_that_no_site_can_be_built_with_shows_nothing(line):
    """What the renderer breaks down at is no working link, and the next line is read as ever."""
    renderer = Renderer()
    assert renderer.shown(line).links == []
    assert renderer.shown(GOOD) == Renderer().shown(GOOD)


@pytest.mark.parametrize("section", ["Research", "CFP - Projects", "Upcoming Events"])
def test_bullets_of_bullets_are_reported(section):
    """The author is told of the line, instead of hearing nothing of the whole pull request."""
    assert reported(UNBUILDABLE[0], section=section)


def test_a_line_is_rendered_once_for_all_that_is_tried(monkeypatch):
    """A correction that is taken back costs nothing for the lines that it does not touch."""
    asked = []
    convert = markdown.Markdown.convert

    def counted(self, source):
        asked.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", counted)
    lines = [f"* [t]([u{n}](https://v.example/{n}))" for n in range(20)]
    lines += [f"* [Page {n}] (https://pages.example/{n})" for n in range(20)]
    _ = verdict("\n".join(lines), section="Research").fixes
    assert len(asked) > 20
    assert len(asked) == len(set(asked))


def test_correcting_many_kinds_of_damage_ends():
    """Corrections that are taken back make no room for others for ever, and none is left over."""
    shapes = (
        "* [t]([u{n}](https://v.example/{n}))",
        "* [Page {n}] (https://pages.example/{n}) ]",
        "-  [a{n}](b c",
        " *  [x{n}](https://x.example/{n}?utm_source=z) [b](",
        "**[a{n}](http://twitter.com/{n})* `",
    )
    text = "\n".join(shape.format(n=n) for n in range(10) for shape in shapes)
    once = fixed(text, section="Research")
    assert fixed(once, section="Research") == once
