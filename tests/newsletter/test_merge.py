"""Two versions of a draft become one, and every submission is in it, once, in its section."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ghapp.newsletter.draft import Draft
from ghapp.newsletter.edition_text import first_text
from ghapp.newsletter.merge import merge as merge_versions
from ghapp.newsletter.pieces import Version
from ghapp.newsletter.proof import difference as difference_of
from ghapp.newsletter.proof import entries
from ghapp.newsletter.submissions import submissions
from ghapp.newsletter.template import Template

TEMPLATE = Template(
    """Title: This Week in Crabs $twir_issue_number
Number: $twir_issue_number
Date: $twir_issue_date

Hello and welcome.

## Updates from Rust Community

### Foundation

### News

### Walkthroughs

## Upcoming Events

Rusty Events between $twir_issue_date - $twir_events_end_date

$twir_events_list

If you are running a Rust event, tell us.

## Quote of the Week

> QUOTE_HERE

Thanks to NOBODY.
"""
)
DAY = date(2026, 9, 2)
EVENTS = """Rusty Events between a - b

### Europe
* 2026-09-10 | Berlin, DE | [Crabs Berlin](https://berlin.example)
    * [**Meeting**](https://berlin.example/1)
* 2026-09-20 | Paris, FR | [Crabs Paris](https://paris.example)
    * [**Meeting**](https://paris.example/1)

### Oceania

If you are running a Rust event, tell us.
"""
START = first_text(TEMPLATE, 7, DAY, EVENTS)


def merge(*texts):
    return merge_versions(*(Version(text, TEMPLATE) for text in texts))


def difference(*texts):
    return difference_of(*(Version(text, TEMPLATE) for text in texts))


def with_lines(text, below, *lines):
    """The draft with lines put in behind one that it has."""
    before, found, after = text.partition(below + "\n")
    assert found
    return before + found + "".join(line + "\n" for line in lines) + after


def test_two_people_add_a_link_at_one_place():
    """What git calls a conflict becomes a list of both, in the order of their arrival."""
    ours = with_lines(START, "### News", "", "* [One](https://one.example)")
    theirs = with_lines(START, "### News", "* [Two](https://two.example)")

    merged = merge(START, ours, theirs)

    assert not merged.conflicts
    both = ["", "* [One](https://one.example)", "* [Two](https://two.example)"]
    assert merged.text == with_lines(START, "### News", *both)


def test_events_that_two_people_add_stand_by_date():
    """The later of two events stands behind the earlier one, whoever came first."""
    anchor = "    * [**Meeting**](https://berlin.example/1)"
    late = [
        "* 2026-09-18 | Rome, IT | [Rome](https://rome.example)",
        "    * [**R**](https://r.example)",
    ]
    early = [
        "* 2026-09-12 | Bonn, DE | [Bonn](https://bonn.example)",
        "    * [**B**](https://b.example)",
    ]
    ours, theirs = with_lines(START, anchor, *late), with_lines(START, anchor, *early)

    assert merge(START, ours, theirs).text == with_lines(START, anchor, *early, *late)


def test_a_region_that_two_people_add_is_there_once():
    """Two events under a heading that nobody had before share the heading."""
    above = "    * [**Meeting**](https://paris.example/1)"
    one = [
        "",
        "### Asia",
        "* 2026-09-03 | Tokyo, JP | [T](https://t.example)",
        "    * [**T**](https://t.example/1)",
    ]
    two = [
        "",
        "### Asia",
        "* 2026-09-04 | Delhi, IN | [D](https://d.example)",
        "    * [**D**](https://d.example/1)",
    ]

    merged = merge(START, with_lines(START, above, *one), with_lines(START, above, *two))

    assert not merged.conflicts
    assert merged.text == with_lines(START, above, *one, *two[2:])


def test_an_edit_reaches_a_submission_that_was_moved():
    """An editor moves a link to its section while its author mends the title: both are done."""
    base = with_lines(START, "### News", "* [Titel](https://a.example)")
    ours = with_lines(START, "### Walkthroughs", "* [Titel](https://a.example)")
    theirs = with_lines(START, "### News", "* [Title](https://a.example)")

    merged = merge(base, ours, theirs)

    assert not merged.conflicts
    assert merged.text == with_lines(START, "### Walkthroughs", "* [Title](https://a.example)")


def test_one_submission_edited_by_both_is_a_conflict_with_both_versions():
    """Nobody can tell which title is right but a person."""
    base = with_lines(START, "### News", "* [Titel](https://a.example)")
    ours = with_lines(START, "### News", "* [Title](https://a.example)")
    theirs = with_lines(START, "### News", "* [The Title](https://a.example)")

    (conflict,) = merge(base, ours, theirs).conflicts

    assert conflict.section == "news"
    assert (conflict.ours, conflict.theirs) == (
        "* [Title](https://a.example)",
        "* [The Title](https://a.example)",
    )


def test_a_submission_taken_out_by_one_and_edited_by_the_other_is_a_conflict():
    """What an editor took out does not come back by itself, nor does an edit vanish."""
    base = with_lines(START, "### News", "* [Titel](https://a.example)")
    theirs = with_lines(START, "### News", "* [Title](https://a.example)")

    (conflict,) = merge(base, START, theirs).conflicts

    assert (conflict.ours, conflict.theirs) == (None, "* [Title](https://a.example)")


def test_prose_that_both_change_differently_is_a_conflict():
    """As with git; what both change alike, or only one changes, is none."""
    ours = START.replace("> QUOTE_HERE", "> Crabs!")
    theirs = START.replace("> QUOTE_HERE", "> Shrimps!")

    assert merge(START, ours, theirs).conflicts
    assert merge(START, ours, ours).text == ours
    assert merge(START, ours, START).text == ours


def test_a_file_saved_on_windows_merges_line_by_line():
    """Line ends of the other side change nothing but what it says."""
    ours = with_lines(START, "### News", "* [One](https://one.example)")
    theirs = with_lines(START, "### Walkthroughs", "* [Two](https://two.example)")
    both = with_lines(ours, "### Walkthroughs", "* [Two](https://two.example)")

    assert merge(START, ours, theirs.replace("\n", "\r\n")).text == both
    windows = [text.replace("\n", "\r\n") for text in (START, ours)]
    assert merge(*windows, theirs).text == both
    assert merge(*windows, theirs.replace("\n", "\r\n")).text == both.replace("\n", "\r\n")


def test_a_heading_taken_away_below_which_somebody_submitted_fails_the_proof():
    """The result would have a submission in another section than its author chose."""
    ours = with_lines(START, "### Walkthroughs", "* [One](https://one.example)")
    theirs = START.replace("### Walkthroughs\n\n", "")

    merged = merge(START, ours, theirs)

    found = difference(START, ours, theirs, merged.text)
    assert found.lacking == (("walkthroughs", "* [One](https://one.example)"),)


RENAMED = ("### Oceania and the Pacific", "#### Oceania", "### Oceania ###")


@pytest.mark.parametrize("heading", RENAMED)
def test_a_heading_that_one_side_writes_anew(heading):
    """What others add below it stands below it, whoever is merged first."""
    event = [
        "* 2026-09-18 | Perth, AU | [Perth](https://perth.example)",
        "    * [**P**](https://perth.example/1)",
    ]
    base = with_lines(START, "### Oceania", *event)
    new = [line.replace("18", "20").replace("perth", "sydney") for line in event]
    ours = base.replace("### Oceania", heading)
    theirs = with_lines(base, event[-1], *new)
    wanted = with_lines(ours, event[-1], *new)

    for sides in ((ours, theirs), (theirs, ours)):
        merged = merge(base, *sides)
        assert not merged.conflicts
        assert merged.text == wanted
        assert not difference(base, *sides, merged.text)
        assert merge(base, merged.text, theirs).text == wanted


def test_a_heading_that_both_write_anew():
    """The same words are no conflict, others are, and so is to take it out."""
    ours, theirs = (START.replace("### News", f"### News and {word}") for word in ("x", "y"))
    assert merge(START, ours, ours).text == ours
    assert merge(START, ours + "\n", ours).text == ours + "\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        (conflict,) = merge(START, one, other).conflicts
        assert conflict.base == "### News"
        assert {conflict.ours, conflict.theirs} == {"### News and x", "### News and y"}
    without = START.replace("### News\n\n", "")
    for sides in ((ours, without), (without, ours)):
        assert merge(START, *sides).conflicts


def test_blank_lines_around_a_heading_that_is_gone_do_not_add_up():
    """One side submits above it, the other one takes it out."""
    ours = with_lines(START, "### News", "* [One](https://one.example)")
    theirs = START.replace("### Walkthroughs\n\n", "")
    wanted = with_lines(theirs, "### News", "* [One](https://one.example)")
    assert merge(START, ours, theirs).text == wanted
    assert merge(START, theirs, ours).text == wanted


@dataclass
class Model:
    """A draft as its submissions: in which section each stands, and its title."""

    sections: dict[str, list[int]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    gaps: dict[int, bool] = field(default_factory=dict)  # a blank line above it

    def text(self):
        text = START
        for section, items in self.sections.items():
            lines = []
            for item in items:
                if self.gaps.get(item):
                    lines.append("")
                lines.append(f"* [{self.titles[item]}](https://crab{item}.example)")
            text = with_lines(text, f"### {section}", *lines)
        return text

    def place(self, item):
        return next((name for name, items in self.sections.items() if item in items), None)

    def take_out(self, item):
        for items in self.sections.values():
            if item in items:
                items.remove(item)


SECTIONS = ("Foundation", "News", "Walkthroughs")
WORDS = ("Crabs", "Shrimps", "Lobsters and friends", "Krill", "How to moult")
changes = st.lists(
    st.tuples(
        st.sampled_from(("add", "edit", "move", "remove", "shift")),
        st.integers(0, 6),
        st.sampled_from(SECTIONS),
        st.sampled_from(WORDS),
        st.booleans(),
    ),
    max_size=5,
)


def changed(model, wanted, first_new):
    """A version of the draft after some changes; new items are numbered from `first_new`."""
    result = deepcopy(model)
    known = sorted(model.titles)
    for number, (what, which, section, word, flag) in enumerate(wanted):
        items = result.sections[section]
        if what == "add":
            new = first_new + number
            items.insert(0 if flag else len(items), new)
            result.titles[new], result.gaps[new] = word, flag
            continue
        item = known[which % len(known)] if known else None
        if item is None or result.place(item) is None:
            continue
        if what == "edit":
            result.titles[item] = f"{word} {flag}"
        elif what == "remove":
            result.take_out(item)
        else:
            section = section if what == "move" else result.place(item)
            result.take_out(item)
            result.sections[section].insert(0, item)
    return result


@st.composite
def three_versions(draw):
    """A draft, and two versions of it."""
    base = Model({section: [] for section in SECTIONS})
    for item in range(draw(st.integers(0, 6))):
        base.sections[draw(st.sampled_from(SECTIONS))].append(item)
        base.titles[item] = draw(st.sampled_from(WORDS))
        base.gaps[item] = draw(st.booleans())
    return base, changed(base, draw(changes), 100), changed(base, draw(changes), 200)


@lru_cache
def page_places(text):
    """Where the pages of a draft stand: each with its section, counted."""
    found = submissions(Draft(text), TEMPLATE)
    return Counter((one.addresses[0], one.section) for one in found if "crab" in one.addresses[0])


def wanted_places(base, ours, theirs):
    """What a merge must hold; None where both sides changed one submission differently."""
    wanted = Counter()
    for item in {*base.titles, *ours.titles, *theirs.titles}:
        states = [
            (model.place(item), model.titles.get(item)) if model.place(item) else None
            for model in (base, ours, theirs)
        ]
        before, mine, other = states
        if mine == other or other == before:
            result = mine
        elif mine == before:
            result = other
        elif mine and other and before:
            place = merged_value(before[0], mine[0], other[0])
            title = merged_value(before[1], mine[1], other[1])
            if place is None or title is None:
                return None
            result = place, title
        else:
            return None
        if result:
            wanted[f"crab{item}.example", result[0].casefold()] += 1
    return wanted


def merged_value(before, mine, other):
    if mine in (other, before):
        return other
    return mine if other == before else None


@given(three_versions())
def test_no_submission_is_lost_doubled_or_misplaced(versions):
    """Whatever two people do to a draft, and however their lines touch."""
    wanted = wanted_places(*versions)
    base, ours, theirs = (model.text() for model in versions)

    merged = merge(base, ours, theirs)

    if wanted is None:
        assert merged.conflicts
    else:
        assert not merged.conflicts
        assert page_places(merged.text) == wanted
        assert not difference(base, ours, theirs, merged.text)


@given(three_versions())
def test_merging_the_same_twice_changes_nothing(versions):
    """A pull request that is in already adds nothing."""
    base, ours, theirs = (model.text() for model in versions)
    once = merge(base, ours, theirs)
    if not once.conflicts:
        assert merge(base, once.text, theirs).text == once.text
        assert merge(theirs, once.text, theirs).text == once.text


@given(three_versions(), changes)
def test_independent_pull_requests_merge_in_any_order(versions, third):
    """The submissions are the same, each in its section."""
    base, one, two = versions
    heads = [one, two, changed(base, third, 300)]
    results = set()
    for order in permutations(heads):
        text = base.text()
        for head in order:
            merged = merge(base.text(), text, head.text())
            if merged.conflicts:
                return
            text = merged.text
        results.add(frozenset(entries(Version(text, TEMPLATE)).items()))
    assert len(results) == 1


@given(three_versions())
def test_a_merge_makes_no_double_blank_lines_or_gaps(versions):
    """The form of the result is no worse than that of both sides."""
    base, ours, theirs = (model.text() for model in versions)
    merged = merge(base, ours, theirs)
    if not merged.conflicts and not any("\n\n\n" in text for text in (base, ours, theirs)):
        assert "\n\n\n" not in merged.text


@dataclass
class Edited:
    """A draft as a text that people edit, and what stands in it: section and title by item."""

    text: str = START
    items: dict[int, tuple[str, str]] = field(default_factory=dict)

    def line(self, item):
        return f"* [{self.items[item][1]}](https://crab{item}.example)"

    def add(self, item, section, title, *, gap):
        self.items[item] = section, title
        self.text = with_lines(self.text, f"### {section}", *[""] * gap, self.line(item))

    def remove(self, item):
        self.text = self.text.replace(self.line(item) + "\n", "")
        del self.items[item]

    def edit(self, item, title):
        before = self.line(item)
        self.items[item] = self.items[item][0], title
        self.text = self.text.replace(before, self.line(item))


class Week(RuleBasedStateMachine):
    """A week of a draft: people open and push, editors tidy, and pull requests are merged."""

    def __init__(self):
        super().__init__()
        self.main = Edited()
        self.pulls = []  # pairs: what each left off from, and what it has become
        self.next_item = 0

    def _new(self):
        self.next_item += 1
        return self.next_item

    @rule(section=st.sampled_from(SECTIONS), title=st.sampled_from(WORDS), gap=st.booleans())
    def open_pull(self, section, title, gap):
        head = deepcopy(self.main)
        head.add(self._new(), section, title, gap=gap)
        self.pulls.append((deepcopy(self.main), head))

    @precondition(lambda self: self.pulls)
    @rule(which=st.integers(0), section=st.sampled_from(SECTIONS), title=st.sampled_from(WORDS))
    def push(self, which, section, title):
        base, head = self.pulls[which % len(self.pulls)]
        own = [item for item in head.items if item not in base.items]
        if len(own) > 2:
            head.remove(own[0])
        elif len(own) == 2:
            head.edit(own[1], title)
        else:
            head.add(self._new(), section, title, gap=False)

    @rule(section=st.sampled_from(SECTIONS), title=st.sampled_from(WORDS))
    def editor_adds(self, section, title):
        self.main.add(self._new(), section, title, gap=False)

    @precondition(lambda self: self.main.items)
    @rule(which=st.integers(0), section=st.sampled_from(SECTIONS), title=st.sampled_from(WORDS))
    def editor_moves_and_rewords(self, which, section, title):
        item = list(self.main.items)[which % len(self.main.items)]
        self.main.remove(item)
        self.main.add(item, section, title, gap=False)

    @precondition(lambda self: self.main.items)
    @rule(which=st.integers(0))
    def editor_takes_out(self, which):
        self.main.remove(list(self.main.items)[which % len(self.main.items)])

    @precondition(lambda self: self.pulls)
    @rule(which=st.integers(0))
    def merge_one(self, which):
        base, head = self.pulls.pop(which % len(self.pulls))
        merged = merge(base.text, self.main.text, head.text)
        assert not merged.conflicts  # its own submissions are nobody else's
        found = difference(base.text, self.main.text, head.text, merged.text)
        assert not found
        new = {item: one for item, one in head.items.items() if item not in base.items}
        self.main = Edited(merged.text, {**self.main.items, **new})

    @invariant()
    def everything_is_there_once_in_its_section(self):
        wanted = Counter(
            (f"crab{item}.example", section.casefold())
            for item, (section, _) in self.main.items.items()
        )
        assert page_places(self.main.text) == wanted


TestWeek = Week.TestCase
