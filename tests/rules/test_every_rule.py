"""What holds for every rule."""

from __future__ import annotations

import pytest

from ghapp.newsletter.calendar import FileKind, Layout
from ghapp.rules.judge import Verdict
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule
from tests.rules.harness import FINISHED, draft_with, verdict_on

RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)


def files_of(rule: Rule, text: str) -> tuple[str | None, str]:
    """The file of a rule's examples, before and after `text` takes the place of its `base`."""
    if kind_of(rule) is FileKind.FINISHED:
        assert rule.base in FINISHED
        return None, FINISHED.replace(rule.base, text)
    before = draft_with(rule.section, rule.base)
    after = before.replace(rule.base, text) if rule.base else draft_with(rule.section, text)
    return before, after


def kind_of(rule: Rule) -> FileKind:
    """What that file is to the newsletter."""
    kind = Layout().kind(rule.path)
    return kind if kind in rule.kinds else FileKind.FINISHED


def judged(rule: Rule, before: str | None, after: str, *names: str) -> Verdict:
    """The verdict on that file, by the rules named so, or by all."""
    return verdict_on(before, after, *names, path=rule.path, kind=kind_of(rule))


@RULES
def test_the_bad_example_gives_the_problem(rule: Rule):
    """The bad example is reported, by that rule, within what was changed."""
    problems = judged(rule, *files_of(rule, rule.bad), rule.name).problems
    assert problems
    assert {problem.rule for problem in problems} == {rule.name}


@RULES
def test_the_fix_of_the_bad_example_is_the_good_one(rule: Rule):
    """Where a rule has a fix, the bad example becomes the good one."""
    verdict = judged(rule, *files_of(rule, rule.bad), rule.name)
    if all(problem.fix for problem in verdict.problems):
        assert verdict.fixed == files_of(rule, rule.good)[1]
    else:
        assert verdict.fixes == ()


@RULES
def test_the_good_example_is_clean(rule: Rule):
    """The good example gives no problem, neither of the rule nor of any other."""
    files = files_of(rule, rule.good)
    assert judged(rule, *files, rule.name).problems == ()
    assert judged(rule, *files).problems == ()


@RULES
def test_fixing_twice_changes_nothing(rule: Rule):
    """What a fix wrote needs no fix."""
    before, after = files_of(rule, rule.bad)
    once = judged(rule, before, after, rule.name).fixed
    assert judged(rule, before, once, rule.name).fixed == once


@RULES
def test_a_rule_explains_itself(rule: Rule):
    """The name is a word that settings can hold, and the reason is a sentence."""
    assert rule.name == rule.name.lower().replace("_", "-")
    assert rule.why.endswith(".")
