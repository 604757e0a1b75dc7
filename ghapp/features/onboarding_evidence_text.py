"""The evidence in words: a row for each rule that would have spoken, and what one can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ghapp.features.escape import entry, folded
from ghapp.features.onboarding_examples import Examples
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.review.evidence import Evidence
from ghapp.review.tally import Ending, Remark, by_rule, by_section, pulls_of
from ghapp.rules.problem import Severity
from ghapp.settings.tree import SETTINGS_PATH

MOST_ROWS = 60
COLUMNS = (
    "Rule",
    "Severity",
    "Problems",
    "Pull requests",
    "With a fix",
    "Published corrected",
    "Published unchanged",
)
HEAD = f"| {' | '.join(COLUMNS)} |\n|---|---{'|--:' * 5}|"
LEGEND = """\
*Published corrected*: the edition has the line exactly as the app corrects it, so an editor did \
by hand what one click does. *Published unchanged*: nobody saw it, or nobody minds. These are the \
possible false alarms: where a rule has many, make it a `notice` or turn it `off`. What is in \
neither was published otherwise, or not at all."""


def evidence_text(evidence: Evidence, shown: Examples, draft: str) -> Iterator[str]:
    """The paragraphs on the evidence.

    Args:
        evidence: from the last merged pull requests.
        shown: where the links of examples lead.
        draft: what the path of a draft is.

    """
    if not evidence.found:
        yield "No pull request was merged here lately, so there is nothing to try it on."
        return
    yield " ".join((*_summary(evidence, shown), *_left_out(evidence)))
    if not evidence.pulls:
        return
    if not any(one.drafts for one in evidence.pulls):
        yield (
            f"None of them changes a draft, which would be {code_span(draft)}. If yours are called"
            f" otherwise, say so under `[draft]` in `{SETTINGS_PATH}`: then there is something to"
            " look at."
        )
    found = evidence.remarks
    if not found:
        return
    yield _table(evidence)
    yield LEGEND
    if examples := shown.of(evidence, found):
        yield folded("Examples: as proposed, and as the app corrects it", examples)
    unchanged = evidence.ended(Ending.UNCHANGED)
    if examples := shown.of(evidence, unchanged):
        title = f"Published unchanged: {counted(len(unchanged), 'possible false alarm')}"
        yield folded(title, examples)
    yield folded("By section", _sections(found))


def _summary(evidence: Evidence, shown: Examples) -> Iterator[str]:
    if not evidence.pulls:
        return
    days = sorted(one.merged for one in evidence.pulls)
    span = f"{days[0]} to {days[-1]}" if days[0] != days[-1] else f"{days[0]}"
    number = len(evidence.pulls)
    pulls, were = (f"{number} pull requests", "were") if number > 1 else ("pull request", "was")
    yield f"The last {pulls} that {were} merged ({span}) {were} judged as"
    yield "proposed, under the settings of today."
    yield f"**On {evidence.count(Severity.OFF)} of them the app would have said nothing**,"
    yield f"on {evidence.count(Severity.NOTICE)} nothing but notices, which are marks in the check."
    found = evidence.remarks
    if found:
        fixed = sum(one.corrected is not None for one in found)
        yield f"It would have found {counted(len(found), 'problem')}, {fixed} of them with a fix."
    if evidence.loudest is not None:
        pull, problems = evidence.loudest
        yield f"{problems} of the {len(found)} are in one pull request, {shown.pull_link(pull)}."


def _left_out(evidence: Evidence) -> Iterator[str]:
    if evidence.cut_short:
        left = evidence.found - len(evidence.pulls) - evidence.unread
        yield f"It stopped early, for {evidence.cut_short}: {left} more were not looked at."
    if evidence.unread:
        unread = counted(evidence.unread, "pull request")
        yield f"Left out: {unread}, too large or not shown by GitHub."


def _table(evidence: Evidence) -> str:
    ended = {
        ending: Counter(one.rule for one in evidence.ended(ending))
        for ending in (Ending.CORRECTED, Ending.UNCHANGED)
    }
    rows = [HEAD]
    for rule, found in by_rule(evidence.remarks):
        severities = sorted({one.severity for one in found}, reverse=True)
        numbers = (
            len(found),
            pulls_of(found),
            sum(one.corrected is not None for one in found),
            *(numbers[rule] for numbers in ended.values()),
        )
        words = ", ".join(one.word for one in severities)
        cells = " | ".join(str(number) for number in numbers)
        rows.append(f"| [`{rule}`]({entry(rule)}) | {words} | {cells} |")
    return "\n".join(rows)


def _sections(found: Sequence[Remark]) -> str:
    rows = ["| Section | Severity | Problems | Pull requests |", "|---|---|--:|--:|"]
    groups = by_section(found)
    for section, severity, ones in groups[:MOST_ROWS]:
        name = code_span(section[:80]).replace("|", "\\|")
        rows.append(f"| {name} | {severity.word} | {len(ones)} | {pulls_of(ones)} |")
    if len(groups) > MOST_ROWS:
        rows.append(f"| and {len(groups) - MOST_ROWS} more rows | | | |")
    return "\n".join(rows)
