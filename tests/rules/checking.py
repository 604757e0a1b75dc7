"""One rule over one pull request to the sample newsletter."""

from importlib import import_module
from typing import Any

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.records import replaced
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.problem import Severity
from ghapp.rules.rule import Rule
from tests.rules.sample import context_for, draft_with

DRAFT = "draft/2026-08-26-this-week-in-rust.md"


def rule(name: str) -> Rule:
    """A rule by its name."""
    found: Rule = import_module(f"ghapp.rules.{name.replace('-', '_')}").RULE
    return found


def verdict(
    name: str, text: str, section: str = "", base: str = "", path: str = DRAFT, **known: Any
) -> Verdict:
    """What a rule says when `text` stands where `base` stood in a section."""
    one = rule(name)
    section = section or one.section
    change = Change.between(path, draft_with(section, base), draft_with(section, text))
    return _judged(one, change, known)


def verdict_on(name: str, before: str, after: str, path: str = DRAFT, **known: Any) -> Verdict:
    """What a rule says to a change of a whole file."""
    return _judged(rule(name), Change.between(path, before, after), known)


def whole(name: str, text: str, path: str = DRAFT) -> Verdict:
    """What a rule says to a whole file, as nobody's change."""
    return _judged(rule(name), Change.whole(path, text), {}, FileKind.DRAFT)


def finished(name: str, text: str, path: str) -> Verdict:
    """What a rule says to an edition that is being published."""
    change = Change.whole(path, text)
    return _judged(rule(name), change, {}, FileKind.FINISHED)


def _judged(
    one: Rule, change: Change, known: dict[str, Any], kind: FileKind | None = None
) -> Verdict:
    context = replaced(context_for(one), **known)
    severity = one.severity or Severity.NOTICE
    kind = kind or context.layout.kind(change.path)
    return judge(change, context, [one], {one.name: severity}, kind)


def said(name: str, text: str, section: str = "", **more: Any) -> list[str]:
    """The messages of a rule."""
    return [problem.message for problem in verdict(name, text, section, **more).problems]


def mended(name: str, text: str, section: str = "", **more: Any) -> str:
    """The text as the rule's fixes leave it."""
    one = rule(name)
    before = draft_with(section or one.section, "@@").split("@@")
    fixed = verdict(name, text, section, **more).fixed
    assert fixed.startswith(before[0])
    assert fixed.endswith(before[1])
    return fixed[len(before[0]) : len(fixed) - len(before[1])]
