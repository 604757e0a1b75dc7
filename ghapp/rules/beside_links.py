"""Signs that readers see beside the link of a submission, and words that are no prefix."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.items import Item
from ghapp.newsletter.plain import are_pictures, says_something
from ghapp.newsletter.prefixes import USUAL_KINDS
from ghapp.newsletter.spans import Span
from ghapp.rules.problem import Problem
from ghapp.rules.reading import Reading

PUNCTUATION = ".,;:!?–—-"
CODE = "\0"  # each character of what stands in backticks


def beside_link(reading: Reading, item: Item) -> Iterator[Problem]:
    """Signs before and behind the link, and words in brackets that are no prefix."""
    before, behind = item.before.strip(" \t"), item.behind.strip(" \t")
    if not item.links[-1].has_address:
        behind = behind.removeprefix("[]")  # of a reference by its own name: `[name][]`
    if "_" in (before, behind) and before != behind:
        yield Problem(
            reading.whole_line(item.line), "Readers see `_` beside the link: take it out."
        )
        return
    before, behind = before.strip(" \t*_"), behind.strip(" \t*_)")
    inside, closing, _ = before.partition("]")
    _, opening, words = inside.rpartition("[")
    if opening and closing:
        problem = _no_prefix(reading.whole_line(item.line), words)
        if not (reading.is_own(item.line) and (problem.advisory or not reading.is_english)):
            yield problem
        return
    # What only joins and parts is invisible, and a description says something.
    seen = [one for one in (before, behind) if any(sign.isprintable() for sign in one)]
    odd = [one for one in seen if not _is_said(one) or (one is before and item.prefixes)]
    shown = [text for one in odd if (text := one.replace(CODE, "").strip())]
    advisory = all(map(_is_harmless, odd))
    if shown and not (advisory and reading.is_own(item.line)):
        signs, them = " and ".join(map(code_span, shown)), "them" if len(shown) > 1 else "it"
        message = f"Readers see {signs} beside the link: take {them} out."
        yield Problem(reading.whole_line(item.line), message, advisory=advisory)


def _is_said(text: str) -> bool:
    """Whether it is a description; code is one, too."""
    return says_something(text) or CODE in text


def _is_harmless(text: str) -> bool:
    """Whether what stands beside a link is a word, a mark between two of them, or a picture."""
    rest = text.strip(f"{PUNCTUATION} ")
    return _is_said(text) or not rest or are_pictures(rest)


def _no_prefix(span: Span, written: str) -> Problem:
    from difflib import get_close_matches  # for the few who write another word

    meant = get_close_matches(written.casefold(), USUAL_KINDS, 1, 0.75)
    if meant:
        return Problem(span, f"Write the prefix {code_span(f'[{meant[0]}]')}.")
    known = "`[video]`, `[audio]`, `[series]` or a language stands before the link"
    return Problem(span, f"Only {known}, not {code_span(f'[{written}]')}.", advisory=True)
