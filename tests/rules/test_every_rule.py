"""What holds for every rule of the book."""

import pytest

from ghapp.newsletter.changes import Change
from ghapp.rules.judge import judge
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule
from tests.rules.sample import change_of, context_for, kind_of

RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)


def judged(rule: Rule, text: str):
    """The verdict of one rule on a text."""
    context = context_for(rule)
    change = change_of(rule, text)
    return judge(change, context, [rule], switched_on(rule), kind_of(rule))


def switched_on(rule: Rule) -> dict[str, Severity]:
    """The settings under which a rule is checked, also one that is off by default."""
    return {rule.name: rule.severity or Severity.NOTICE}


@RULES
def test_the_bad_example_gives_the_problem(rule: Rule):
    """The bad example is reported, by that rule, within what was changed."""
    problems = judged(rule, rule.bad).problems
    assert problems
    assert {problem.rule for problem in problems} == {rule.name}


@RULES
def test_the_fix_of_the_bad_example_is_the_good_one(rule: Rule):
    """Where a rule has a fix, the bad example becomes the good one."""
    verdict = judged(rule, rule.bad)
    if all(problem.fix for problem in verdict.problems):
        assert verdict.fixed == change_of(rule, rule.good).head.text
    else:
        assert verdict.fixes == ()


@RULES
def test_the_good_example_is_clean(rule: Rule):
    """The good example gives no problem, neither of the rule nor of any other."""
    context = context_for(rule)
    change = change_of(rule, rule.good)
    verdict = judge(change, context, rules(), switched_on(rule), kind_of(rule))
    assert verdict.problems == ()


@RULES
def test_fixing_twice_changes_nothing(rule: Rule):
    """What a fix wrote needs no fix."""
    fixed = judged(rule, rule.bad).fixed
    context, change = context_for(rule), change_of(rule, rule.bad)
    base = change.base
    again = Change.between(rule.path, base.text, fixed) if base else Change.whole(rule.path, fixed)
    verdict = judge(again, context, [rule], switched_on(rule), kind_of(rule))
    assert verdict.fixed == fixed


@RULES
def test_a_rule_explains_itself(rule: Rule):
    """The name is a word that settings can hold, and the reason is a sentence."""
    assert rule.name == rule.name.lower().replace("_", "-")
    assert rule.why.endswith(".")
