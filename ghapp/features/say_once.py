"""A comment that is made once, whatever happens to the app meanwhile."""

from __future__ import annotations

from ghapp.features.context import JobContext


async def say_once(context: JobContext, number: int, text: str) -> None:
    """Comment, unless the app said just this before."""
    comments = await context.repository.comments(number)
    if not any(comment.is_ours and comment.body == text for comment in comments):
        await context.repository.create_comment(number, text)
