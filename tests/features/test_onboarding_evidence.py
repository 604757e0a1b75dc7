"""How far the app looks back: not at the cost of the pull requests that are open."""

import pytest

from ghapp.features.onboarding_evidence import reason_to_stop


@pytest.mark.parametrize(
    ("requests", "seconds", "reason"),
    [
        (None, 600, ""),
        (1000, 0, ""),
        (999, 600, "GitHub's limit of requests in an hour was near"),
        (5000, -1, "it took too long"),
    ],
)
def test_it_stops_in_time(requests, seconds, reason):
    """A thousand requests of the hour are left, and no job takes longer than it may."""
    assert reason_to_stop(requests, seconds) == reason
