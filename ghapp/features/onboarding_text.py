"""The text of the onboarding pull request: what a maintainer with ten minutes wants to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ghapp.features.escape import entry
from ghapp.features.onboarding_examples import Examples
from ghapp.features.onboarding_permissions import permission_rows
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.counting import counted
from ghapp.review.evidence import Evidence, Outcome
from ghapp.review.tally import Remark, by_rule, by_section, pulls_of
from ghapp.rules.rule import RULES_PAGE
from ghapp.settings.tree import SETTINGS_PAGE, SETTINGS_PATH

LONGEST = 60_000  # GitHub takes 65,536 characters
MAINTAINERS_PAGE = RULES_PAGE.replace("rules.md", "maintainers.md")
COMMANDS_PAGE = RULES_PAGE.replace("rules.md", "commands.md")
MOST_SECTIONS = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text says of the repository, besides the evidence."""

    repository: str  # "owner/name"
    site: str  # where people see it
    branch: str
    slug: str  # of the app
    layout: Layout
    permissions: Mapping[str, str]
    workflows: tuple[str, ...] = ()  # those that seem to comment on pull requests


def onboarding_text(facts: Facts, evidence: Evidence) -> str:
    """The whole text; where it would be too long, with fewer examples."""
    for most in (3, 2, 1, 0):
        text = "\n\n".join(_parts(facts, evidence, Examples(facts.site, facts.repository, most)))
        if len(text) <= LONGEST:
            break
    return text


def _parts(facts: Facts, evidence: Evidence, shown: Examples) -> Iterator[str]:
    yield (
        f"This adds `{SETTINGS_PATH}`, in which every setting stands as a comment at its default."
        " Merging it changes nothing yet: the app is at work already, and does the same without"
        " the file. If you close this instead, it is not opened again."
    )
    yield "## What it would have said until now"
    yield from _evidence(facts, evidence, shown)
    yield "## What it does from now on"
    yield _FROM_NOW_ON.format(slug=facts.slug, commands=COMMANDS_PAGE)
    yield "## What it never does"
    yield _NEVER.format(branch=code_span(facts.branch))
    if facts.workflows:
        yield _workflows(facts.workflows)
    yield "## To change, pause or remove it"
    yield _ending(facts)


_FROM_NOW_ON = """\
- **Each pull request** gets labels with its sections and one check, `newsletter`, which marks each \
problem on its line.
- **Corrections** are suggested on their lines, one click each. What has none stands in one comment, \
which is edited in place. A notice is a mark in the check and nothing more.
- **When all is well it says nothing.** Pull requests that are open today get labels and a check, and \
no comment before their next push.
- **Editors** comment `/approve`, `/merge` or `/rollup`: links that two people added at one place are \
no conflict. `/help` lists [all commands]({commands}), also as `@{slug} help`.
- **When an edition is published**, it opens a pull request with the next draft."""

_NEVER = """\
It merges nothing that no editor asked for. It never moves {branch} by itself, and commits to \
somebody's branch only when its author or an editor asks. In files it touches what pull requests \
submit to drafts, and nothing else. It writes nothing on pull requests that are closed: those below \
were only read."""


def _evidence(facts: Facts, evidence: Evidence, shown: Examples) -> Iterator[str]:
    if not evidence.judged:
        yield "No pull request was merged here yet, so there is nothing to try it on."
        return
    yield _summary(evidence)
    if not sum(one.drafts for one in evidence.judged):
        path = code_span(f"{facts.layout.drafts}/{facts.layout.filename}")
        yield (
            f"None of them changes a draft, which would be {path}. If yours are called otherwise,"
            f" say so under `[draft]` in `{SETTINGS_PATH}`, and the app has something to do."
        )
    found = evidence.remarks
    if not found:
        return
    yield _table(evidence)
    yield (
        "*Published corrected*: the edition has the line exactly as the app corrects it, so an"
        " editor did that by hand. *Published unchanged*: nobody saw it, or nobody minds. These are"
        " the possible false alarms; where they are many, make the rule a `notice` or turn it"
        " `off`. What is missing in both was published otherwise, or not at all."
    )
    heads = {one.number: one.head for one in evidence.judged}
    unchanged = evidence.with_outcome(Outcome.UNCHANGED)
    for title, chosen in (
        ("Examples", found),
        (f"Published unchanged: {counted(len(unchanged), 'possible false alarm')}", unchanged),
    ):
        if chosen and (examples := shown.of(chosen, heads)):
            yield _folded(title, examples)
    yield _folded("By section", _sections(found))


