"""Countries by their ISO 3166 codes, the region that the newsletter lists each in, and states."""

from __future__ import annotations

CODES_BY_REGION = {
    "Africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE "
        "KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST "
        "SZ TD TG TN TZ UG YT ZA ZM ZW"
    ),
    "Asia": (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IO IQ IR JO JP KG KH KP KR "
        "KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA RU SA SG SY TH TJ TL TM "
        "TR TW UZ VN YE"
    ),
    "Europe": (
        "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI "
        "GR HR HU IE IM IS IT JE KZ LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS "
        "RU SE SI SJ SK SM TR UA UK VA XK"
    ),
    "North America": (
        "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY "
        "LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI"
    ),
    "Oceania": (
        "AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
    "South America": "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
}
REGIONS = tuple(CODES_BY_REGION)


def _regions_by_code() -> dict[str, tuple[str, ...]]:
    """The regions of each country: some may be listed in two."""
    found: dict[str, tuple[str, ...]] = {}
    for region, codes in CODES_BY_REGION.items():
        for code in codes.split():
            found[code] = (*found.get(code, ()), region)
    return found


REGIONS_BY_CODE = _regions_by_code()
# All of ISO 3166-2: the United States' outlying areas are among them.
STATE_CODES = {
    "US": (
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS "
        "MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV "
        "WI WY DC PR GU AS MP UM VI"
    ),
    "CA": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
    "AU": "ACT NSW NT QLD SA TAS VIC WA",
}
STATES = {country: frozenset(codes.split()) for country, codes in STATE_CODES.items()}
# What people write for a country that the list of ISO 3166 does not know.
OTHER_NAMES = {
    "gb": "UK",
    "gbr": "UK",
    "u.k.": "UK",
    "great britain": "UK",
    "united kingdom": "UK",
    "england": "UK",
    "scotland": "UK",
    "wales": "UK",
    "northern ireland": "UK",
    "u.s.": "US",
    "u.s.a.": "US",
    "america": "US",
    "aus": "AU",
    "russia": "RU",
    "turkey": "TR",
    "the netherlands": "NL",
    "holland": "NL",
    "deutschland": "DE",
    "españa": "ES",
    "brasil": "BR",
    "korea": "KR",
}


def regions_of(country: str) -> tuple[str, ...]:
    """The regions that a country may be listed in; none for what is no country's code."""
    return REGIONS_BY_CODE.get(country, ())


def has_states(country: str) -> bool:
    """Whether the newsletter names the state along with this country."""
    return country in STATES


def country_code(name: str) -> str | None:
    """The code of a country by its code or name; None for what is no country."""
    upper, key = name.upper(), name.casefold()
    if key in OTHER_NAMES:
        return OTHER_NAMES[key]
    if regions_of(upper):
        return upper
    if len(key) < 3 or any(mark in key for mark in "+&/()|;:"):
        return None
    import pycountry

    try:
        code = str(pycountry.countries.lookup(key).alpha_2)
    except LookupError:
        return None
    return "UK" if code == "GB" else code


def state_code(name: str, country: str) -> str | None:
    """The code of a state by its code, which may have dots, or name; None for what is none."""
    code = name.upper().replace(".", "")
    if code in STATES[country]:
        return code
    if len(name) < 4:
        return None
    import pycountry

    for state in pycountry.subdivisions.get(country_code=country):  # type: ignore[no-untyped-call]
        if state.name.casefold() == name.casefold():
            return str(state.code.partition("-")[2])
    return None


def nearest_state(code: str, country: str) -> str | None:
    """The only state whose code goes on after these letters, or has them in another order."""
    states = STATES[country]
    longer = [state for state in states if state.startswith(code.upper())]
    near = longer or [state for state in states if sorted(state) == sorted(code.upper())]
    return near[0] if len(near) == 1 else None
