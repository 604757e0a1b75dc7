"""What the rules say about lines that a contributor adds to the sample newsletter."""

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.rules.context import Context
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules
from tests.rules.sample import TEMPLATE, draft_with

DRAFT = "draft/2026-08-26-this-week-in-rust.md"
CONTEXT = Context(
    layout=Layout(),
    template=Template(TEMPLATE),
    paths=(DRAFT, "content/2026-08-19-this-week-in-rust.md"),
)


def verdict_on(text: str, *names: str, section: str = "Observations/Thoughts") -> Verdict:
    """The verdict on lines below a section's heading, by these rules or by all."""
    change = Change.between(DRAFT, draft_with(section, ""), draft_with(section, text))
    chosen = [rule for rule in rules() if not names or rule.name in names]
    return judge(change, CONTEXT, chosen, {})


def fixed(text: str, *names: str, section: str = "Observations/Thoughts") -> str:
    """The same lines with all fixes of these rules."""
    before, after = draft_with(section, "\0").split("\0")
    return verdict_on(text, *names, section=section).fixed.removeprefix(before).removesuffix(after)


def worst(text: str, section: str = "Observations/Thoughts") -> Severity:
    """The severity of the worst problem that any rule finds."""
    problems = verdict_on(text, section=section).problems
    return max((problem.severity for problem in problems), default=Severity.OFF)


def reported(text: str, *names: str, section: str = "Observations/Thoughts") -> set[str]:
    """The rules that find something."""
    return {problem.rule for problem in verdict_on(text, *names, section=section).problems}
