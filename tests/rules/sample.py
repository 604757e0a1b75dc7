"""The harness under its former names."""

from tests.rules.harness import CONTEXT, FINISHED, TEMPLATE, draft_with

__all__ = ["CONTEXT", "FINISHED", "TEMPLATE", "draft_with"]
