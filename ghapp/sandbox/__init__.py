"""An embedded GitHub over HTTP, for the demo and the tests; it imports nothing else of the app."""

from ghapp.sandbox.api.server import RequestRecord
from ghapp.sandbox.deliveries import Delivery
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.handles import SandboxIssue, SandboxPull, SandboxRepository
from ghapp.sandbox.sandbox import Sandbox
from ghapp.sandbox.state import CheckRun, Comment, Review, ReviewComment, User

__all__ = [
    "ApiError",
    "CheckRun",
    "Comment",
    "Delivery",
    "RequestRecord",
    "Review",
    "ReviewComment",
    "Sandbox",
    "SandboxIssue",
    "SandboxPull",
    "SandboxRepository",
    "User",
]
