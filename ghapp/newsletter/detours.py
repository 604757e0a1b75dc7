"""Addresses that take a detour: wrapped by a service, or on a host for telephones."""

from __future__ import annotations

import re

from ghapp.newsletter.addresses import host_of

# Services that only lead on, and the parameters that hold where to.
WRAPPERS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com": ("u",),
    "slack-redir.net/link": ("url",),
    "t.umblr.com/redirect": ("z",),
    "out.reddit.com": ("url",),
    "medium.com/r": ("url",),
    "linkedin.com/safety/go": ("url",),
    "linkedin.com/redir/redirect": ("url",),
    "youtube.com/redirect": ("q",),
    "steamcommunity.com/linkfilter": ("url", "u"),
    "vk.com/away.php": ("to",),
    "away.vk.com/away.php": ("to",),
    "exit.sc": ("url",),
    "duckduckgo.com/l": ("uddg",),
    "getpocket.com/redirect": ("url",),
    "disq.us": ("url",),
    "disq.us/url": ("url",),
    "deref-mail.com/mail/client": ("redirectUrl",),
    "safelinks.protection.outlook.com": ("url",),
}
SAFE_LINKS = re.compile(r"[\w-]+\.(?=safelinks\.protection\.outlook\.com$)")
WRAPPING_HOSTS = frozenset(key.partition("/")[0] for key in WRAPPERS)
SHORTENERS = frozenset(
    (
        *("bit.ly", "bitly.com", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "is.gd"),
        *("lnkd.in", "a.co", "amzn.to", "amzn.eu", "rb.gy", "cutt.ly", "tiny.cc", "dlvr.it"),
        *("ift.tt", "trib.al", "shorturl.at", "t.ly", "rebrand.ly", "rebrandly.com"),
    )
)

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
    "m.weibo.cn": "weibo.com",
}
REDDIT = re.compile(r"(?:old|new|sh|np|amp|i|m|[a-z]{2})\.reddit\.com")
MOBILE_WIKI = re.compile(r"([a-z-]{2,12})\.m\.((?:wik[a-z]{2,12})\.org)")
LINKEDIN_COUNTRY = re.compile(r"[a-z]{2}\.linkedin\.com")
GOOGLE_AMP = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp/|[\w-]+\.cdn\.ampproject\.org/[a-z]/)(s/)?"
    r"(?=[\w-]+\.)"
)
AMP_QUERY = re.compile(r"(?<=[?&])(?:amp(?:=1)?|outputType=amp)(?=[&#]|$)&?")
AMP_PATH = re.compile(r"(?<=[^/]/)amp/?(?=[?#]|$)")
LOCALE = re.compile(r"(https?://(?:www\.)?meetup\.com/)(?:[a-z]{2}-[A-Z]{2}|es)/(?=.)")
CODE_HOSTS = frozenset(("github.com", "gitlab.com", "crates.io", "docs.rs", "lib.rs"))


def is_short(url: str) -> bool:
    """Whether only a service knows where an address leads."""
    return host_of(url).removeprefix("www.") in SHORTENERS


def unwrapped(url: str) -> str:
    """The address that a wrapper leads to, where it stands in the wrapper's own address."""
    host = SAFE_LINKS.sub("", host_of(url).removeprefix("www."))
    if host not in WRAPPING_HOSTS:
        return url
    from urllib.parse import parse_qs, urlsplit

    try:
        parts = urlsplit(url)
        names = WRAPPERS.get((host + parts.path).rstrip("/"), ())
        values = parse_qs(parts.query) if names else {}
    except ValueError:
        return url
    for name in names:
        target = values.get(name, [""])[0]
        if target.startswith(("https://", "http://")) and not re.search(r"[\s()<>]", target):
            return target
    return url


def without_detour(url: str) -> str:
    """An address on the page's usual host, in its usual form: no telephones, no AMP, no locale."""
    amp = GOOGLE_AMP.match(url)
    if amp:
        return ("https://" if amp[1] else "http://") + url[amp.end() :]
    host = host_of(url)
    usual = _usual(host)
    if usual != host:
        start = url.index("//") + 2
        url = (
            url[:start] + usual + url[start + len(host) :]
            if url[start:].lower().startswith(host)
            else url
        )
    if "amp" in url and host.removeprefix("www.") not in CODE_HOSTS:
        url = AMP_QUERY.sub("", url).rstrip("?&")
        path = AMP_PATH.search(url, url.index("//") + 2)
        if path and url.count("/", 0, path.start()) > 3 and "?" not in url[: path.start()]:
            url = url[: path.start()] + url[path.end() :]
    return LOCALE.sub(r"\1", url) if "meetup.com/" in url else url


def _usual(host: str) -> str:
    if host in USUAL_HOSTS:
        return USUAL_HOSTS[host]
    if REDDIT.fullmatch(host):
        return "www.reddit.com"
    if LINKEDIN_COUNTRY.fullmatch(host):
        return "www.linkedin.com"
    wiki = MOBILE_WIKI.fullmatch(host)
    return f"{wiki[1]}.{wiki[2]}" if wiki else host
