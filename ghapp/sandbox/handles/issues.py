"""Issues as a story uses them: what people do there, and what one then sees."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.sandbox.actions import conversation, issues, labelling
from ghapp.sandbox.site import Site
from ghapp.sandbox.state.conversation import Actor, HostedComment, HostedIssue
from ghapp.sandbox.state.repositories import HostedRepository


@dataclass(frozen=True)
class SandboxIssue:
    """An issue, in the hands of a story."""

    site: Site
    home: HostedRepository
    state: HostedIssue

    @property
    def number(self) -> int:
        """Its number."""
        return self.state.number

    @property
    def open(self) -> bool:
        """Whether it is open."""
        return self.state.state == "open"

    @property
    def title(self) -> str:
        """Its title."""
        return self.state.title

    @property
    def body(self) -> str:
        """Its text."""
        return self.state.body or ""

    @property
    def labels(self) -> set[str]:
        """The names of the labels on it."""
        return {label.name for label in self.state.labels}

    @property
    def comments(self) -> list[HostedComment]:
        """The comments of its conversation."""
        return list(self.state.comments)

    async def comment(self, author: str, body: str) -> HostedComment:
        """Somebody comments."""
        actor = self._actor(author)
        return conversation.add_comment(self.site, self.home, self.state, body, actor)

    async def edit_comment(
        self, comment: HostedComment, body: str, *, by: str | None = None
    ) -> None:
        """Somebody changes a comment, its author unless told otherwise."""
        place = (self.state, comment)
        actor = self._actor(by or comment.author.login)
        conversation.edit_comment(self.site, self.home, place, body, actor)

    async def delete_comment(self, comment: HostedComment, *, by: str | None = None) -> None:
        """Somebody deletes a comment."""
        place = (self.state, comment)
        actor = self._actor(by or comment.author.login)
        conversation.delete_comment(self.site, self.home, place, actor)

    async def add_label(self, by: str, name: str) -> None:
        """Somebody puts a label on."""
        await labelling.add_labels(self.site, self.home, self.state, [name], self._actor(by))

    async def remove_label(self, by: str, name: str) -> None:
        """Somebody takes a label off."""
        await labelling.remove_label(self.site, self.home, self.state, name, self._actor(by))

    async def edit(
        self, *, by: str | None = None, title: str | None = None, body: str | None = None
    ) -> None:
        """Somebody, its author unless told otherwise, changes title or text."""
        given = {"title": title, "body": body}
        changes = {name: value for name, value in given.items() if value is not None}
        actor = self._actor(by or self.state.author.login)
        issues.edit_issue(self.site, self.home, self.state, changes, actor)

    async def close(self, *, by: str) -> None:
        """Somebody closes it."""
        changes = {"state": "closed"}
        issues.edit_issue(self.site, self.home, self.state, changes, self._actor(by))

    async def reopen(self, *, by: str) -> None:
        """Somebody opens it again."""
        changes = {"state": "open"}
        issues.edit_issue(self.site, self.home, self.state, changes, self._actor(by))

    async def delete(self, *, by: str) -> None:
        """An owner deletes it."""
        issues.delete_issue(self.site, self.home, self.state, self._actor(by))

    def _actor(self, login: str) -> Actor:
        return Actor(self.site.world.user(login))
