"""An embedded GitHub over HTTP, for the demo and the tests; it imports nothing else of the app."""

from ghapp.sandbox.api.server import RequestRecord
from ghapp.sandbox.errors import ApiError
from ghapp.sandbox.handles import SandboxIssue, SandboxPull, SandboxRepository
from ghapp.sandbox.hook_log import HookDelivery
from ghapp.sandbox.sandbox import Sandbox
from ghapp.sandbox.state.checks import HostedCheckRun
from ghapp.sandbox.state.conversation import HostedComment, HostedUser
from ghapp.sandbox.state.repositories import HostedReview, HostedReviewComment

__all__ = [
    "ApiError",
    "HookDelivery",
    "HostedCheckRun",
    "HostedComment",
    "HostedReview",
    "HostedReviewComment",
    "HostedUser",
    "RequestRecord",
    "Sandbox",
    "SandboxIssue",
    "SandboxPull",
    "SandboxRepository",
]
