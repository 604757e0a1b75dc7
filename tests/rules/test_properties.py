"""What holds for the rules whatever the text: found by trying."""

import re
from collections import Counter
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.changes import Change
from ghapp.newsletter.draft import Draft
from ghapp.newsletter.template import Template
from ghapp.rules.judge import Verdict, judge
from ghapp.rules.registry import rules
from tests.rules.harness import CONTEXT, DRAFT, TEMPLATE

WHITE = "\t\n\v\f\r\x1c\x1d\x1e \x85\u00a0\u1680\u2000\u200b\u2028\u202f\u205f\u3000\ufeff"
ADDRESS = re.compile(r"https?://((?:blog|b|berlin)\.example/\w)")
WORDS = r"""
[ ] ( ) ]( ** ` | \ – … ... <T> <!-- --> é 🦀 N√ºrnberg Ã¼ Title [video] [Videos] (audio) [zh] www.
https://blog.example/a https://youtu.be/1?si=2 http://www.meetup.com/es-ES/a/ 2026-09-01 Virtual
[Post](https://blog.example/b) [**Talk**](https://berlin.example/1)
"""
SPACED = (
    *("* ", "- ", "    * ", " | ", " : ", "2026-09-02 - ", "Berlin, DE", "\n", "\n\n", "\r\n"),
    *("\n### Research\n", "\n## Upcoming Events\n", "\n### Europe\n", "\n# Quote of the Week\n"),
    *("* [Post](https://blog.example/c)\n", "\t", " ", "  ", "\u200b", "\u00a0", "\ufeff"),
    "* 2026-09-03 | Berlin, DE | [Group](https://b.example/d)\n",
)
PIECES = st.sampled_from([*WORDS.split(), *SPACED])
MARKERS = ("* ", "* ", "- ", "", "*", " * ", "    * ", "\t* ", "* * ", "1. ", "•")
TITLES = (
    "Post",
    " Post ",
    "[Videos] Talk",
    "Talk (video)",
    "**Talk**",
    "**Talk",
    "On `x",
    "Vec<T>",
    "A : b",
)
FORMS = (
    "[{}]({})",
    "[{}] ({})",
    "[{}]({}",
    "[{}]({}))",
    "[{}][{}]",
    "{}: {}",
    "{}]({})",
    "`[{}]({})`",
)
PAGES = ("https://blog.example/a", "http://b.example/b?utm_source=x", "https://youtu.be/1?si=2", "")
TAILS = ("", "", "  ", " - about it", " [ZH]", "\n", "\n\n", " <!-- kept -->")
PLACES = ("Berlin, DE", "London, GB", "Virtual (Tel Aviv, Israel)", "Virtual + Vienna, AT", "Paris")
PREFIXES = ("", "", "[Video] ", "[video]", "(audio): ", "`[zh]` ", "Series: ")
LINKS = st.builds(
    lambda form, *parts: form.format(*parts), *map(st.sampled_from, (FORMS, TITLES, PAGES))
)
ITEMS = st.builds(
    "{}{}{}{}".format, *map(st.sampled_from, (MARKERS, PREFIXES)), LINKS, st.sampled_from(TAILS)
)
EVENTS = st.builds(
    "{}2026-09-0{}{}{}| {}\n{}{}".format,
    st.sampled_from(MARKERS),
    st.integers(1, 3),
    st.sampled_from((" | ", "|", " - 2026-09-04 | ")),
    st.sampled_from(PLACES),
    LINKS,
    st.sampled_from(("    * ", "  * ", "* ", "    - ", "")),
    LINKS,
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(st.one_of(ITEMS, EVENTS), max_size=4).map("\n".join),
)
ANY_TEXT = st.text(st.characters() | st.sampled_from(WHITE + "[]()*`<>!-#|\\\ud800\udfff\0"))
LINES = TEMPLATE.split("\n")


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A draft in which a text is written at one or two places."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 2))):
        lines.insert(draw(st.integers(4, len(lines))), draw(TEXTS))
    return "\n".join(lines)


