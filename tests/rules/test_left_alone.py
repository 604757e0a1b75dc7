"""What looks odd and is as it should be: no rule says anything."""

import pytest

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.template import Template
from tests.rules.harness import FINISHED, TEMPLATE, reported, verdict_on


@pytest.mark.parametrize(
    "title",
    [
        "TODO",
        "FIXME",
        "TODO: learn Rust",
        "Fixing every FIXME in a large code base",
        "`todo!()` and `// TODO` considered helpful",
        "From TODO to done, part 2: FIXME",
    ],
)
def test_a_title_may_say_that_something_is_to_be_done(title: str):
    """TODO and FIXME in a title are what the page is about, not what is left to be filled in."""
    assert reported(f"* [{title}](https://blog.example/post)") == set()
    edition = FINISHED.replace("[Post]", f"[{title}]")
    path = "content/2026-08-26-this-week-in-rust.md"
    assert verdict_on(None, edition, path=path, kind=FileKind.FINISHED).problems == ()


TRIAGE = """\
A quiet week: two  regressions in rollups, one of them in
[#12345](https://github.com/crabs/shell/pull/12345) , and `-Zfast` is   faster.<br />
Bare addresses such as https://perf.example/compare?start=a&end=b&utm_source=triage are common,
- and so is a dash at the beginning of a line
 * or an odd bullet

Triage done by **@ferris**. Revision range: [abcdef01..23456789](https://perf.example/?start=abcdef01&end=23456789&absolute=false&stat=instructions%3Au)

**Summary**:

| (instructions:u)                   | mean  | range          | count |
|:----------------------------------:|:-----:|:--------------:|:-----:|
| Regressions ❌ <br /> (primary)    | 0.4%  | [0.2%, 0.8%]   | 12    |
| Improvements ✅ <br /> (secondary) | -1.1% | [-4.1%, -0.1%] | 62    |
| All ❌✅ (primary)                 | -0.3% | [-2.0%, 0.8%]  | 40    |


2 Regressions, 3 Improvements, 4 Mixed; 1 of them in rollups
51 artifact comparisons made in total

[Full report here](https://github.com/crabs/perf/blob/master/triage/2026-08-24.md)"""


@pytest.mark.parametrize("kind", [FileKind.DRAFT, FileKind.EDITION])
def test_the_report_on_performance_is_left_as_it_is(kind: FileKind):
    """Its prose, its tables and their `<br />` come from a tool and from whoever wrote them."""
    heading = "## Updates from the Rust Project\n\n### Rust Compiler Performance Triage\n\n"
    template = TEMPLATE.replace("## Upcoming Events\n", f"{heading}@@\n\n## Upcoming Events\n")
    before, after = template.replace("@@\n\n", ""), template.replace("@@", TRIAGE)
    verdict = verdict_on(before, after, kind=kind, template=Template(before))
    assert verdict.problems == ()
    assert verdict.fixed == after


@pytest.mark.parametrize(
    ("line", "below", "told"),
    [
        ("{} (and others,", "see {} for all)", set()),
        ("{}, as in `fn f<I>(all: I) where", "I: Iterator<T>`, for {}", set()),
        ("{} (and others,", "see {} for all", {"visible-markup"}),
        ("{} takes `Vec, as", "{} says", {"backticks"}),
        ("{} takes Vec<T> (as", "{} says)", {"html-tag"}),
        ("[Crab](https://git.example/pull/3", "{})", {"link-syntax"}),
    ],
)
def test_an_item_of_the_project_may_go_on_below(line: str, below: str, told: set[str]):
    """What one line of it opens, another one closes; a link stands on one line."""
    first, second = (f"[Crab](https://git.example/pull/{number})" for number in (1, 2))
    items = f"* {line.format(first)}\n  {below.format(second)}"
    text = f"## Updates from the Rust Project\n\n### Final Comment Period\n\n{items}"
    assert reported(text, section="Jobs") == told
