"""Hosts that show the same pages as another one: for telephones, or of another design."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

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
REDDIT = pattern(r"(?:old|new|sh|np|amp|i|m|[a-z]{2})\.reddit\.com")
LINKEDIN_COUNTRY = pattern(r"[a-z]{2}\.linkedin\.com")
MOBILE_WIKI = pattern(r"([a-z-]{2,12})\.m\.(wik[a-z]{2,12}\.org)")


def usual_host(host: str) -> str:
    """The host on which everybody sees the pages of a host."""
    if host in USUAL_HOSTS:
        return USUAL_HOSTS[host]
    if host.endswith(".reddit.com") and REDDIT.fullmatch(host):
        return "www.reddit.com"
    if host.endswith(".linkedin.com") and LINKEDIN_COUNTRY.fullmatch(host):
        return "www.linkedin.com"
    wiki = MOBILE_WIKI.fullmatch(host) if ".m.wik" in host else None
    return f"{wiki[1]}.{wiki[2]}" if wiki else host