def _summary(evidence: Evidence) -> str:
    number, silent = len(evidence.judged), evidence.silent
    days = sorted(one.merged for one in evidence.judged)
    span = f"{days[0]} to {days[-1]}" if days[0] != days[-1] else f"{days[0]}"
    said = [
        f"The last {counted(number, 'merged pull request')} ({span}), judged as they were proposed,"
        f" under the settings in force. **On {silent} of them it would have said nothing.**"
    ]
    found = evidence.remarks
    if found:
        fixed = sum(one.corrected is not None for one in found)
        said.append(
            f"On the other {number - silent} it would have found {counted(len(found), 'problem')},"
            f" of which it corrects {fixed}."
        )
    if evidence.cut_short:
        said.append(f"There are {evidence.found}; it stopped early, for {evidence.cut_short}.")
    if evidence.unread:
        said.append(f"Not looked at, as GitHub did not show them: {evidence.unread}.")
    return " ".join(said)


def _table(evidence: Evidence) -> str:
    corrected = _count(evidence.with_outcome(Outcome.CORRECTED))
    unchanged = _count(evidence.with_outcome(Outcome.UNCHANGED))
    rows = [
        "| Rule | Severity | Problems | Pull requests | With a fix | Published corrected"
        " | Published unchanged |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for rule, found in by_rule(evidence.remarks):
        words = ", ".join(one.word for one in sorted({one.severity for one in found}, reverse=True))
        fixed = sum(one.corrected is not None for one in found)
        numbers = (len(found), pulls_of(found), fixed, corrected.get(rule, 0))
        cells = " | ".join(str(number) for number in (*numbers, unchanged.get(rule, 0)))
        rows.append(f"| [`{rule}`]({entry(rule)}) | {words} | {cells} |")
    return "\n".join(rows)


def _count(found: Sequence[Remark]) -> dict[str, int]:
    return {rule: len(ones) for rule, ones in by_rule(found)}


def _sections(found: Sequence[Remark]) -> str:
    rows = ["| Section | Severity | Problems | Pull requests |", "|---|---|--:|--:|"]
    groups = by_section(found)
    for section, severity, ones in groups[:MOST_SECTIONS]:
        name = code_span(section[:80]).replace("|", "\\|")
        rows.append(f"| {name} | {severity.word} | {len(ones)} | {pulls_of(ones)} |")
    if len(groups) > MOST_SECTIONS:
        rows.append(f"| and {len(groups) - MOST_SECTIONS} more rows | | | |")
    return "\n".join(rows)


def _workflows(paths: Sequence[str]) -> str:
    named = ", ".join(code_span(path) for path in paths)
    one = len(paths) == 1
    return (
        f"## {'A workflow' if one else 'Workflows'} that may have nothing to do\n\n"
        f"{named} {'looks' if one else 'look'} as if {'it' if one else 'they'} commented on pull"
        f" requests. If that is about what the app checks too, {'it' if one else 'they'} can go, so"
        " that nobody is told twice."
    )


def _ending(facts: Facts) -> str:
    page = f"{facts.site}/{facts.repository}/settings"
    return (
        f"Each line of `{SETTINGS_PATH}` says what it is for, and so does"
        f" [the page on settings]({SETTINGS_PAGE}). A pull request that changes the file is told"
        " every error on its line. `paused = true` there stops everything, and so does, without a"
        f" commit, the [variable]({page}/variables/actions) `GHAPP_PAUSED` set to `true`. The app"
        f" is removed under [GitHub Apps]({page}/installations). More is in"
        f" [For maintainers]({MAINTAINERS_PAGE}).\n\n"
    ) + _folded(
        "Which permissions it has, and which it could do without",
        "\n".join(permission_rows(facts.permissions))
        + "\n\nWho registered the App takes a permission away in its settings, under"
        " **Permissions & events**.",
    )


def _folded(title: str, text: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"
