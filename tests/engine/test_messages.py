"""Events as they lie in the queue, also those of other versions."""

from __future__ import annotations

import pytest

from ghapp.engine.messages import from_json, lane, may_be_skipped, to_json
from ghapp.ports.events import BranchPushed, OnboardingDue, RollupDue
from tests.engine.desk import EVERY_KIND, changed


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_an_event_is_the_same_after_a_rest_in_the_queue(event):
    """Every kind of event can be written and read, and stays small."""
    assert from_json(to_json(event)) == event


def test_fields_of_a_later_version_are_passed_over():
    """An event with a field that this version does not know is read without it."""
    assert from_json({**to_json(changed()), "invented_later": 1}) == changed()


@pytest.mark.parametrize("document", [{}, {"kind": "Invented"}, {"kind": "PullChanged"}])
def test_an_event_that_this_version_does_not_know_is_no_event(document):
    """What cannot be read is None, not an error that would repeat for ever."""
    assert from_json(document) is None


def test_what_takes_minutes_has_a_lane_of_its_own():
    """Nothing else waits for it, and no later run covers it."""
    place = 7, "crabs/weekly"
    others = {lane(BranchPushed(*place)), lane(RollupDue(*place)), lane(changed())}
    assert lane(OnboardingDue(*place)) not in others
    assert not may_be_skipped(OnboardingDue(*place))
