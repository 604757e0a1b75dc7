"""Where an event is: one spelling for cities, countries, and events that are held online."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from ghapp.newsletter.countries import (
    REGIONS,
    STATES,
    country_code,
    has_states,
    regions_of,
    state_code,
)
from ghapp.newsletter.patterns import pattern
from ghapp.records import record


class Attendance(StrEnum):
    """How people take part."""

    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


@record
class Location:
    """A place as written, the way it should be written, and what only its author can mend."""

    attendance: Attendance
    standard: str
    regions: tuple[str, ...]  # the regions that it may be listed in; none where nobody can say
    lacks: str = ""


VIRTUAL = pattern(r"(?i)(?:virtual|online|remote|zoom)(?:[ \t]+event)?")
ONLINE = pattern(r"(?i)(?:virtual|online|remote)[ \t]*[(\[,:-]?[ \t]*([^()\[\]]+?)[ \t]*[)\]]?")
IN_WORDS = pattern(
    r"(?i)((?:hybrid[ \t]*[-:,]?[ \t]*)?"
    r"\(?(?:(?:virtual|online)[ \t]*(?:and|\+|&|/)[ \t]*in[ -]?person"
    r"|in[ -]?person[ \t]*(?:and|\+|&|/)[ \t]*(?:virtual|online))\)?)[ \t]*\(?([^()]+?)\)?"
)
HYBRID = pattern(r"(?i)hybrid[ \t]*[(\[:,-]?[ \t]*([^()\[\]]+?)[ \t]*[)\]]?")
PLUS = pattern(
    r"(?i)(?:virtual|online)[ \t]*(?:\+|&|and)[ \t]*([^()]+)"
    r"|([^()]+?)[ \t]*(?:\+|&|and)[ \t]*(?:virtual|online)"
)
STATE_AND_COUNTRY = pattern(r"([A-Z]{2,3})[ \t]+(US|CA|AU|USA)")
GEORGIA = "Georgia"  # in the United States, or a country
ONLINE_WORDS = ("virtual", "online", "remote", "zoom", "hybrid", "in-person", "in person")
SEVERAL = pattern(r"(?<=[A-Z]{2})[ \t]*(;|/)[ \t]*")
STATE = pattern(r"[A-Z]{2,3}")  # Australia's are written with two letters and with three


@lru_cache(maxsize=2048)
def location_of(text: str, region: str = "") -> Location:
    """Read the place of an event.

    Args:
        text: the place as written.
        region: the region that it is listed under, which tells states from countries.

    """
    if len(text) > 200:
        return Location(Attendance.IN_PERSON, text, (), "This place is too long to be one.")
    lower = text.casefold()
    if lower.startswith(ONLINE_WORDS) or lower.endswith(("virtual", "online")):
        return _partly_online(text, region)
    place, regions, lacks = _places(text, region)
    return Location(Attendance.IN_PERSON, place, regions, lacks)


def _partly_online(text: str, region: str) -> Location:
    """Read the place of an event that takes place online, or there too."""
    if text.startswith("Virtual (") and text.find(")") == len(text) - 1:
        place, regions, _ = _places(text[9:-1].strip(), region)
        return Location(Attendance.VIRTUAL, f"Virtual ({place})", regions)
    if VIRTUAL.fullmatch(text):
        return Location(Attendance.VIRTUAL, "Virtual", ())
    for form in (IN_WORDS, PLUS, HYBRID):
        if match := form.fullmatch(text):
            *words, place = (group for group in match.groups() if group)
            place, regions, lacks = _places(place, region)
            kind = words[0] if words and text.startswith(("Virtual and", "Hybrid")) else "Hybrid"
            return Location(Attendance.HYBRID, f"{kind} ({place})", regions, lacks)
    match = ONLINE.fullmatch(text)
    if match is None:
        return Location(Attendance.IN_PERSON, text, (), "")
    # For an event online, a continent or a time zone is place enough.
    place, regions, _ = _places(match[1], region)
    return Location(Attendance.VIRTUAL, f"Virtual ({place})", regions)


def _places(text: str, region: str) -> tuple[str, tuple[str, ...], str]:
    """One place or several: the standard spelling, the regions, and what is missing."""
    several = "," in text and ("/" in text or ";" in text)
    pieces = SEVERAL.split(text) if several else [text]
    parts = [_place(piece.strip(), region) for piece in pieces[::2]]
    marks = [{"/": " / ", ";": "; "}[mark] for mark in pieces[1::2]]
    standard = "".join(part + mark for (part, _, _), mark in zip(parts, [*marks, ""], strict=True))
    regions = tuple(dict.fromkeys(region for _, found, _ in parts for region in found))
    lacks = next((lack for _, _, lack in parts if lack), "")
    return standard, regions, lacks


def _place(text: str, region: str) -> tuple[str, tuple[str, ...], str]:
    fields = [field.strip() for field in text.split(",") if field.strip()]
    together = STATE_AND_COUNTRY.fullmatch(fields[-1]) if len(fields) == 2 else None
    if together:
        fields[-1:] = [together[1], together[2]]
    if len(fields) < 2:
        known = "/" in text or country_code(text.strip()) is not None
        return text, (), "" if known else "Name the city and the country: `City, CC`."
    country = country_code(fields[-1])
    is_here = country is not None and region in regions_of(country)
    federation = None if is_here else _federation(fields, region)
    if federation is not None and country is not None:
        return ", ".join(fields), regions_of(federation), _which(fields, federation)
    if federation is not None:
        fields[-1:] = [state_code(fields[-1], federation) or fields[-1], federation]
        return ", ".join(fields), regions_of(federation), ""
    if country is None:
        return ", ".join(fields), (), "End the place with its country's code of two letters."
    fields[-1] = country
    lacks = _state_in(fields, country) if has_states(country) else ""
    return ", ".join(fields), regions_of(country), lacks


def _federation(fields: list[str], region: str) -> str | None:
    """The country whose state stands alone behind a city, where the region leaves only one."""
    if len(fields) != 2:
        return None
    of = [country for country in STATES if state_code(fields[1], country) is not None]
    there = [country for country in of if region in regions_of(country)]
    found = there if region in REGIONS else of
    if not there and country_code(fields[1]) is not None and fields[1] != GEORGIA:
        return None
    return found[0] if len(found) == 1 else None


def _which(fields: list[str], federation: str) -> str:
    """What to ask where two letters are a state here and a country elsewhere."""
    state = state_code(fields[1], federation)
    return f"Name the country too: is it `{fields[0]}, {state}, {federation}`?"


def _state_in(fields: list[str], country: str) -> str:
    """Put the state's code into the fields, or say what is missing."""
    if len(fields) == 2 and country == "CA":  # California is as likely
        return "Name the state and the country: `City, State, CA`, or `City, CA, US`."
    if len(fields) == 2:
        return f"Name the state too: `City, State, {country}`."
    state = state_code(fields[-2], country)
    if state is not None:
        fields[-2] = state
    elif not STATE.fullmatch(fields[-2]):
        return f"Write the state with its usual code: `City, State, {country}`."
    return ""
