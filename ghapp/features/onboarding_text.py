"""The text of the onboarding pull request: what a maintainer with ten minutes wants to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ghapp.features.escape import folded
from ghapp.features.onboarding_evidence_text import evidence_text
from ghapp.features.onboarding_examples import Examples
from ghapp.features.onboarding_permissions import permission_rows
from ghapp.newsletter.code_spans import code_span
from ghapp.review.evidence import Evidence
from ghapp.rules.rule import RULES_PAGE
from ghapp.settings.tree import SETTINGS_PAGE, SETTINGS_PATH

LONGEST = 60_000  # GitHub takes 65,536 characters
MAINTAINERS_PAGE = RULES_PAGE.replace("rules.md", "maintainers.md")
COMMANDS_PAGE = RULES_PAGE.replace("rules.md", "commands.md")


@dataclass(frozen=True, slots=True)
class OnboardingFacts:
    """What the text says of the repository, besides the evidence."""

    repository: str  # "owner/name"
    site: str  # where people see it
    branch: str
    tip: str  # of that branch
    slug: str  # of the app
    draft: str  # what the path of a draft is, with `{date}` in it
    permissions: Mapping[str, str]
    workflows: tuple[str, ...] = ()  # those that seem to comment on pull requests


def onboarding_text(facts: OnboardingFacts, evidence: Evidence) -> str:
    """The whole text; where it would be too long, with fewer examples."""
    text = ""
    for most in (2, 1, 0):
        shown = Examples.on(f"{facts.site}/{facts.repository}", facts.tip, most)
        text = "\n\n".join(_parts(facts, evidence, shown))
        if len(text) <= LONGEST:
            break
    return text


def _parts(facts: OnboardingFacts, evidence: Evidence, shown: Examples) -> Iterator[str]:
    yield (
        f"This adds `{SETTINGS_PATH}`, in which every setting stands as a comment at its default."
        " Merging it changes nothing yet: the app is at work already, and does the same without"
        " the file. If you close this instead, it is not opened again."
    )
    yield "## What it would have said until now"
    yield from evidence_text(evidence, shown, facts.draft)
    yield "## What it does from now on"
    yield _FROM_NOW_ON.format(slug=facts.slug, commands=COMMANDS_PAGE)
    yield "## What it never does"
    yield _NEVER.format(branch=code_span(facts.branch))
    if facts.workflows:
        yield _workflows(facts.workflows)
    yield "## To change, pause or remove it"
    yield _ending(facts)


_FROM_NOW_ON = """\
- **Each pull request** gets labels with its sections and one check, `newsletter`, which marks \
each problem on its line, or says which edition the pull request waits for.
- **Corrections** are suggested on their lines, one click each. What has none stands in one \
comment, which is edited in place. A notice is a mark in the check and nothing more.
- **When all is well it says nothing.** Pull requests that are open today get labels and a check, \
and no comment before their next push.
- **Editors** comment `/approve`, `/merge` or `/rollup`: links that two people added at one place \
are no conflict. `/help` lists [all commands]({commands}), also as `@{slug} help`.
- **When an edition is published**, it opens a pull request with the next draft."""

_NEVER = """\
It merges nothing that no editor asked for. It never moves {branch} by itself, and commits to \
somebody's branch only when its author or an editor asks. It changes what pull requests submit, \
adds the next draft, and leaves all other files alone. It writes nothing on closed pull requests: \
those above were only read."""


def _workflows(paths: Sequence[str]) -> str:
    named = ", ".join(code_span(path) for path in paths)
    one = len(paths) == 1
    return (
        f"## {'A workflow' if one else 'Workflows'} that may have nothing to do\n\n"
        f"{named} {'looks' if one else 'look'} as if {'it' if one else 'they'} commented on pull"
        f" requests. If that is about what the app checks too, {'it' if one else 'they'} can go, so"
        " that nobody is told twice."
    )


def _ending(facts: OnboardingFacts) -> str:
    page = f"{facts.site}/{facts.repository}/settings"
    return (
        f"Each line of `{SETTINGS_PATH}` says what it is for, and so does"
        f" [the page on settings]({SETTINGS_PAGE}). A pull request that changes the file is told"
        " every error on its line. `paused = true` there stops everything, and so does, without a"
        f" commit, the [variable]({page}/variables/actions) `GHAPP_PAUSED` set to `true`. The app"
        f" is removed under [GitHub Apps]({page}/installations). More is in"
        f" [For maintainers]({MAINTAINERS_PAGE}).\n\n"
    ) + folded(
        "Which permissions it has, and which it could do without",
        "\n".join(permission_rows(facts.permissions))
        + "\n\nWho registered the App takes a permission away in its settings, under"
        " **Permissions & events**.",
    )
