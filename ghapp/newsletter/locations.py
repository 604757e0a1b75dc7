"""Where an event is held, as it should be written: in a place, online, or both."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.places import (
    CITY_AND_COUNTRY,
    Attendance,
    Location,
    has_letters_only,
    places_of,
)

HELD = r"(?:hybrid|virtual|online|remote|zoom|in[ -]?person)(?:[ \t]+event)?"
MARK = r"(?:\band\b|[-+&/:,(])"
PARTLY_ONLINE = pattern(
    rf"(?i)\(?({HELD}(?:[ \t]*{MARK}?[ \t]*{HELD})*)\)?"
    rf"[ \t]*({MARK}?)[ \t]*[(\[]?[ \t]*([^()\[\]]*?)[ \t]*[)\]]*"
)
ONLINE_TOO = pattern(
    r"(?i)([^()]+?)[ \t]*(?:(?:[+&]|\band\b)[ \t]*(?:virtual|online)"
    r"|[-+&/:,][ \t]*(?:virtual|online)[ \t]*(?:[-+&/,]|\band\b)[ \t]*in[ -]?person)"
)
USUAL = ("Virtual (", "Hybrid (")
BOTH = ("+", "&", "and")
ONLINE_WORDS = ("virtual", "online", "remote", "zoom", "hybrid", "in-person", "in person", "(")
BRACKETS = frozenset("()[]")
NO_NAME = pattern(r"[<>!\"\\#*_`]|(?:^|[ ,])[-:](?=[ \w])|/ *$")  # in no name of a place
LONGEST = 200  # characters


def location_of(text: str, region: str = "") -> Location:
    """Read the place of an event.

    Args:
        text: the place as written.
        region: the region that it is listed under, which tells states from countries.

    """
    if len(text) > LONGEST:
        return Location(text, lacks="This place is too long to be one.")
    if text.startswith(USUAL) and (where := _place_in_brackets(text)):
        words = text.partition(" (")[0]
        return _partly_online(text, words, words == "Hybrid", places_of(where, region))
    lower = text.casefold()
    if lower.startswith(ONLINE_WORDS) and (match := PARTLY_ONLINE.fullmatch(text)):
        words, mark, where = match.groups()
        is_both = "hybrid" in words.casefold() or mark.casefold() in BOTH
        return _partly_online(text, words, is_both, places_of(where, region) if where else None)
    if lower.endswith(("virtual", "online", "person")) and (match := ONLINE_TOO.fullmatch(text)):
        return _partly_online(text, "", True, places_of(match[1], region))
    return places_of(text, region)


def _place_in_brackets(text: str) -> str:
    """What stands in the brackets that end a text; empty where they hold more than a place."""
    inside = text.partition("(")[2][:-1]
    is_place = inside.strip() == inside and BRACKETS.isdisjoint(inside)
    is_place = is_place and not inside.casefold().startswith(ONLINE_WORDS)
    return inside if is_place and text.endswith(")") else ""


def _partly_online(text: str, words: str, is_both: bool, place: Location | None) -> Location:
    """The place of an event that is held online, or there too."""
    in_person = "person" in words.casefold()
    if place is None:
        if in_person or is_both:
            return Location(text, lacks=CITY_AND_COUNTRY, attendance=Attendance.HYBRID)
        return Location("Virtual", attendance=Attendance.VIRTUAL)
    if in_person or is_both:
        kept = in_person and "(" not in words and text.startswith(("Virtual and", "Hybrid"))
        standard = f"{words if kept else 'Hybrid'} ({place.standard})"
        return place._replace(standard=standard, attendance=Attendance.HYBRID)
    # For an event online, a continent or a time zone is place enough.
    standard = f"Virtual ({place.standard})"
    if not has_letters_only(place.standard) and NO_NAME.search(place.standard):
        wrong = "Write the place as `Virtual (City, CC)`."
        return place._replace(standard=text, wrong=wrong, attendance=Attendance.VIRTUAL)
    return place._replace(standard=standard, lacks="", attendance=Attendance.VIRTUAL)
