"""What a repository can set: one documented tree, whose defaults fit This Week in Rust."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ghapp.newsletter.calendar import WEEKDAYS, Layout
from ghapp.newsletter.conventions import (
    BULLETS,
    TWIR_PLACEHOLDERS,
    Conventions,
    Placeholders,
)
from ghapp.newsletter.plain import section_key
from ghapp.records import cached_property, described, record
from ghapp.rules.context import Closed
from ghapp.rules.problem import Severity
from ghapp.rules.registry import NAMES
from ghapp.rules.rule import RULES_PAGE
from ghapp.settings.checks import is_cron, is_date_or_empty, is_timezone, timezones
from ghapp.settings.forms import Form

SETTINGS_PATH = ".github/ghapp.toml"
SETTINGS_PAGE = RULES_PAGE.replace("rules.md", "settings.md")

SEVERITIES = {severity.word: severity for severity in Severity}
MOST_HOURS = 10 * 366 * 24  # ten years: no clock of the app's has to count further

# Folders and a name that are more than dots, and no control characters.
PATH = Form(
    "a path in the repository, as in `draft` or `news/next`",
    pattern=r"\.*[^./\x00-\x1f][^/\x00-\x1f]*(?:/\.*[^./\x00-\x1f][^/\x00-\x1f]*)*",
)
NOT_BLANK = Form("a text that is not empty", pattern=r"[\s\S]*\S[\s\S]*")


@record
class DraftSettings:
    """Where the newsletter keeps its files."""

    directory: str = described("draft", "The folder of the drafts.", PATH)
    published: str = described(
        "content",
        "The folder of the editions; in one for both, what is not yet due is a draft.",
        PATH,
    )
    template: str = described(
        "draft/DRAFT_TEMPLATE", "The template that drafts are made from.", PATH
    )
    filename: str = described(
        "{date}-this-week-in-rust.md",
        "A draft's name, with `{date}` for its day.",
        Form(
            "a file name with `{date}`, the day of each draft, in it once",
            pattern=r"[^{}/\x00-\x1f]*\{date\}[^{}/\x00-\x1f]*",
        ),
    )


@record
class NewsletterSettings:
    """What is not This Week in Rust's own elsewhere."""

    language: str = described(
        "en",
        "The language (ISO 639-1) that titles are in without a prefix such as `[ZH]`.",
        Form("two small letters, as in `en` or `de`", pattern="[a-z]{2}"),
    )
    bullet: str = described("*", "What list items begin with.", Form(words=BULLETS))
    placeholders: tuple[str, ...] = described(
        TWIR_PLACEHOLDERS.all,
        "What the template writes for the number, the date, the last day of the events and their"
        " list, in this order.",
        Form(
            "a list of four different texts",
            pattern=NOT_BLANK.pattern,
            length=len(TWIR_PLACEHOLDERS.all),
        ),
    )


@record
class LabelSettings:
    """How labels are named."""

    section_prefix: str = described("section: ", "What a section's label begins with.")


@record
class ClosedSection:
    """A section that takes no pull requests from people who are not editors."""

    section: str = described(
        "",
        "The section's heading.",
        Form("the heading of a section", pattern=NOT_BLANK.pattern, is_required=True),
    )
    message: str = described("", "What the author is told.")
    since: str = described(
        "",
        "The first edition that it is closed in, by its date.",
        Form(
            'a date in quotes, as in `"2026-08-19"`',
            pattern="(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?",
            test=is_date_or_empty,
        ),
    )
    close_after: int = described(
        0,
        "How many hours after the message a pull request is closed that still adds only there;"
        " 0 for never.",
        Form(least=0, most=MOST_HOURS),
    )


@record
class DuplicateSettings:
    """How many editions are searched for a page that was linked before."""

    editions: int = described(
        25, "How many of the last editions are searched; 0 for none.", Form(least=0)
    )


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

    weekday: str = described(
        "wednesday", "The weekday of each edition's date.", Form(words=WEEKDAYS)
    )
    open: str = described(
        "0 6 * * thu",
        "When to check whether the next draft is due.",
        Form("five cron fields, as in `0 6 * * thu`", test=is_cron),
    )
    timezone: str = described(
        "UTC",
        "The time zone of `open`.",
        Form("a time zone, as in `Europe/Berlin`", test=is_timezone, near=timezones),
    )
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
    rules: Mapping[str, Severity] = described(
        {},
        "How severe each rule is, where it is not as it comes.",
        Form(words=tuple(SEVERITIES), names=NAMES, called="rule", reads=SEVERITIES.__getitem__),
    )
    closed: tuple[ClosedSection, ...] = described(
        (),
        "Sections that take no pull requests from people who are not editors.",
        Form(each=ClosedSection),
    )
    duplicates: DuplicateSettings = described(DuplicateSettings(), "")
    merge: MergeSettings = described(MergeSettings(), "")
    schedule: ScheduleSettings = described(ScheduleSettings(), "")
    replies: Mapping[str, str] = described(
        {}, "Texts by name, for `/close NAME`.", Form(NOT_BLANK.takes, pattern=NOT_BLANK.pattern)
    )

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

    @cached_property
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
