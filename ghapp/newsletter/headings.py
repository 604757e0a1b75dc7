"""Lines that are meant as headings and are none on the site: how each of them should read."""

from __future__ import annotations

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.heading import DEEPEST
from ghapp.newsletter.listings import listing_level
from ghapp.newsletter.lost_heading import LostHeading, above_item, of_several
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain import section_key
from ghapp.newsletter.section_kinds import REGIONS, SectionKind, SectionKinds
from ghapp.newsletter.site_lists import is_underline, stands_alone
from ghapp.records import replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ghapp.newsletter.template import Template

REGION_LEVEL = 3
NO_WORDS = frozenset("#＃[")
LATEST_MARK = 12  # characters that may stand before the marks; MARKED says the same
UNDERLINES = "=-"  # of the first two levels
LONGEST = 300  # characters; the longest heading of the template has 150
MARKED = pattern(r"([^\w#＃\[<]{0,12}|\w{1,2})([#＃]+)(?:(\s*)(\S.*?))?(?:[ \t]+#+)?[ \t]*$")


def known_levels(template: Template | None, base: Draft | None) -> dict[str, int]:
    """The level of each heading that is known: in the base, else in the template."""
    levels = dict.fromkeys(REGIONS, REGION_LEVEL)
    for draft in (template.draft if template else None, base):
        for heading in reversed(draft.headings if draft else []):
            levels[heading.key] = heading.level
    return levels


def lost_headings(
    draft: Draft, kinds: SectionKinds, levels: Mapping[str, int], mark: str
) -> dict[int, LostHeading]:
    """The lines that are meant as headings and are none, by their number.

    Args:
        draft: to look in.
        kinds: of its sections.
        levels: of the headings that are known.
        mark: what a list item begins with.

    """
    found = {lost.line: lost for lost in _lost(draft, kinds, levels)}
    return {
        number: replaced(lost, wanted=f"{lost.wanted}\n\n{mark}{lost.item}") if lost.item else lost
        for number, lost in found.items()
    }


def _lost(draft: Draft, kinds: SectionKinds, levels: Mapping[str, int]) -> Iterator[LostHeading]:
    longest = max(map(len, levels), default=0) + 8
    for number, line in enumerate(draft.lines, 1):
        if "#" in line or "＃" in line:
            lost = _with_marks(number, line, levels) if _may_be_lost(line) else None
        elif line and (len(line) <= longest or line[0] == "["):
            lost = _without_marks(draft, kinds, number, levels)
        else:
            continue
        if lost is None and line[0] == "[" and kinds[number] is SectionKind.PROJECT:
            lost = _above_a_list(draft, number)
        if lost is not None and number not in draft.hidden:
            yield lost


def _may_be_lost(line: str) -> bool:
    """Whether a line with marks is neither a sentence nor a heading of plain words or one link."""
    before = line.partition("#")[0].partition("＃")[0]
    if len(before) > LATEST_MARK or "[" in before or "<" in before:
        return False
    words = line.lstrip("#")
    is_marked = 0 < len(line) - len(words) <= DEEPEST and words[:1] == " "
    is_usual = words.lstrip(" ")[:1] == "[" or (NO_WORDS.isdisjoint(words) and not words.isspace())
    return not (is_marked and is_usual)


def _with_marks(number: int, line: str, levels: Mapping[str, int]) -> LostHeading | None:
    match = MARKED.match(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    before, marks, gap, text = match.groups()
    if text is None:
        return LostHeading(number, number, "", None) if line[0] == "#" else None
    again = _without_further_marks(text)
    key = section_key(again.strip("#*_ \t"))
    level = levels.get(key)
    is_one = not before and gap and not gap.strip(" \t") and "＃" not in marks
    if is_one and len(marks) <= DEEPEST and again == text:
        return of_several(number, text, levels) or above_item(number, text, marks, levels)
    if level is None and (before.strip() or len(before.expandtabs(4)) >= 4):
        return None  # an item, a quote or code, which may begin with that character
    if level is None and not gap and (len(marks) == 1 or not (text[0].isalpha() or text[0] == "[")):
        return None if before else LostHeading(number, number, key, None)
    wanted = again.strip("#*_ \t") if level else again
    return LostHeading(
        number, number, key, "#" * (level or min(len(marks), DEEPEST)) + f" {wanted}"
    )


def _without_further_marks(text: str) -> str:
    """The words of a heading that begin with marks once more; one before a word may be its own."""
    words = text.lstrip("#")
    is_marked = words.startswith((" ", "\t")) or len(text) - len(words) > 1
    return words.lstrip(" \t") if is_marked else text


def _without_marks(
    draft: Draft, kinds: SectionKinds, number: int, levels: Mapping[str, int]
) -> LostHeading | None:
    """A known heading that stands as a line of text, where the draft has no such heading."""
    text = draft.line(number).strip().strip("*_").strip()
    if not text or draft.line(number)[:4].isspace() or text[0] in "*+<|!":
        return None
    text = text.removeprefix("- ")  # as a list item
    if kinds[number] is SectionKind.CFP_PROJECTS:
        return None  # the names of projects stand above their tasks
    if not stands_alone(draft, number):
        return None
    key = section_key(text)
    if key not in levels or any(heading.key == key for heading in draft.headings):
        return None
    below = is_underline(draft.line(number + 1))
    wanted = _written(text, levels[key], draft)
    return LostHeading(number, number + below, key, wanted)


def _written(text: str, level: int, draft: Draft) -> str:
    """A heading as the others of a draft are written: with its marks before it, or below."""
    if draft.underlined and level <= len(UNDERLINES):
        return f"{text}\n{UNDERLINES[level - 1] * len(text)}"
    return "#" * level + f" {text}"


def _above_a_list(draft: Draft, number: int) -> LostHeading | None:
    """Links to lists of issues right above the items that come from there."""
    level, line = listing_level(draft, number), draft.line(number).rstrip()
    if level is None or not stands_alone(draft, number):
        return None
    return LostHeading(number, number, section_key(line), "#" * min(level, DEEPEST) + f" {line}")
