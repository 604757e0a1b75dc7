"""The documentation: every link in it, and every link that the app writes, leads somewhere."""

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest
import yaml

from ghapp import cli
from ghapp.board import states
from ghapp.commands.parser import parse
from ghapp.commands.registry import COMMANDS
from ghapp.commands.section import nearest_section
from ghapp.features.escape import entry
from ghapp.features.labels import APPEARANCE
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
    """What GitHub makes of the headings of a page: of equal ones, the later are numbered."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    names = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        found.append(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def rows(page: str, heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    _, _, below = page.partition(f"\n{heading}\n")
    table = re.search(r"^\|.*\n\| --- .*\n((?:\|.*\n?)+)", below, re.MULTILINE)
    return re.findall(r"^\| (.*?) \|", table[1], re.MULTILINE) if table else []


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


def test_the_pages_that_are_made_from_the_code_are_as_the_code_is():
    """Every rule, setting and command has its entry, for these are made of their declarations."""
    generated = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    assert len(generated) == 4
    assert [name for name, page in generated.items() if text(name) != page()] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_of_a_command_is_one(command):
    """What stands there is read as this command, with words where it takes some."""
    names = [one.name for one in COMMANDS]
    (read,) = parse(command.example.written, "ghapp", names)
    assert read.name == command.name
    assert bool(read.arguments) or command.usage == f"/{command.name}"


def test_the_example_of_a_section_is_near_enough():
    """The section that the example names is found by what it writes."""
    example = next(one.example for one in COMMANDS if one.name == "section")
    (title,) = re.findall(r"`(.+?)`", example.outcome)
    (word,) = example.written.split()[1:]
    assert nearest_section(word, {"rust walkthroughs": title, "research": "Research"})


@pytest.mark.parametrize(
    ("page", "heading", "named"),
    [
        (
            "maintainers.md",
            "## What it may do",
            {
                f"{name}: {right}"
                for name, right in yaml.safe_load((ROOT / "app.yaml").read_text())[
                    "default_permissions"
                ].items()
            },
        ),
        (
            "contributors.md",
            "## What the labels and the check mean",
            {"section: …", *APPEARANCE},
        ),
        (
            "without-the-app.md",
            "## In a workflow",
            set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]),
        ),
    ],
    ids=["permissions", "labels", "inputs"],
)
def test_what_there_is_is_explained(page, heading, named):
    """Each has a row, and nothing else has."""
    cells = rows(text(page), heading)
    assert set(re.findall(r"`(.+?)`", " ".join(cells))) == named


def test_every_state_on_the_board_is_explained():
    """Editors can look up each word that a pull request is shown with."""
    shown = set(re.findall(r'State\("(.+?)"', Path(states.__file__).read_text()))
    cells = rows(text("editors.md"), "## The board")
    assert len(shown) > 5
    assert {word for cell in cells for word in cell.split(", ")} == shown


def test_every_command_of_the_command_line_is_shown():
    """Whoever has the program finds what it can do."""
    code = "".join(module.read_text() for module in Path(cli.__file__).parent.glob("*.py"))
    words = re.findall(r'add_parser\(\s*"(\w+)"', code)
    pages = "".join(page.read_text() for page in PAGES)
    assert len(words) >= 7
    assert [word for word in words if f"ghapp {word}" not in pages] == []


def test_every_benchmark_is_explained():
    """Whoever wants to measure finds each script that can be run."""
    scripts = {
        path.name
        for path in (ROOT / "benchmarks").glob("*.py")
        if '__name__ == "__main__"' in path.read_text()
    }
    cells = rows((ROOT / "CONTRIBUTING.md").read_text(), "## Measuring")
    assert len(scripts) > 10
    assert {re.search(r"\w+\.py", cell)[0] for cell in cells} == scripts


def test_the_design_names_what_there_is():
    """Each file in its drawing of the house is there, and each part of the house is drawn."""
    drawing = re.search(r"```\nghapp/\n(.*?)```", text("design.md"), re.DOTALL)[1]
    files = {path.name for path in (ROOT / "ghapp").rglob("*.py")} | {"generate.py"}
    parts = {path.name for path in (ROOT / "ghapp").iterdir() if path.is_dir()} - {"__pycache__"}
    assert set(re.findall(r"\b\w+\.py\b", drawing)) <= files
    assert set(re.findall(r"^  (\w+)/", drawing, re.MULTILINE)) == parts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_holds_what_git_could_not_merge(page):
    """Conflict markers stand in the example of the rule on them, and nowhere else."""
    shown = page.read_text() if page.name != "rules.md" else prose(page)
    assert not re.search(r"^(<{7} |>{7} |={7}$)", shown, re.MULTILINE)
