"""What differs from newsletter to newsletter: the language, the bullet and the placeholders."""

from __future__ import annotations

from ghapp.records import cached_property, record

BULLETS = ("-", "*", "+")


@record
class Placeholders:
    """What the template writes where each draft has something of its own."""

    number: str = "$twir_issue_number"
    day: str = "$twir_issue_date"
    events_end: str = "$twir_events_end_date"
    events: str = "$twir_events_list"

    @property
    def all(self) -> tuple[str, str, str, str]:
        """All of them, in their order."""
        return self.number, self.day, self.events_end, self.events


TWIR_PLACEHOLDERS = Placeholders()


@record
class Conventions:
    """What holds for all lines of a newsletter; as it stands, for This Week in Rust."""

    language: str = "en"  # ISO 639-1
    bullet: str = "*"  # one of BULLETS
    placeholders: Placeholders = TWIR_PLACEHOLDERS

    @cached_property
    def mark(self) -> str:
        """What a list item begins with: its bullet and one space."""
        return f"{self.bullet} "

    @property
    def has_large_nouns(self) -> bool:
        """Whether nouns begin with a capital letter, as `[Video]` does: German, Luxembourgish."""
        return self.language in ("de", "lb")

    @property
    def video(self) -> str:
        """What announces a video."""
        return "[Video]" if self.has_large_nouns else "[video]"

    @cached_property
    def item_starts(self) -> tuple[str, str, str]:
        """How a link, an event and the title of one begin in their usual form."""
        return f"{self.bullet} [", f"{self.bullet} 2", f"    {self.bullet} ["

    def shown(self, form: str) -> str:
        """The form of an item with `* `, as people are to write it here."""
        return form.replace("* ", self.mark, 1)
