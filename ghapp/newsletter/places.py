"""Where an event is: one spelling for cities, countries, and events that are held online."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ghapp.newsletter.countries import (
    country_code,
    has_states,
    is_state,
    regions_of,
    state_code,
)


class Attendance(StrEnum):
    """How people take part."""

    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Location:
    """A place as written, the way it should be written, and what only its author can mend."""

    attendance: Attendance
    standard: str
    regions: tuple[str, ...]  # the regions that it may be listed in; none where nobody can say
    lacks: str = ""


VIRTUAL = re.compile(r"(?:virtual|online|remote|zoom)(?:[ \t]+event)?", re.IGNORECASE)
ONLINE = re.compile(r"(?:virtual|online|remote)[ \t]*[(\[,:-]?[ \t]*([^()\[\]]+?)[ \t]*[)\]]?", re.I)
IN_WORDS = re.compile(
    r"((?:hybrid[ \t]*[-:,]?[ \t]*)?\(?(?:(?:virtual|online)[ \t]*(?:and|\+|&|/)[ \t]*in[ -]?person"
    r"|in[ -]?person[ \t]*(?:and|\+|&|/)[ \t]*(?:virtual|online))\)?)[ \t]*\(?([^()]+?)\)?",
    re.IGNORECASE,
)
HYBRID = re.compile(r"hybrid[ \t]*[(\[:,-]?[ \t]*([^()\[\]]+?)[ \t]*[)\]]?", re.IGNORECASE)
PLUS = re.compile(
    r"(?:virtual|online)[ \t]*(?:\+|&|and)[ \t]*([^()]+)"
    r"|([^()]+?)[ \t]*(?:\+|&|and)[ \t]*(?:virtual|online)",
    re.IGNORECASE,
)
FIELDS = re.compile(r"[ \t]*,[ \t]*")
STATE_AND_COUNTRY = re.compile(r"([A-Z]{2,3})[ \t]+(US|CA|AU|USA)")
SEVERAL = re.compile(r"(?<=[A-Z]{2})[ \t]*(;|/)[ \t]*")
STATE = re.compile(r"[A-Z]{2,3}")  # Australia's are written with two letters and with three


@lru_cache(maxsize=2048)
def location_of(text: str) -> Location:
    """Read the place of an event."""
    if len(text) > 200:
        return Location(Attendance.IN_PERSON, text, (), "This place is too long to be one.")
    if VIRTUAL.fullmatch(text):
        return Location(Attendance.VIRTUAL, "Virtual", ())
    if match := IN_WORDS.fullmatch(text):
        place, regions, lacks = _places(match[2])
        words = match[1] if text.startswith(("Virtual and", "Hybrid")) else "Hybrid"
        return Location(Attendance.HYBRID, f"{words} ({place})", regions, lacks)
    if match := PLUS.fullmatch(text):
        place, regions, lacks = _places(match[1] or match[2])
        return Location(Attendance.HYBRID, f"Hybrid ({place})", regions, lacks)
    if match := HYBRID.fullmatch(text):
        place, regions, lacks = _places(match[1])
        return Location(Attendance.HYBRID, f"Hybrid ({place})", regions, lacks)
    if match := ONLINE.fullmatch(text):
        # For an event online, a continent or a time zone is place enough.
        place, regions, _ = _places(match[1])
        return Location(Attendance.VIRTUAL, f"Virtual ({place})", regions)
    place, regions, lacks = _places(text)
    return Location(Attendance.IN_PERSON, place, regions, lacks)


def _places(text: str) -> tuple[str, tuple[str, ...], str]:
    """One place or several: the standard spelling, the regions, and what is missing."""
    pieces = SEVERAL.split(text) if "," in text else [text]
    parts = [_place(piece.strip()) for piece in pieces[::2]]
    marks = [{"/": " / ", ";": "; "}[mark] for mark in pieces[1::2]]
    standard = "".join(
        part + mark for (part, _, _), mark in zip(parts, [*marks, ""], strict=True)
    )
    regions = tuple(dict.fromkeys(region for _, found, _ in parts for region in found))
    lacks = next((lack for _, _, lack in parts if lack), "")
    return standard, regions, lacks


def _place(text: str) -> tuple[str, tuple[str, ...], str]:
    fields = [field for field in FIELDS.split(text.strip()) if field]
    together = STATE_AND_COUNTRY.fullmatch(fields[-1]) if fields else None
    if together and len(fields) == 2:
        fields[-1:] = [together[1], together[2]]
    if len(fields) < 2:
        known = country_code(text.strip()) is not None
        return text, (), "" if known else "Name the city and the country: `City, CC`."
    country = country_code(fields[-1])
    if country is None:
        for larger in ("US", "CA"):
            if is_state(fields[-1], larger):
                return ", ".join([*fields, larger]), regions_of(larger), ""
        return ", ".join(fields), (), "End the place with its country's code of two letters."
    fields[-1] = country
    lacks = _state_in(fields, country) if has_states(country) else ""
    return ", ".join(fields), regions_of(country), lacks


def _state_in(fields: list[str], country: str) -> str:
    """Put the state's code into the fields, or say what is missing."""
    if len(fields) == 2:
        return f"Name the state too: `City, State, {country}`."
    state = state_code(fields[-2], country)
    if state is not None:
        fields[-2] = state
    elif not STATE.fullmatch(fields[-2]):
        return f"Write the state with its usual code: `City, State, {country}`."
    return ""
