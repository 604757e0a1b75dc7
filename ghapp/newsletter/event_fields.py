"""The fields of an event, told apart whatever stands between them, and joined by bars."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ghapp.newsletter.events import Event

DAY = r"\d{4}-\d\d-\d\d"
GAP = r"(?:[ \t]*[|,:–—-]+[ \t]*|[ \t]+)"
# An event whose fields are plain, whatever stands between them.
FIELDS = pattern(
    rf"({DAY}(?:[ \t]+(?:-|–|—|to)[ \t]+{DAY})?){GAP}"
    r"([^\W\d_][^\[\]()|,\d]{1,40}(?:,[ \t]*[A-Z]{2,3}){1,2}"
    rf"|(?:Virtual|Hybrid)(?:[ \t]+\([^\[\]()|]{{1,80}}\))?){GAP}"
    r"(\[(?!\*)[^\[\]]{1,500}\]\([^()\s]{1,500}\))[ \t]*$"
)
OF_A_GROUP = ("rust", "meet", "group")  # no part of a place's name
SIGNS = ":–—-.,;*\"'!/<>#"


def with_bars(line: str, event: Event) -> str:
    """The fields of an event with bars between them; empty where nobody can tell them apart."""
    if event.is_whole and event.place and event.groups:
        group = event.groups.text.rstrip("| \t")
        is_link = group.startswith("[") and group.count("[") == group.count("]")
        as_it_was = line.count("|", event.at, event.groups.at) == 2
        texts = (event.written_days.text, event.place.text, group)
        return " | ".join(texts) if is_link or as_it_was else ""
    plain = FIELDS.match(line, event.at)
    if plain is None or any(word in plain[2].casefold() for word in OF_A_GROUP):
        return ""
    return " | ".join(plain.groups())


def has_stray_sign(event: Event) -> bool:
    """Whether a stray sign stands before the groups: `|- [Group](address)`."""
    return event.groups is not None and event.groups.text[0] in SIGNS


def is_one_group(event: Event) -> bool:
    """Whether its groups are one link and nothing else."""
    text = event.groups.text if event.groups else " "
    return text[0] == "[" and text[-1] == ")" and text.count("[") == text.count(")") == 1
