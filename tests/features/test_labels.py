import pytest

from ghapp.features.labels import GREY, LabelMemory, appearance, decide_labels, is_uncoloured
from ghapp.ports.values import Label


def memory(ours="", intended="", refused=""):
    return LabelMemory(names(ours), names(intended), names(refused))


def names(text):
    return frozenset(text.split())


DECISIONS = {
    "nothing to do": ("a", "a", memory("a"), "", "", ""),
    "a new pull request": ("a b", "", memory(), "a b", "", ""),
    "the section changed": ("b", "a", memory("a"), "b", "a", ""),
    "a person put it on": ("", "x", memory(), "", "", ""),
    "a person put on what is wanted": ("x", "x", memory(), "", "", ""),
    "a person took it off": ("a", "", memory("a"), "", "", "a"),
    "it stays off": ("a b", "", memory(refused="a"), "b", "", "a"),
    "a person put it back": ("a", "a", memory(refused="a"), "", "", ""),
    "stopped before putting it on": ("a", "", memory(intended="a"), "a", "", ""),
    "stopped after putting it on": ("", "a", memory(intended="a"), "", "a", ""),
    "stopped after taking it off": ("a", "", memory(intended="a"), "a", "", ""),
    "other capitals": ("Research", "RESEARCH", memory("Research"), "", "", ""),
    "taken off in other capitals": ("", "RESEARCH", memory("Research"), "", "RESEARCH", ""),
    "refused in other capitals": ("Research", "", memory(refused="RESEARCH"), "", "", "RESEARCH"),
    "a state that a person set": ("", "approved", memory(), "", "approved", ""),
    "a state that a person took off": ("conflict", "", memory("conflict"), "conflict", "", ""),
}


@pytest.mark.parametrize(
    ("wanted", "present", "known", "add", "remove", "refused"), DECISIONS.values(), ids=DECISIONS
)
def test_what_is_put_on_and_taken_off(wanted, present, known, add, remove, refused):
    """The app changes what it put on itself, and argues with nobody."""
    change = decide_labels(names(wanted), names(present), known)

    assert change.add == names(add)
    assert change.remove == names(remove)
    assert change.refused == names(refused)


def test_needs_fixes_is_the_apps_own_whoever_set_it():
    """A state label that two words name follows what the app knows."""
    change = decide_labels(frozenset(), frozenset({"needs fixes"}), LabelMemory())

    assert change.remove == {"needs fixes"}


@pytest.mark.parametrize(
    "name",
    ["section: Research", "tooling", "draft template", "published edition", "needs fixes"],
)
def test_no_label_has_githubs_grey(name):
    """Each has a colour that somebody chose, and says what it is."""
    label = appearance(name)

    assert label.name == name
    assert label.colour != GREY
    assert 0 < len(label.description) <= 100


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Label("section: Research", GREY, ""), True),
        (Label("section: Research", GREY, "Changes this section of the draft"), True),
        (Label("section: Research", GREY, "Papers"), False),
        (Label("section: Research", "ff0000", ""), False),
        (Label("Tooling", GREY, ""), True),
    ],
)
def test_which_labels_nobody_coloured(label, expected):
    """GitHub's grey without a description is nobody's choice."""
    assert is_uncoloured(label) is expected
