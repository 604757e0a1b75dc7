"""What a rule may know besides the change: plain values, never settings."""

from __future__ import annotations

from datetime import date

from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.conventions import Conventions
from ghapp.records import cached_property, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ghapp.newsletter.archive import Archive
    from ghapp.newsletter.rendering import Renderer
    from ghapp.newsletter.template import Template


@record
class Closed:
    """A section that takes no pull requests from people who are not editors."""

    key: str  # what headings are compared by
    message: str
    since: date | None = None  # the first edition that it is closed in
    close_after: int = 0  # hours after the message; 0 for never


@record
class Other:
    """Another open pull request and the pages that it submits, by canonical address."""

    number: int
    author: str
    addresses: frozenset[str]


@record
class Context:
    """What a rule may know besides the change; what is not known is None or empty."""

    layout: Layout = Layout()
    conventions: Conventions = Conventions()
    template: Template | None = None
    proposed_template: Template | None = None  # where the pull request changes that, too
    paths: Collection[str] = ()  # of all files on the default branch
    archive: Archive | None = None
    today: date | None = None
    closed: tuple[Closed, ...] = ()
    others: tuple[Other, ...] = ()  # oldest first
    author: str = ""
    renderer: Renderer | None = None  # of the site; without one, each change has its own

    @property
    def coming_template(self) -> Template | None:
        """The template as it will be: who rewords it may reword the draft alike."""
        return self.proposed_template or self.template

    def closed_in(self, path: str, section: str) -> Closed | None:
        """What closes a section, which its heading's key names, in the draft of this path."""
        day = self.layout.day_of_draft(path)
        for closed in self.closed:
            if closed.key == section and (
                closed.since is None or day is None or day >= closed.since
            ):
                return closed
        return None

    @cached_property
    def current_draft(self) -> str | None:
        """The path of the draft that submissions belong into."""
        return self.layout.current_draft(self.paths)

    @cached_property
    def keeps_weekday(self) -> bool:
        """Whether editions appear on the weekday that is set, as far as the last ones show."""
        return self.layout.keeps_weekday(self.paths)

    @cached_property
    def newest_edition(self) -> date | None:
        """The date of the newest published edition."""
        return self.layout.newest_edition(self.paths)
