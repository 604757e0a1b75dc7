"""What hands do to a good line: cut and paste, joined lines, other keyboards and formats."""

import pytest

from ghapp.rules.problem import Severity
from tests.rules.harness import fixed, verdict

LINK = "[A post](https://blog.example/a)"
OTHER = "* [Other](https://other.example/b)"
EVENT = "* 2026-09-02 | Luzern, CH | [Crabs](https://crabs.example/)"
TITLE = "    * [**Talks**](https://crabs.example/1/)"
SECOND = "* 2026-09-09 | Bern, CH | [Ferris](https://ferris.example/)"


def told(text: str, section: str = "Observations/Thoughts") -> list[str]:
    """The rules that speak of some lines, once for each thing that they say."""
    return [problem.rule for problem in verdict(text, section=section).problems]


def told_of_events(text: str) -> list[str]:
    """The same of lines in a region."""
    return told(f"### Europe\n\n{text}", "Upcoming Events")


@pytest.mark.parametrize(
    "begun",
    [
        *("• ", "∗ ", "— ", "– ", "-- ", r"\* ", r"\- ", "> ", " > * ", "1. ", "* * "),
        *("*\u00a0", "*\u3000", "\u200b* ", "\ufeff* ", "*\n", "*\n  "),
    ],
)
def test_whatever_stands_for_the_bullet_is_told_once(begun: str):
    """A sign of a word processor, an escaped one, a wide space, or a line of its own."""
    assert len(told(begun + LINK)) == 1
    assert fixed(begun + LINK, section="Observations/Thoughts") == f"* {LINK}"


def test_an_escaped_line_is_read_as_it_was_meant():
    """An editor that shows Markdown as text puts a backslash before each mark."""
    line = r"\* \[A post\](https://blog.example/a)"
    assert told(line) == ["link-syntax"]
    assert fixed(line, section="Observations/Thoughts") == f"* {LINK}"


def test_spaces_of_one_kind_are_told_once_a_line():
    """A word processor puts in many: all of them are one thing to correct."""
    line = f"* {LINK}".replace("A post", "A\u00a0good\u00a0long\u00a0post")
    (problem,) = verdict(line, section="Observations/Thoughts").problems
    assert problem.message == "There are 3 invisible characters here (U+00A0); they become spaces."
    assert fixed(line, section="Observations/Thoughts") == line.replace("\u00a0", " ")


def test_what_is_corrected_is_as_severe_as_what_it_broke():
    """Nobody could follow the link; it is not told twice for that."""
    line = "* [A post](https:\u200b//blog.example/a)"
    (problem,) = verdict(line, section="Observations/Thoughts").problems
    assert (problem.rule, problem.severity) == ("invisible-character", Severity.ERROR)


@pytest.mark.parametrize("bullet", ["*", "-", "* ", "    *"])
def test_a_bullet_alone_is_taken_out(bullet: str):
    """Somebody began an item, or left one behind."""
    assert told(f"* {LINK}\n{bullet}") == ["bullet"]
    assert fixed(f"* {LINK}\n{bullet}\n{OTHER}", "bullet") == f"* {LINK}\n{OTHER}"


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("A https://other.example/b post", "Take `https://other.example/b` out of the title."),
        ("A posthttps://blog.example/a", "Take `https://blog.example/a` out of the title."),
        ("https://other.example/b", "Link the title of the page instead of its address."),
        ("**", "Give the link a text: the title of the page."),
        (
            "A `post` [Other](https://other.example/b)",
            "A link is written `[title](address)`.",
        ),
    ],
)
def test_a_title_is_told_that_something_was_pasted_into(title: str, message: str):
    """An address or a link, or nothing is left of it."""
    found = verdict(f"* [{title}](https://blog.example/a)", section="Observations/Thoughts")
    assert [problem.message for problem in found.problems] == [message]
    assert found.fixes == ()


@pytest.mark.parametrize("title", ["From http:// to https://", "Why `https://a.example` fails"])
def test_a_title_may_speak_of_addresses(title: str):
    """As long as it has none in it, or sets it as code."""
    assert told(f"* [{title}](https://blog.example/a)") == []


