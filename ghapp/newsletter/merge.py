"""Two versions of a draft become one: what one side does to submissions is done to the other too.

git sees lines, and calls it a conflict when two people add a link at one place. Here submissions
keep their place among those that nobody moved, what either side adds stands there too, and all
other lines merge as git merges them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ghapp.newsletter.diff3 import Side, merge_lines
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.edited_headings import edited_headings, with_edits, without_edits
from ghapp.newsletter.fates import DraftConflict, Fate, SubmissionMerge
from ghapp.newsletter.pieces import Piece, Unit, Version
from ghapp.newsletter.segments import Segment, merge_segments

WINDOWS = "\r\n"


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """The result of a merge; where there are conflicts, it has our version of them."""

    version: Version
    conflicts: tuple[DraftConflict, ...] = ()

    @property
    def text(self) -> str:
        """The text of the result."""
        return self.version.text


def merge(base: Version, ours: Version, theirs: Version) -> MergedDraft:
    """Merge two versions of a draft.

    Args:
        base: the version that both come from.
        ours: the version that is merged into; its line ends are kept.
        theirs: the version that is merged in.

    """
    if ours.text in (theirs.text, base.text):
        return MergedDraft(theirs)
    if theirs.text == base.text:
        return MergedDraft(ours)
    mine, others = (edited_headings(base.draft, side.draft) for side in (ours, theirs))
    if not mine and not others:
        return _merged(base, ours, theirs)
    unedited = (
        Version(without_edits(side.draft, edits), side.template)
        for side, edits in ((ours, mine), (theirs, others))
    )
    merged = _merged(base, *unedited)
    text, conflicts = with_edits(merged.version.draft, mine, others)
    return MergedDraft(Version(text, ours.template), (*merged.conflicts, *conflicts))


def _merged(base: Version, ours: Version, theirs: Version) -> MergedDraft:
    """The merge of two versions that have the base's headings, or their own besides."""
    fates = SubmissionMerge(base.units, ours.units, theirs.units).merged()
    sides = zip(
        _segments(base.pieces, fates.base, None),
        _segments(ours.pieces, fates.ours, Side.OURS),
        _segments(theirs.pieces, fates.theirs, Side.THEIRS),
        strict=True,
    )
    lines: list[str] = []
    conflicts = list(fates.conflicts)
    for before, mine, others in sides:
        conflicts += merge_segments(before, mine, others, lines)
    text = _joined(lines, base.draft, ours.draft, theirs.draft)
    return MergedDraft(Version(text, ours.template), tuple(conflicts))


def merged_by_lines(base: str, ours: str, theirs: str) -> str | None:
    """What git makes of two versions of a file; None where it finds a conflict."""
    sides = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    chunks = merge_lines(*sides)
    if any(chunk.side is Side.CONFLICT for chunk in chunks):
        return None
    lines = (
        sides[2][chunk.theirs.start : chunk.theirs.stop]
        if chunk.side is Side.THEIRS
        else sides[1][chunk.ours.start : chunk.ours.stop]
        for chunk in chunks
    )
    return "".join(line for some in lines for line in some)


def _segments(
    pieces: list[Piece], fates: Mapping[int, Fate], side: Side | None
) -> Iterator[Segment]:
    """One version, cut behind each submission that stands where it always stood."""
    segment = Segment(None)
    for piece in pieces:
        if not isinstance(piece, Unit):
            segment.add(piece)
            continue
        fate = fates.get(piece.submission.line)
        if fate is not None and fate.side is Side.BOTH:
            yield segment.end(fate.unit)
            segment = Segment(fate.unit)
        elif fate is not None and fate.side is side:
            segment.put(fate.unit)
        else:
            segment.leave_out()
    yield segment.end()


def _joined(lines: list[str], base: Draft, ours: Draft, theirs: Draft) -> str:
    """The text of these lines, with our line ends unless theirs were mended."""
    is_mended = WINDOWS in base.text and WINDOWS not in theirs.text
    windows = set() if is_mended else _ending_in_windows(ours)
    is_usual = len(windows) > len(ours.lines) // 2
    if is_usual:
        windows.update(set(lines) - set(ours.lines))
    text = "".join(line + (WINDOWS if line in windows else "\n") for line in lines)
    ended, we, they = (draft.text.endswith("\n") for draft in (base, ours, theirs))
    return text if (they if we == ended else we) else text.removesuffix("\n").removesuffix("\r")


def _ending_in_windows(draft: Draft) -> set[str]:
    """The lines that end in CRLF wherever they stand."""
    ends = list(zip(draft.lines, draft.ends, strict=True))
    return {line for line, end in ends if end == WINDOWS} - {
        line for line, end in ends if end == "\n"
    }
