"""The durable queue and the schedules: an event that was accepted is handled, after a crash too."""

from ghapp.engine.engine import Engine
from ghapp.engine.intake import NotStored
from ghapp.engine.jobs import Observe, Outcome
from ghapp.engine.ownership import AlreadyRunning
from ghapp.engine.pace import Pace

__all__ = ["AlreadyRunning", "Engine", "NotStored", "Observe", "Outcome", "Pace"]
