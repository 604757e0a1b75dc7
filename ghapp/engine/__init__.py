"""The durable queue and the schedules: an event that was accepted is handled, after a crash too."""

from ghapp.engine.engine import Engine
from ghapp.engine.intake import NotStored
from ghapp.engine.jobs import Handle, Observe, Outcome, Pace
from ghapp.engine.ownership import AlreadyRunning

__all__ = ["AlreadyRunning", "Engine", "Handle", "NotStored", "Observe", "Outcome", "Pace"]
