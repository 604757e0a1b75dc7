"""The text of the onboarding pull request, whatever strangers have submitted."""

import re
from dataclasses import replace
from datetime import date

import pyromark
import pytest

from ghapp.features.onboarding import reason_in_facts
from ghapp.features.onboarding_permissions import WRITTEN, permission_rows
from ghapp.features.onboarding_text import LONGEST, OnboardingFacts, onboarding_text
from ghapp.manifest import manifest
from ghapp.ports.values import RepositoryFacts
from ghapp.review.evidence import Evidence, PastPull
from ghapp.review.tally import Ending, Remark
from ghapp.rules.registry import rules
from tests.remarks import ONE

FACTS = OnboardingFacts(
    repository="crabs/weekly",
    site="https://github.com",
    branch="main",
    tip="b" * 40,
    slug="ghapp",
    draft="draft/{date}-this-week-in-rust.md",
    permissions=manifest()["default_permissions"],
)


def past(number: int, *remarks: Remark) -> PastPull:
    made = tuple(replace(one, pull=number) for one in remarks)
    return PastPull(number, "a" * 40, date(2026, 8, 19), 1, made)


def test_what_is_shown_can_be_checked():
    """An example has the pull request, the line, both versions, and the line of the edition."""
    seen = replace(ONE, ending=Ending.UNCHANGED, edition="content/2026-08-19.md", edition_line=9)
    text = onboarding_text(FACTS, Evidence((past(7, seen), past(8)), 2))
    assert "[#7](https://redirect.github.com/crabs/weekly/pull/7)" in text
    assert f"/blob/{'a' * 40}/draft/2026-08-19-this-week-in-rust.md?plain=1#L12" in text
    assert f"/blob/{'b' * 40}/content/2026-08-19.md?plain=1#L9" in text
    assert "#L9): Begin items with `*`." in text
    assert "  - - [A](https://a.example/)\n  + * [A](https://a.example/)" in text
    assert "Published unchanged: 1 possible false alarm<" in text
    assert "| warning | 1 | 1 | 1 | 0 | 1 |" in text


def test_the_board_is_named_where_there_is_one():
    """A private repository has none, and neither has a server that does not know its address."""
    nothing = Evidence((), 0)
    board = "https://ghapp.example/crabs/weekly"
    assert f"[one page]({board})" in onboarding_text(replace(FACTS, board=board), nothing)
    assert "one page" not in onboarding_text(FACTS, nothing)


def test_no_pull_request_is_mentioned():
    """GitHub would write into each that it was: only links behind its quiet address, and code."""
    text = onboarding_text(FACTS, Evidence((past(7, ONE, ONE), past(8, ONE), past(9)), 3))
    assert "github.com/crabs/weekly/pull" not in text.replace("redirect.github.com", "")
    assert not re.search(r"(?<![`\[])#\d+(?![`\]])", re.sub(r"\(http[^)]*\)", "", text))


@pytest.mark.parametrize(
    "text",
    [
        "* @rust-lang/core ```` </details> <img src=x>",
        "* a\r</details>\r# @everybody\r",
        "~~~ </details>",
    ],
)
def test_text_of_strangers_stays_in_its_block(text):
    """Nobody is mentioned, and no markup breaks out."""
    hostile = replace(ONE, text=text, written=(text,), corrected=None, section=f"<b>|`{text}")
    written = onboarding_text(FACTS, Evidence((past(7, hostile), past(8)), 2))
    assert "\r" not in written  # GitHub ends a line there, and with it the item and its block
    page = pyromark.html(written, options=pyromark.Options.ENABLE_TABLES)
    outside = re.sub(r"<code.*?</code>", "", page, flags=re.DOTALL)
    assert not re.search(r"@rust|@everybody|<img|<b>|```|~~~", outside)
    assert outside.count("<details>") == outside.count("</details>") == 3
    assert "details" in "".join(re.findall(r"<code.*?</code>", page, re.DOTALL))


def test_it_is_never_too_long_for_github():
    """With every rule, and lines as long as they come."""
    long = "* " + "x" * 5000
    many = [
        replace(ONE, rule=rule.name, section=f"{n} " + "s" * 500, text=long, written=(long,) * 9)
        for n, rule in enumerate(rules())
    ]
    many = [replace(one, corrected=(long,) * 9, ending=Ending.UNCHANGED) for one in many]
    pulls = tuple(past(number, *many) for number in range(1, 201))
    text = onboarding_text(replace(FACTS, workflows=("w" * 200,) * 30), Evidence(pulls, 200))
    assert len(text) <= LONGEST
    assert text.count("| [`") == len(rules())


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence((), 0), "No pull request was merged here lately"),
        (Evidence((), 9, cut_short="it took too long"), "9 more were not looked at"),
        (Evidence((past(7),), 9, unread=2, cut_short="lunch"), "for lunch: 6 more"),
        (Evidence((past(7),), 3, unread=2), "Left out: 2 pull requests"),
        (Evidence((past(7),), 1), "**On 1 of them the app would have said nothing**"),
        (Evidence((replace(past(7), drafts=0),), 1), "None of them changes a draft"),
    ],
)
def test_what_was_not_looked_at_is_said(evidence, expected):
    """Fewer pull requests, an early end, and a newsletter whose drafts have another name."""
    assert expected in onboarding_text(FACTS, evidence)


def test_every_permission_of_the_app_is_explained():
    """Those that it has, those that it lacks here, and one that it makes no use of."""
    assert set(manifest()["default_permissions"]) == set(WRITTEN)
    rows = list(permission_rows({"checks": "write", "packages": "read"}))
    assert any(row.startswith("| `packages` | `read` | nothing | yes") for row in rows)
    assert any(row.startswith("| `contents` | not granted |") for row in rows)


@pytest.mark.parametrize(
    ("fork", "archived", "reason"),
    [(False, False, ""), (True, False, "the repository is a fork"), (True, True, "archived")],
)
def test_forks_and_archives_are_left_alone(fork, archived, reason):
    """In a fork people work on pull requests to the newsletter itself."""
    facts = RepositoryFacts("main", is_private=True, is_fork=fork, is_archived=archived)
    assert reason_in_facts(facts).endswith(reason)