@pytest.mark.parametrize("gap", ["\n", "\n  ", "\n\n"])
@pytest.mark.parametrize("rest", ["/a", "-a", "#a"])
def test_the_rest_of_an_address_is_not_lost(gap: str, rest: str):
    """What follows on another line belongs to it: it is not closed where the line ends."""
    line = f"* [Post](https://blog.example/2026{gap}{rest})"
    found = verdict(line, section="Observations/Thoughts")
    assert [problem.message for problem in found.problems] == ["Write the link on one line."]


@pytest.mark.parametrize("address", ["https:/／blog.example/a", "https://blog.example／a"])
def test_a_wide_slash_ends_no_host(address: str):
    """Keyboards for Chinese have one, and browsers know no such host."""
    assert told(f"* [A post]({address})") in (["address-scheme"], ["working-link"])
    line = f"* [A post]({address})"
    assert fixed(line, section="Observations/Thoughts") == line


@pytest.mark.parametrize(("around", "count"), [("“{}”", 1), ("“{}", 1), ("{}\ufeff", 1)])
def test_what_stands_around_a_link_is_told_once(around: str, count: int):
    """Quotation marks come in pairs, and nobody sees what has no shape."""
    assert len(told("* " + around.format(LINK))) == count


@pytest.mark.parametrize("line", [f"* https://x.example/ {LINK}", f"* {LINK} https://x.example/"])
def test_an_address_beside_a_link_is_no_description(line: str):
    """It is told as what it is."""
    assert told(line) == ["bare-address"]


@pytest.mark.parametrize("text", ["What it is about.", "  What it is about."])
def test_text_below_a_link_is_a_description(text: str):
    """The site adds it to the item above."""
    assert told(f"* {LINK}\n{text}") == ["description"]


def test_an_item_beside_a_conflict_marker_is_kept():
    """Its line is not deleted with the marker."""
    line = f"<<<<<<< HEAD* {LINK}"
    assert "conflict-marker" in told(line)
    assert fixed(line, section="Observations/Thoughts") == line


def test_the_marker_of_the_common_text_is_told_alone():
    """Somebody resolved a conflict, and left the line before what was there before."""
    assert told(f"* {LINK}\n||||||| 1a2b3c4\n{OTHER}") == ["conflict-marker"]


@pytest.mark.parametrize("gap", ["", " "])
def test_joined_events_are_parted(gap: str):
    """A line end was deleted between the title of one and the next."""
    text = f"{EVENT}\n{TITLE}{gap}{SECOND}\n{TITLE.replace('1', '2')}"
    assert told_of_events(text) == ["bullet"]
    parted = f"### Europe\n\n{EVENT}\n{TITLE}\n{SECOND}\n{TITLE.replace('1', '2')}"
    assert fixed(f"### Europe\n\n{text}", section="Upcoming Events") == parted


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{EVENT[:-24]}.example/)\n{TITLE}", "working-link"),
        (f"{EVENT.replace(' | [', '')}\n{TITLE}", "event-format"),
        (f"{EVENT}\n{TITLE}\n{TITLE}", "duplicate-event"),
        (f"{EVENT}\n{TITLE}\n* [Ferris](https://ferris.example/)\n{TITLE}", "event-title"),
        (f"{EVENT.replace('2026-09-02', '2026-09-09 - 02')}\n{TITLE}", "event-date"),
    ],
)
def test_a_part_of_an_event_that_is_gone_is_not_guessed(text: str, rule: str):
    """It is told once, and the rest is left as it is."""
    assert told_of_events(text) == [rule]
    text = f"### Europe\n\n{text}"
    assert fixed(text, section="Upcoming Events") == text


@pytest.mark.parametrize("place", ["Austin,, US", ", TX, US", "TX, US"])
def test_a_city_or_state_that_is_gone_is_not_passed_over(place: str):
    """Two commas say that one stood there, and a state is no city."""
    text = f"### North America\n\n{EVENT.replace('Luzern, CH', place)}\n{TITLE}"
    assert told(text, "Upcoming Events") == ["event-location"]
    assert fixed(text, section="Upcoming Events") == text


