"""How two drafts differ by their submissions: which were added, removed, edited and moved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.submissions import Submission

MARKUP = pattern(r"\]\([^)]*\)|[\[\]*]")
MOST_TRIED = 1000  # pairs of texts, for those that were edited beyond recognition of their page
LONGEST_TITLE = 200  # characters that are compared
ALIKE = 0.6  # share of common characters from which two texts are one, edited


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


@dataclass(frozen=True, slots=True)
class Matching:
    """Which submissions of two drafts are the same ones, whatever was done to them."""

    pairs: list[tuple[Submission, Submission]]
    removed: list[Submission]  # of the first draft, without a counterpart
    added: list[Submission]  # of the second


def match(base: list[Submission], head: list[Submission]) -> Matching:
    """Pair the submissions of two drafts: first those unchanged, then those known by a page."""
    before, after, pairs = list(base), list(head), []
    for key in (_unchanged, _same_text, _same_page):
        matched, before, after = _match(before, after, key)
        pairs += matched
    return Matching(pairs, before, after)


def match_edited(base: list[Submission], head: list[Submission]) -> Matching:
    """Pair the submissions of two drafts, and also those that only read alike in one section.

    That is a guess: whoever proposes another page in the place of one may write a like title.
    """
    known = match(base, head)
    pairs, before, after = _match_alike(known.removed, known.added)
    return Matching(known.pairs + pairs, before, after)


def compare(base: list[Submission], head: list[Submission]) -> list[SubmissionChange]:
    """What became of the submissions, in the order of the second draft."""
    matching = match_edited(base, head)
    found = [_changed(old, new) for old, new in matching.pairs]
    found += [SubmissionChange(ChangeKind.REMOVED, old, None) for old in matching.removed]
    found += [SubmissionChange(ChangeKind.ADDED, None, new) for new in matching.added]
    return sorted((one for one in found if one is not None), key=_place)


def _match(
    before: list[Submission], after: list[Submission], key: Callable[[Submission], Hashable]
) -> tuple[list[tuple[Submission, Submission]], list[Submission], list[Submission]]:
    """Pair what has the same key, in order; None is nobody's key. The pairs, and who is left."""
    if not before or not after:
        return [], before, after
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