def change_to(text: str) -> Change:
    """The pull request that makes the template this draft."""
    return Change.between(DRAFT, TEMPLATE, text)


def fixed(change: Change) -> str:
    """The text with all fixes of all rules."""
    return judge(change, CONTEXT, rules(), {}).fixed


def submissions(text: str) -> Counter[tuple[str, str]]:
    """The pages that are named, by the section that they stand in."""
    draft, template = Draft(text), Template(TEMPLATE)
    found: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(draft.lines, 1):
        section = template.section_of(draft, number)
        for page in ADDRESS.findall(line):
            found[section.key if section else "", page] += 1
    return found


@given(drafts())
def test_any_draft_is_fixed_with_care(text: str):
    """Of one verdict all this holds: it is costlier to come by than to look at."""
    change = change_to(text)
    verdict = judge(change, CONTEXT, rules(), {})
    only_changed_lines_are_fixed(change, verdict)
    no_fixes_overlap(verdict)
    the_submissions_are_kept(text, verdict.fixed)
    nothing_is_left_to_fix(verdict.after)


def only_changed_lines_are_fixed(change: Change, verdict: Verdict) -> None:
    """Every fix lies on added lines, and leaves all others as they came, byte by byte."""
    changed = {line for fix in verdict.fixes for line in range(fix.line, fix.end_line + 1)}
    assert changed <= change.added_set
    kept = [line for n, line in enumerate(change.head.lines, 1) if n not in change.added_set]
    rest = iter(Draft(verdict.fixed).lines)
    assert all(line in rest for line in kept)


def no_fixes_overlap(verdict: Verdict) -> None:
    """One line has one fix, with all corrections in it."""
    fixes = sorted(verdict.fixes, key=lambda fix: fix.line)
    assert all(one.end_line < other.line for one, other in pairwise(fixes))


def the_submissions_are_kept(before: str, after: str) -> None:
    """No page is lost or moved to another section, and none stands more often than before."""
    old, new = submissions(before), submissions(after)
    assert new.keys() == old.keys()
    assert new <= old


def nothing_is_left_to_fix(after: Change) -> None:
    """What all fixes together wrote has no problem that could be fixed, and stays as it is."""
    once = after.head.text
    assert fixed(after) == once
    again = change_to(once)
    if (again.added, again.removed) == (after.added, after.removed):
        return  # the same change, and judged already
    told_apart = {after.head.line(n).strip() for n in after.added_set ^ again.added_set}
    # Of two blank lines, a new comparison may call the other one the new one.
    assert fixed(again) == once or told_apart == {""}


@given(ANY_TEXT, st.sampled_from(FileKind))
@example("\ud800[a\udfff](b)\r\n\0", FileKind.DRAFT)
@example("".join(WHITE) + "* [a](b)" + WHITE, FileKind.DRAFT)
@example("* [a](", FileKind.FINISHED)
def test_reading_loses_nothing(text: str, kind: FileKind):
    """Any text can be read and judged as any file, and its lines and ends give it back."""
    draft = Draft(text)
    assert "".join(a + b for a, b in zip(draft.lines, draft.ends, strict=True)) == text
    assert all(link.span.line >= 1 for link in draft.links)
    change = Change.whole(DRAFT, text)
    verdict = judge(change, CONTEXT, rules(), {}, kind)
    assert isinstance(verdict.fixed, str)


@given(st.lists(st.sampled_from(["[", "]", "(", ")", "](", "* ", " ", "`", "<!--", "**", "|"])))
def test_ten_thousand_of_anything_are_judged(pieces: list[str]):
    """Long repetitions of whatever is special in Markdown are read to the end."""
    text = "* " + "".join(pieces) * (10_000 // (len(pieces) or 1))
    change = Change.whole(DRAFT, f"{TEMPLATE}{text}")
    spans = [problem.span for problem in judge(change, CONTEXT, rules(), {}).problems]
    assert all(1 <= span.line <= len(change.head.lines) for span in spans)