def test_what_stays_wrong_is_told_beside_a_correction():
    """The page is in the draft already, wherever its line stands when a blank one is gone."""
    text = f"{OTHER}\n\n* {LINK}\n\n- {LINK}"
    assert told(text).count("duplicate-link") == 1
    assert told(text).count("bullet") == 1


@pytest.mark.parametrize("gap", ["", " ", ", "])
def test_a_link_that_was_pasted_twice_is_there_once(gap: str):
    """Once is enough, in a list and among events."""
    assert told(f"* {LINK}{gap}{LINK}") == ["duplicate-link"]
    assert fixed(f"* {LINK}{gap}{LINK}", section="Observations/Thoughts") == f"* {LINK}"
    group = EVENT[EVENT.index("[") :]
    text = f"### Europe\n\n{EVENT}{gap}{group}\n{TITLE}"
    assert fixed(text, section="Upcoming Events") == f"### Europe\n\n{EVENT}\n{TITLE}"


@pytest.mark.parametrize(
    ("text", "rule", "meant"),
    [
        ("* A post\nhttps://blog.example/a", "bare-address", f"* {LINK}"),
        ("* A post\n  https://blog.example/a", "bare-address", f"* {LINK}"),
        ("* [A post]\n(https://blog.example/a)", "link-syntax", f"* {LINK}"),
        (f"*\n{LINK}", "bullet", f"* {LINK}"),
        (f"* [audio]\n{LINK}", "bullet", f"* [audio] {LINK}"),
    ],
)
def test_what_stands_on_two_lines_is_put_together(text: str, rule: str, meant: str):
    """A form on a phone, or a program that wraps lines, parted it."""
    assert told(text) == [rule]
    assert fixed(text, section="Observations/Thoughts") == meant


def test_a_group_on_two_lines_is_told_once():
    """The title that hangs below has its event again with it."""
    text = f"{EVENT.replace('](', ']' + chr(10) + '(')}\n{TITLE}"
    assert told_of_events(text) == ["link-syntax"]
    whole = f"### Europe\n\n{EVENT}\n{TITLE}"
    assert fixed(f"### Europe\n\n{text}", section="Upcoming Events") == whole


def test_half_of_the_code_is_no_tag():
    """The backtick that is not there is told, and nothing else."""
    assert told("* [Why Vec<T>` grows](https://blog.example/a)") == ["backticks"]


@pytest.mark.parametrize(
    "line",
    [
        "* [A https://blog.example/a post](https://blog.example/a)",
        "* [A post https://other.example/b ](https://blog.example/a)",
        "* [A post] https://other.example/b (https://blog.example/a)",
        f"* {LINK} and again {LINK}",
    ],
)
def test_words_and_pages_are_not_lost_with_an_address_too_many(line: str):
    """Nobody knows where they belong."""
    assert fixed(line, section="Observations/Thoughts") == line


def test_a_prefix_in_odd_brackets_is_not_written_twice():
    """It says the language, however it is written."""
    line = "* ［ZH] [嵌入式开发](https://blog.example/a)"
    good = "* [ZH] [嵌入式开发](https://blog.example/a)"
    assert fixed(line, section="Observations/Thoughts") == good


def test_code_inside_of_what_looks_like_a_tag_stays_code():
    """Only the signs around it are escaped."""
    line = "* [<Why `Vec<T>` grows>](https://blog.example/a)"
    good = "* [&lt;Why `Vec<T>` grows&gt;](https://blog.example/a)"
    assert fixed(line, section="Observations/Thoughts") == good


def test_a_title_that_is_bold_in_parts_is_told():
    """It was pasted into itself, and nobody knows which half is meant."""
    title = TITLE.replace("**Talks**", "**Talks** **Talks**")
    assert told_of_events(f"{EVENT}\n{title}") == ["event-title"]
    text = f"### Europe\n\n{EVENT}\n{title}"
    assert fixed(text, section="Upcoming Events") == text
