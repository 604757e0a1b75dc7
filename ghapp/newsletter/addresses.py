"""When two addresses are one page: tracking parameters and other spellings set aside."""

from __future__ import annotations

import re
from functools import lru_cache

import can_ada

# Seen in the newsletter, or documented by the services that add them.
TRACKING = re.compile(
    r"""utm_\w+ | mtm_\w+ | pk_(?:campaign|kwd|source|medium) | hsa_\w+ | _hs(?:enc|mi) | mc_[ce]id
    | fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | yclid | igshid | igsh | twclid
    | ttclid | li_fat_id | vero_id | oly_(?:anon|enc)_id | __s | ck_subscriber_id | s_cid
    | eventOrigin | recId | recSource | searchId""",
    re.VERBOSE,
)
# Parameters that mean something elsewhere: they track only on these hosts.
TRACKING_ON = (
    (r"(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com)$", {"si", "feature", "pp"}),
    (r"(?:^|\.)(?:twitter\.com|x\.com)$", {"s", "t", "ref_src", "ref_url"}),
    (
        r"(?:^|\.)(?:medium\.com|dev\.to|lu\.ma|luma\.com|producthunt\.com|substack\.com)$",
        {"source", "ref", "r", "triedRedirect", "showWelcomeOnShare", "sk", "tk"},
    ),
    (r"(?:^|\.)reddit\.com$", {"share_id", "rdt", "ref", "ref_source"}),
    (r"(?:^|\.)linkedin\.com$", {"trk", "trackingId", "rcm", "lipi"}),
    (r"(?:^|\.)eventbrite\.[a-z.]+$", {"aff", "ref"}),
)
REFERRER = re.compile(
    r"rust|reddit|twitter|this-?week|twir|hackernews|news\.ycombinator|mastodon|share|newsletter",
    re.IGNORECASE,
)


def tracks(host: str, name: str, value: str) -> bool:
    """Whether a query parameter of an address only tells where the click came from."""
    if TRACKING.fullmatch(name):
        return True
    if name in ("ref", "source") and REFERRER.search(value):
        return True
    return any(name in names and re.search(hosts, host) for hosts, names in TRACKING_ON)


def host_of(url: str) -> str:
    """The host of an address as written, in lower case, without port; empty if it has none."""
    match = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]+)", url)
    return match[1].lower() if match else ""


def without_tracking(url: str) -> str:
    """An address without its tracking parameters, every other byte as it was."""
    if "?" not in url:
        return url
    address, mark, fragment = url.partition("#")
    address, _, query = address.partition("?")
    host = host_of(url)
    kept = []
    for parameter in query.split("&"):
        name, _, value = parameter.partition("=")
        if not tracks(host, name, value):
            kept.append(parameter)
    if len(kept) == query.count("&") + 1:
        return url
    return address + ("?" + "&".join(kept) if any(kept) else "") + mark + fragment


@lru_cache(maxsize=65536)
def canonical(url: str) -> str | None:
    """What two spellings of one page have in common; None for what is no web address.

    Scheme, `www.`, a final slash, tracking parameters, the order of the rest and a fragment do
    not make another page. A fragment that is a path (`#/`, `#!`) does.
    """
    try:
        parsed = can_ada.parse(without_tracking(url.strip()))
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:"):
        return None
    host = parsed.host.removeprefix("www.")
    path = parsed.pathname.rstrip("/")
    query = "&".join(sorted(filter(None, parsed.search[1:].split("&")))) if parsed.search else ""
    fragment = parsed.hash if parsed.hash.startswith(("#/", "#!")) else ""
    if host == "youtu.be":
        host, query, path = (
            "youtube.com",
            "&".join(filter(None, [f"v={path[1:]}", query])),
            "/watch",
        )
    return f"{host}{path}" + (f"?{query}" if query else "") + fragment
