"""The documentation: every link in it, and every link that the app writes, leads somewhere."""

import re
from pathlib import Path

import pytest

from ghapp.features.escape import entry
from ghapp.review.file_problems import FILE_PROBLEMS
from ghapp.rules.registry import NAMES, rules
from ghapp.rules.rule import RULES_PAGE

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
FENCED = re.compile(r"^(`{3,})[^`]*\n(?:.*\n)*?\1$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]*)\)")


def prose(page: Path) -> str:
    """A page without its code blocks, in which headings and links are examples."""
    return FENCED.sub("", page.read_text())


def anchors(page: Path) -> list[str]:
    """What GitHub makes of the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


@pytest.mark.parametrize("name", [*NAMES, *FILE_PROBLEMS])
def test_what_the_app_links_to_is_there(name):
    """The address below a message is that of one entry in the rules' page."""
    page, _, anchor = entry(name).partition("#")
    assert page == RULES_PAGE
    assert page.endswith("/main/docs/rules.md")
    assert anchors(ROOT / "docs" / "rules.md").count(anchor) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    """A link to a file of the repository names one, and a heading that it has."""
    for link in LINK.findall(prose(page)):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_example_shows_something():
    """No entry says to write what is empty."""
    blocks = FENCED.findall((ROOT / "docs" / "rules.md").read_text())
    assert len(blocks) >= len(NAMES)
    assert "````markdown\n\n" not in (ROOT / "docs" / "rules.md").read_text()
    assert "````markdown\n````" not in (ROOT / "docs" / "rules.md").read_text()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_severity_has_its_reason(rule):
    """The page on severities speaks once of each rule, under the severity that it comes with."""
    page = (ROOT / "docs" / "severities.md").read_text()
    said = re.findall(rf"^- \*\*{rule.name}\*\* \((\w+)\):\s\S", page, re.MULTILINE)
    assert said == [rule.severity.word]
