"""A line that is meant as one or more headings and is none on the site, and what it should be."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import section_key
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FURTHER = pattern(r"[ \t]*#{2,6}[ \t]+")  # the marks of one more heading


@record
class LostHeading:
    """A line (with the underline below it, if there is any) that is no heading as it stands."""

    line: int
    end_line: int
    key: str
    wanted: str | None  # None where nobody can tell
    item: str = ""  # what stands on its line and belongs into the list below
    further: tuple[str, ...] = ()  # the keys of other headings that stand on its line

    @property
    def keys(self) -> tuple[str, ...]:
        """What the headings on its line are compared by."""
        return (self.key, *self.further)


def of_several(number: int, text: str, levels: Mapping[str, int]) -> LostHeading | None:
    """The known headings that came to stand on one line; None where it is no more than one."""
    if "#" not in text:
        return None
    titles = [title.strip() for title in FURTHER.split(text)]
    keys = [section_key(title) for title in titles]
    if len(keys) < 2 or not all(key in levels for key in keys):
        return None
    lines = ("#" * levels[key] + f" {title}" for key, title in zip(keys, titles, strict=True))
    return LostHeading(number, number, keys[0], "\n\n".join(lines), further=(*keys[1:],))


def above_item(number: int, text: str, marks: str, levels: Mapping[str, int]) -> LostHeading | None:
    """A known heading with a link behind its words, which is a list item's."""
    title, bracket, link = text.partition("[")
    key = section_key(title.rstrip(" \t*-"))
    if not title or key not in levels or "](" not in link:
        return None
    return LostHeading(number, number, key, f"{marks} {title.rstrip(' *-')}", bracket + link)
