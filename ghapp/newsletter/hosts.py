"""Hosts that show the same pages as another one: for telephones, or of another design."""

from __future__ import annotations

USUAL_HOSTS = {
    "m.youtube.com": "www.youtube.com",
    "mobile.twitter.com": "twitter.com",
    "m.twitter.com": "twitter.com",
    "mobile.x.com": "x.com",
    "m.facebook.com": "www.facebook.com",
    "mbasic.facebook.com": "www.facebook.com",
    "m.linkedin.com": "www.linkedin.com",
    "m.slashdot.org": "slashdot.org",
    "m.habr.com": "habr.com",
    "m.heise.de": "www.heise.de",
    "m.bilibili.com": "www.bilibili.com",
}
REDDITS = ("old", "new", "sh", "np", "amp", "i", "m")


def usual_host(host: str) -> str:
    """The host on which everybody sees the pages of a host."""
    if host in USUAL_HOSTS:
        return USUAL_HOSTS[host]
    first, _, rest = host.partition(".")
    if rest == "reddit.com" and (_is_country(first) or first in REDDITS):
        return "www.reddit.com"
    if rest == "linkedin.com" and _is_country(first):
        return "www.linkedin.com"
    if rest.startswith("m.wik") and rest.endswith(".org") and rest.count(".") == 2:
        return f"{first}.{rest.removeprefix('m.')}"  # Wikipedia and its sisters in one language
    return host


def _is_country(label: str) -> bool:
    return len(label) == 2 and label.isalpha()
