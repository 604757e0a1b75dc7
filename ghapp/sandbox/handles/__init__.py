"""What a story holds in its hands: repositories, issues and pull requests."""

from ghapp.sandbox.handles.issues import SandboxIssue
from ghapp.sandbox.handles.pulls import SandboxPull
from ghapp.sandbox.handles.repositories import SandboxRepository

__all__ = ["SandboxIssue", "SandboxPull", "SandboxRepository"]
