"""What a repository can set: one documented tree, whose defaults fit This Week in Rust."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ghapp.newsletter.calendar import WEEKDAYS, Layout
from ghapp.newsletter.conventions import TWIR_PLACEHOLDERS, Conventions, Placeholders
from ghapp.newsletter.plain import section_key
from ghapp.records import described, record
from ghapp.rules.context import Closed
from ghapp.rules.problem import Severity

SETTINGS_PATH = ".github/ghapp.toml"


@record
class DraftSettings:
    """Where the newsletter keeps its files."""

    directory: str = described("draft", "The folder of the drafts.")
    published: str = described(
        "content", "The folder of the editions; in one for both, what is not yet due is a draft."
    )
    template: str = described("draft/DRAFT_TEMPLATE", "The template that drafts are made from.")
    filename: str = described("{date}-this-week-in-rust.md", "A draft's name; `{date}` once.")


@record
class NewsletterSettings:
    """What is not This Week in Rust's own elsewhere."""

    language: str = described(
        "en", "The language (ISO 639-1) that titles are in without a prefix such as `[ZH]`."
    )
    bullet: str = described("*", "What list items begin with: `-`, `*` or `+`.")
    placeholders: tuple[str, ...] = described(
        TWIR_PLACEHOLDERS.all,
        "What the template writes for the number, the date, the last day of the events and their"
        " list, in this order.",
    )


@record
class LabelSettings:
    """How labels are named."""

    section_prefix: str = described("section: ", "What a section's label begins with.")


@record
class ClosedSection:
    """A section that takes no pull requests from people who are not editors."""

    section: str = described("", "The section's heading.")
    message: str = described("", "What the author is told.")
    since: str = described("", "The date (YYYY-MM-DD) of the first edition that it is closed in.")
    close_after: int = described(
        0,
        "How many hours after the message a pull request is closed that still adds only there;"
        " 0 for never.",
    )


@record
class DuplicateSettings:
    """How many editions are searched for a page that was linked before."""

    editions: int = described(25, "How many of the last editions are searched; 0 for none.")


@record
class MergeSettings:
    """What happens at a merge."""

    apply_fixes: bool = described(True, "Whether the fixes are applied when merging.")
    carry_over: bool = described(
        True, "Whether what was submitted to a draft counts for the next one once it is published."
    )


@record
class ScheduleSettings:
    """When an edition appears and when its draft is opened."""

    weekday: str = described("wednesday", "The weekday of each edition's date.")
    open: str = described("0 6 * * thu", "When to check whether the next draft is due (cron).")
    timezone: str = described("UTC", "The time zone of `open`, as in `Europe/Berlin`.")
    publish: bool = described(
        False, "Whether to open the pull request that publishes, too. A later version acts on it."
    )
    drop_past_events: bool = described(
        False, "Whether publishing leaves out events that are over. A later version acts on it."
    )


@record
class Settings:
    """Everything a repository can set; without a file, all defaults."""

    paused: bool = described(False, "Whether the app does nothing here for the time being.")
    draft: DraftSettings = described(DraftSettings(), "")
    newsletter: NewsletterSettings = described(NewsletterSettings(), "")
    labels: LabelSettings = described(LabelSettings(), "")
    rules: Mapping[str, Severity] = described({}, "Severity by rule: off, notice, warning, error.")
    closed: tuple[ClosedSection, ...] = described((), "Sections closed to non-editors.")
    duplicates: DuplicateSettings = described(DuplicateSettings(), "")
    merge: MergeSettings = described(MergeSettings(), "")
    schedule: ScheduleSettings = described(ScheduleSettings(), "")
    replies: Mapping[str, str] = described({}, "Texts by name, for `/close NAME`.")

    @property
    def closed_sections(self) -> tuple[Closed, ...]:
        """The closed sections in the form that the rules take."""
        return tuple(
            Closed(
                section_key(one.section),
                one.message,
                date.fromisoformat(one.since) if one.since else None,
                one.close_after,
            )
            for one in self.closed
        )

    @property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files, and its weekday."""
        draft = self.draft
        weekday = WEEKDAYS.index(self.schedule.weekday)
        return Layout(draft.directory, draft.published, draft.template, draft.filename, weekday)

    @property
    def conventions(self) -> Conventions:
        """What the newsletter writes in its own way."""
        own = self.newsletter
        return Conventions(own.language, own.bullet, Placeholders(*own.placeholders))
