"""What people submit: list items with what hangs below them, and how two drafts differ by them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.section_kinds import CONTRIBUTED, SectionKind, SectionKinds
from ghapp.newsletter.template import Template

PLACES = frozenset(CONTRIBUTED)
MARKER = pattern(r"([ \t]*)(?:[*+•-](?:[ \t]+|(?=\[))|(?=\d{4}-\d\d-\d\d[^|]*\|))(?=\S)")
BARE_LINKS = ("<https://", "<http://", "https://", "http://")
DAY = pattern(r"\d{4}-\d\d-\d\d")
MARKUP = pattern(r"\]\([^)]*\)|[\[\]*]")
MOST_TRIED = 1000  # pairs of texts, for those that were edited beyond recognition of their page
LONGEST_TITLE = 200  # characters that are compared
ALIKE = 0.6  # share of common characters from which two texts are one, edited


@dataclass(frozen=True, slots=True)
class Submission:
    """One list item; a bare link on a line of its own counts, as a tenth of all come so."""

    line: int
    end_line: int  # of what hangs below it
    text: str  # its lines, joined by newlines, without white space at the end
    section: str  # what the nearest heading above is compared by
    addresses: tuple[str, ...]  # canonical, in order

    @property
    def known_by(self) -> str:
        """What it is recognised by when its text changes: its date, for events, and first page."""
        date = DAY.search(self.text)
        return f"{date[0] if date else ''} {self.addresses[0] if self.addresses else ''}".strip()


class ChangeKind(StrEnum):
    """What happened to a submission."""

    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class SubmissionChange:
    """A submission before and after; a moved one may be edited as well."""

    kind: ChangeKind
    before: Submission | None
    after: Submission | None


def submissions(
    draft: Draft, template: Template | None = None, places: Collection[SectionKind] = PLACES
) -> list[Submission]:
    """The submissions of a draft, in order: no prose, no quotes, nothing in comments.

    Args:
        draft: the draft.
        template: what says which sections there are.
        places: the roles of the sections to look in.

    """
    roles = SectionKinds(draft, template)
    found: list[Submission] = []
    end = 0
    for number, line in enumerate(draft.lines, 1):
        if number <= end or roles[number] not in places or number in draft.hidden:
            continue
        if _begins(draft, number, line):
            found.append(_submission(draft, number))
            end = found[-1].end_line
    return found


def _begins(draft: Draft, number: int, line: str) -> bool:
    if _is_item(line):
        return len(line[: len(line) - len(line.lstrip())].expandtabs(4)) < 4
    is_link = line.startswith("[") and "](" in line
    if not is_link and not line.startswith(BARE_LINKS):
        return False
    above = draft.line(number - 1).strip()
    return not above or above.startswith("#") or above.endswith("-->") or _is_item(above)


def _is_item(line: str) -> bool:
    return MARKER.match(line) is not None


def _submission(draft: Draft, start: int) -> Submission:
    end = start
    while _hangs_below(draft.line(end + 1)) or (
        not draft.line(end + 1).strip()
        and end + 2 <= len(draft.lines)
        and _hangs_below(draft.line(end + 2))
    ):
        end += 1
    by_line = draft.links_by_line
    found = (link.page for n in range(start, end + 1) for link in by_line.get(n, ()))
    heading = draft.heading_above(start)
    return Submission(
        line=start,
        end_line=end,
        text="\n".join(draft.lines[start - 1 : end]).rstrip(),
        section=heading.key if heading else "",
        addresses=tuple(address for address in found if address is not None),
    )


def _hangs_below(line: str) -> bool:
    return line.startswith(("  ", "\t")) and bool(line.strip())


def compare(base: list[Submission], head: list[Submission]) -> list[SubmissionChange]:
    """What became of the submissions: first those that are the same, then those known by a page."""
    before, after, pairs = list(base), list(head), []
    for key in (_unchanged, _same_text, _same_page):
        matched, before, after = _match(before, after, key)
        pairs += matched
    matched, before, after = _match_alike(before, after)
    pairs += matched
    found = [_changed(old, new) for old, new in pairs]
    found += [SubmissionChange(ChangeKind.REMOVED, old, None) for old in before]
    found += [SubmissionChange(ChangeKind.ADDED, None, new) for new in after]
    return sorted((one for one in found if one is not None), key=_place)


def _match(
    before: list[Submission], after: list[Submission], key: Callable[[Submission], Hashable]
) -> tuple[list[tuple[Submission, Submission]], list[Submission], list[Submission]]:
    """Pair what has the same key, in order; None is nobody's key. The pairs, and who is left."""
    waiting: dict[Hashable, list[Submission]] = {}
    for one in reversed(before):
        waiting.setdefault(key(one), []).append(one)
    pairs, left = [], []
    for new in after:
        known = key(new)
        if known is not None and waiting.get(known):
            pairs.append((waiting[known].pop(), new))
        else:
            left.append(new)
    paired = {id(old) for old, _ in pairs}
    return pairs, [one for one in before if id(one) not in paired], left


def _match_alike(
    before: list[Submission], after: list[Submission]
) -> tuple[list[tuple[Submission, Submission]], list[Submission], list[Submission]]:
    """Pair what reads alike in one section. The pairs, and who is left."""
    pairs: list[tuple[Submission, Submission]] = []
    waiting, left, tried = list(before), [], 0
    titles = {id(old): _title(old) for old in before} if after else {}
    for new in after:
        title = _title(new)
        here = [old for old in waiting if old.section == new.section] if tried < MOST_TRIED else []
        tried += len(here)
        old = next((old for old in here if _alike(titles[id(old)], title)), None)
        if old is None:
            left.append(new)
        else:
            waiting.remove(old)
            pairs.append((old, new))
    return pairs, waiting, left


def _place(change: SubmissionChange) -> tuple[int, int]:
    one = change.after or change.before
    return (one.line if one else 0, change.after is None)


def _changed(old: Submission, new: Submission) -> SubmissionChange | None:
    if old.section != new.section:
        return SubmissionChange(ChangeKind.MOVED, old, new)
    if old.text != new.text:
        return SubmissionChange(ChangeKind.EDITED, old, new)
    return None


def _unchanged(one: Submission) -> Hashable:
    return one.section, one.text


def _same_text(one: Submission) -> Hashable:
    return one.text


def _same_page(one: Submission) -> Hashable:
    return one.known_by or None


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return quick and matcher.ratio() >= ALIKE


def _title(one: Submission) -> str:
    """The beginning of the text without addresses, brackets and bullet: what people read."""
    return MARKUP.sub("", one.text[: 2 * LONGEST_TITLE]).strip()[:LONGEST_TITLE]


def pages(changes: list[SubmissionChange]) -> Iterator[str]:
    """The pages that are submitted anew, by canonical address."""
    known = {page for change in changes if change.before for page in change.before.addresses}
    for change in changes:
        for page in change.after.addresses if change.after else ():
            if page not in known:
                yield page
