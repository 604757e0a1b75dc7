"""Why GitHub refused a merge, in words that an editor can act upon."""

import pytest

from ghapp.features.merge_refusals import obstacle
from ghapp.ports.values import MergeRules

CHECKS = MergeRules((), required_checks=frozenset({"ci", "site"}))


class Checks:
    """A repository that knows how checks went."""

    def __init__(self, passed: dict[str, bool | None]) -> None:
        self._passed = passed

    async def passed_checks(self, _head: str) -> dict[str, bool | None]:
        return self._passed


@pytest.mark.parametrize(
    ("passed", "text", "may_pass"),
    [
        ({"ci": False}, "ask for the check `ci`, which did not pass.", False),
        ({"ci": False, "site": False}, "ask for the checks `ci`, `site`, which did not", False),
        ({"ci": True}, "The rules of the branch ask for the check `site`.", True),
        ({"ci": True, "site": True}, "GitHub says `No.`.", False),
    ],
)
async def test_required_checks(passed, text, may_pass):
    """What failed is named, and what still runs is waited for."""
    found = await obstacle(Checks(passed), CHECKS, (1, "a" * 40), "No.")
    assert text in found.text
    assert found.may_pass is may_pass
