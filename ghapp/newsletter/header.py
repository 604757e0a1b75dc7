"""The header of a draft, read beside the one that it should have: the template's, filled in."""

from __future__ import annotations

from itertools import pairwise

from ghapp.newsletter.draft import Draft, field_name
from ghapp.newsletter.patterns import pattern
from ghapp.records import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAST_NUMBER = pattern(r"(\d+)\D*$")
NUMBERED = ("Number", "Title")  # fields with the number of the edition in them
CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
ALIKE = 0.6  # share of common characters from which a line is another one, damaged
LONGEST = 200  # characters that are compared
MOST_LINES = 8
MOST_SPARE = 4  # lines more than the template has: what stands further down is text


@record
class Header:
    """What became of the wanted lines, which go by the names of their fields."""

    wanted: Mapping[str, str]
    found: Mapping[str, int]  # the number of each line, damaged or not
    doubled: Sequence[int]
    stray: Sequence[int]  # lines that are no field: the site reads none of the header below them
    below: Sequence[int]  # fields that stand behind a blank line, where they are text
    last: int  # line

    @property
    def missing(self) -> list[str]:
        """The fields that are not there."""
        return [name for name in self.wanted if name not in self.found]

    def is_joined(self, line: str) -> bool:
        """Whether a missing field came to stand on this line, too."""
        return any(f"{name}:" in line for name in self.missing)

    @property
    def gaps(self) -> dict[int, list[str]]:
        """The missing fields by the line that stands in their place."""
        gaps: dict[int, list[str]] = {}
        names = list(self.wanted)
        for name in self.missing:
            below = [other for other in names[names.index(name) :] if other in self.found]
            line = self.found[below[0]] if below else self.last + 1
            gaps.setdefault(line, []).append(name)
        return gaps

    @property
    def moved(self) -> list[int]:
        """The lines that stand above one which should stand below them, or the other way round."""
        pairs = pairwise(self.found.values())
        return [line for pair in pairs if pair[0] > pair[1] for line in pair]


def read_header(draft: Draft, wanted: Mapping[str, str]) -> Header:
    """Find the fields of a header: as they should be, by their names, or by likeness."""
    last = _last_line(draft, len(wanted) + MOST_SPARE)
    lines = {number: draft.line(number).strip() for number in range(1, last + 1)}
    found: dict[str, int] = {}
    doubled: list[int] = []
    for is_same in (_is_equal, _has_name, _is_alike):
        for number, line in list(lines.items()):
            names = [field[0] for field in wanted.items() if is_same(line, field)]
            name = next((name for name in names if name not in found), None)
            if name is not None:
                found[name] = number
            elif names and is_same is not _is_alike:
                doubled.append(number)
            else:
                continue
            del lines[number]
    found = {name: found[name] for name in wanted if name in found}
    last_found = max(found.values(), default=0)
    stray = [n for n, line in lines.items() if n < last_found and _is_stray(line)]
    missing = [name for name in wanted if name not in found]
    below = range(last + 1, min(len(draft.lines), last + len(wanted) + MOST_SPARE) + 1)
    torn = [n for n in below if any(_has_name(draft.line(n), (name, "")) for name in missing)]
    return Header(wanted, found, doubled, stray, torn, last)


def numbers_of(draft: Draft, names: tuple[str, str] = NUMBERED) -> tuple[str, str]:
    """The number of an edition by its field, and by its title; empty where there is none.

    Args:
        draft: the edition.
        names: of the field that is the number, and of the one that ends with it.

    """
    number = title = ""
    for text in draft.lines[:MOST_LINES]:
        if _has_name(text, (names[0], "")) and not number:
            number = text.partition(":")[2].strip()
        elif _has_name(text, (names[1], "")) and not title:
            title = text
    match = LAST_NUMBER.search(title[-LONGEST:])
    return (number if number.isdecimal() else "", match[1] if match else "")


def has_field(draft: Draft, name: str) -> bool:
    """Whether a field stands in the header or right below it."""
    return any(_has_name(line, (name, "")) for line in draft.lines[:MOST_LINES])


def _last_line(draft: Draft, most: int) -> int:
    """The last line above the first blank one."""
    last = 0
    while last < min(most, len(draft.lines)) and draft.line(last + 1).strip():
        last += 1
    return last


def _is_stray(line: str) -> bool:
    """Whether a line is no field, and no conflict that was committed: that is another matter."""
    return not field_name(line) and not line.startswith(CONFLICT)


def _is_equal(line: str, field: tuple[str, str]) -> bool:
    return line == field[1]


def _has_name(line: str, field: tuple[str, str]) -> bool:
    return field_name(line).casefold() == field[0].casefold()


def _is_alike(line: str, field: tuple[str, str]) -> bool:
    from difflib import SequenceMatcher

    texts = line[:LONGEST], field[1][:LONGEST]
    return SequenceMatcher(None, *texts, autojunk=False).ratio() >= ALIKE
