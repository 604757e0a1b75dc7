"""Places of events: one spelling for cities, states and countries."""

from __future__ import annotations

from collections import namedtuple
from enum import StrEnum

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.countries import (
    REGIONS,
    STATES,
    country_code,
    has_states,
    nearest_state,
    regions_of,
    state_code,
)
from ghapp.newsletter.patterns import pattern


class Attendance(StrEnum):
    """How people take part."""

    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class Location(
    namedtuple(
        "Location",
        ("standard", "regions", "lacks", "wrong", "surplus", "attendance"),
        defaults=((), "", "", "", Attendance.IN_PERSON),
    )
):
    """A place as it should be written, and what only its author can say."""

    standard: str
    regions: tuple[str, ...]  # that it may be listed in; none where nobody can say
    lacks: str
    wrong: str  # a state that the country does not have
    surplus: str  # a state where none is named
    attendance: Attendance

    __slots__ = ()


# A name begins with a letter; what else may stand in it, there are cities for.
NAME = pattern(r"['’]?[^\W_](?:[^\W_]|[ \t.'’&/()+–-])*(?<![-&/+–(])")
BETWEEN_WORDS = str.maketrans("", "", " .,'’/-")
SEVERAL = pattern(r"(?<=[A-Z]{2})[ \t]*(;|/)[ \t]*")
GEORGIA = "Georgia"  # in the United States, or a country
LONGEST_COUNTRY_CODE = 3  # letters: SGP
LONGEST_CODE = 4  # letters of a region's code: CDMX
CITY_AND_COUNTRY = "Name the city and the country: `City, CC`."


def places_of(text: str, region: str) -> Location:
    """One place or several, as in `City, CC / City, CC`.

    Args:
        text: the place as written, in which nothing says that it is online.
        region: the region that it is listed under, which tells states from countries.

    """
    if "," not in text or not ("/" in text or ";" in text):
        return _place(text, region)
    pieces = SEVERAL.split(text)
    if any(country_code(piece.strip(" \t,")) for piece in pieces[::2]):  # of no city
        return Location(text, wrong=CITY_AND_COUNTRY)
    places = [_place(_with_comma(piece.strip()), region) for piece in pieces[::2]]
    marks = [{"/": " / ", ";": "; "}[mark] for mark in pieces[1::2]]
    joined = zip(places, [*marks, ""], strict=True)
    return Location(
        "".join(place.standard + mark for place, mark in joined),
        tuple(dict.fromkeys(region for place in places for region in place.regions)),
        next((place.lacks for place in places if place.lacks), ""),
        next((place.wrong for place in places if place.wrong), ""),
        next((place.surplus for place in places if place.surplus), ""),
    )


def _with_comma(text: str) -> str:
    """One of several places, with the comma before its country that may be missing: `London UK`."""
    city, _, code = text.rpartition(" ")
    is_bare = "," not in text and code.isupper() and country_code(code) is not None
    return f"{city.rstrip()}, {code}" if city and is_bare else text


def _place(text: str, region: str) -> Location:
    return _usual_place(text, region) or _any_place(text, region)


def _usual_place(text: str, region: str) -> Location | None:
    """A place as nearly all are written: `City, CC`, with the state where there are any."""
    city, *states = text.split(", ")
    code = states.pop() if states else ""
    regions = regions_of(code)
    if not regions or (region and region not in regions) or country_code(code) != code:
        return None
    states_due = STATES.get(code, ())
    is_due = len(states) == 1 and states[0] in states_due if states_due else not states
    is_usual = is_due and "," not in city and has_letters_only(city)
    return Location(text, regions) if is_usual else None


def _any_place(text: str, region: str) -> Location:
    fields = [field.strip() for field in text.split(",") if field.strip()]
    if len(fields) == 2 and len(words := fields[1].split()) == 2:
        country = country_code(words[1])
        if country in STATES and state_code(words[0], country):
            fields[1:] = words
    if len(fields) < 2:
        code = country_code(text.strip(" ,"))
        is_code = code is not None and len(fields[0]) <= LONGEST_COUNTRY_CODE
        known = (text.isupper() or code is not None) and not is_code  # EU/UK, or Singapore
        return Location(text, lacks="" if known else CITY_AND_COUNTRY)
    country = country_code(fields[-1])
    is_here = country is not None and region in regions_of(country)
    federation = None if is_here else _federation(fields, region)
    if federation is not None:
        return _without_country(fields, federation, country)
    if country is None:
        lacks = "End the place with its country's code of two letters."
        return Location(", ".join(fields), lacks=lacks)
    fields[-1] = country
    return _in_country(fields, country)


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


def _without_country(fields: list[str], federation: str, country: str | None) -> Location:
    """A city and its state; some states have the code of a country elsewhere."""
    city, state = fields[0], state_code(fields[1], federation) or fields[1]
    regions = regions_of(federation)
    if country is not None:
        lacks = f"Name the country too: is it `{city}, {state}, {federation}`?"
        return Location(", ".join(fields), regions, lacks)
    return Location(f"{city}, {state}, {federation}", regions)


def _in_country(fields: list[str], country: str) -> Location:
    """A place whose country is known: three have states, which are named there and only there."""
    regions = regions_of(country)
    written = fields[-2]
    if not all(map(_is_name, fields)) or _is_open(fields):
        return Location(", ".join(fields), regions, wrong=f"Write the place as `City, {country}`.")
    if not has_states(country):
        is_code = written.isupper() and written.isalpha() and len(written) <= LONGEST_CODE
        if len(fields) == 3 and (is_code or written == country):
            return Location(f"{fields[0]}, {country}", regions, surplus=written)
        return Location(", ".join(fields), regions)
    if len(fields) == 2 and written.isupper() and state_code(written, country) == written:
        lacks = f"Name the city too: `City, {written}, {country}`."
        return Location(", ".join(fields), regions, lacks)
    if len(fields) == 2:
        also = ", or `City, CA, US`" if country == "CA" else ""  # California is as likely
        lacks = f"Name the state too: `City, State, {country}`{also}."
        return Location(", ".join(fields), regions, lacks)
    if state := state_code(written, country) or nearest_state(written, country):
        fields[-2] = state
        return Location(", ".join(fields), regions)
    wrong = f"{code_span(written)} is no state's code: write `City, State, {country}`."
    return Location(", ".join(fields), regions, wrong=wrong)


def _is_name(field: str) -> bool:
    """Whether a text may be the name of a place."""
    return has_letters_only(field) or NAME.fullmatch(field) is not None


def has_letters_only(text: str) -> bool:
    """Whether a text is words with usual signs between them, as nearly all names of places are."""
    is_enclosed = text[:1].isalpha() and text[-1:].isalpha()
    return is_enclosed and " -" not in text and text.translate(BETWEEN_WORDS).isalpha()


def _is_open(fields: list[str]) -> bool:
    """Whether a parenthesis lacks its other half."""
    text = " ".join(fields)
    return text.count("(") != text.count(")") or text.find(")") < text.find("(")
