"""What stands around a change: what has to be read of a repository for it, and what that makes.

GitHub's default branch, a commit of a clone and a work tree are each read in a manner of their own;
what is to be read, and what it means, is said here for all of them.
"""

from __future__ import annotations

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.template import Template
from ghapp.records import cached_property, record, replaced
from ghapp.rules.context import Context
from ghapp.settings.tree import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from ghapp.newsletter.archive import Archive
    from ghapp.newsletter.rendering import Renderer
    from ghapp.rules.context import Other


@record
class Surroundings:
    """The settings in force, and what the rules may know besides the change."""

    settings: Settings
    context: Context

    @property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files."""
        return self.context.layout

    @property
    def template(self) -> Template | None:
        """The draft template; None where there is none, or none that can be read."""
        return self.context.template

    def of_pull(self, author: str, others: tuple[Other, ...]) -> Surroundings:
        """The surroundings of one pull request: who made it, and what was proposed before."""
        context = replaced(self.context, author=author, others=others)
        return replaced(self, context=context)

    def with_proposed(self, template: str) -> Surroundings:
        """The surroundings of a pull request that changes the template, too: to this text."""
        proposed = _template(template, self.settings)
        return replaced(self, context=replaced(self.context, proposed_template=proposed))

    def of_edition(self, day: date) -> Surroundings:
        """The surroundings of an edition when it appeared; to its editors no section is closed."""
        archive = self.context.archive
        earlier = archive.before(day) if archive is not None else None
        return replaced(self, context=replaced(self.context, today=day, archive=earlier, closed=()))


@record
class ReadingList:
    """What has to be read of a repository on a day, under its settings (`SETTINGS_PATH`)."""

    settings: Settings
    today: date | None

    @cached_property
    def layout(self) -> Layout:
        """Where the newsletter keeps its files, and which of them are drafts on that day."""
        return self.settings.layout.on(self.today)

    @property
    def folders(self) -> set[str]:
        """The folders whose paths have to be listed."""
        return {self.layout.drafts, self.layout.editions}

    @property
    def template(self) -> str:
        """The path of the draft template."""
        return self.layout.template

    def template_of(self, text: str) -> Template:
        """The draft template, by its text."""
        return _template(text, self.settings)

    @property
    def most_editions(self) -> int:
        """How many of the last editions are searched for duplicates."""
        return self.settings.duplicates.editions

    def editions(self, paths: Iterable[str]) -> list[tuple[date, str]]:
        """The editions that are searched for duplicates, newest first: date and path."""
        return self.layout.last_editions(paths, self.most_editions)

    def surroundings(
        self,
        paths: Collection[str],
        template: Template | None,
        archive: Archive | None,
        renderer: Renderer | None = None,
    ) -> Surroundings:
        """Make the surroundings of what was read.

        Args:
            paths: of all files, or of those in `folders`.
            template: None where there is none, or none that can be read.
            archive: of the `editions`; None where they are not known.
            renderer: of the site, for many changes; without one, each has its own.

        """
        context = Context(
            layout=self.layout,
            conventions=self.settings.conventions,
            template=template,
            paths=paths,
            archive=archive,
            today=self.today,
            closed=self.settings.closed_sections,
            renderer=renderer,
        )
        return Surroundings(self.settings, context)


def _template(text: str, settings: Settings) -> Template:
    return Template(text, settings.conventions.placeholders)
