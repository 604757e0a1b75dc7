"""The lists of a change beside the manner that the newsletter has in sections of its own."""

from __future__ import annotations

from ghapp.newsletter.list_manner import ListManner
from ghapp.records import cached_property
from ghapp.rules.changed_items import ChangedItems


class ChangedLists(ChangedItems):
    """The added lines of a change, and how lists are written around them."""

    def is_own(self, line: int) -> bool:
        """Whether a line stands in a section of which only the template knows what it is for.

        There the newsletter has a manner of its own, which nobody wrote into a rule.
        """
        return self.section_kinds.is_own(line)

    @property
    def is_english(self) -> bool:
        """Whether the newsletter's words are those of the prefixes."""
        return self.conventions.language == "en"

    @cached_property
    def list_manner(self) -> ListManner:
        """How the lists of these sections are written."""
        return ListManner(self.change.head, self.section_kinds)

    def mark_at(self, line: int) -> str:
        """What the items around a line begin with: the bullet and the gap behind it."""
        if not self.is_own(line):
            return self.conventions.mark
        if self.list_manner.is_numbered_at(line):
            return "1. "
        return (self.other_bullet or self.conventions.bullet) + self.list_manner.gap

    @cached_property
    def other_bullet(self) -> str | None:
        """The bullet that all items of these sections begin with, where it is another one."""
        return self.list_manner.bullet_instead_of(self.conventions.bullet)
