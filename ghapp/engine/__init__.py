"""The durable queue and the schedules: what GitHub told us is handled, whatever happens to us."""

from ghapp.engine.engine import Engine
from ghapp.engine.intake import NotStored
from ghapp.engine.jobs import Handle, Observe, Outcome, Pace
from ghapp.engine.ownership import AlreadyRunning

__all__ = ["AlreadyRunning", "Engine", "Handle", "NotStored", "Observe", "Outcome", "Pace"]
