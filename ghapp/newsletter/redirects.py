"""Addresses that are not a page's own: wrapped by a service, or on a host for telephones."""

from __future__ import annotations

from ghapp.newsletter.addresses import without_parameters
from ghapp.newsletter.hosts import usual_host
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import is_whole_address

SAFE_LINKS = "safelinks.protection.outlook.com"  # below it, a host for each part of the world
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
    SAFE_LINKS: ("url",),
}
WRAPPING_HOSTS = frozenset(key.partition("/")[0] for key in WRAPPERS)
SHORTENERS = frozenset(
    (
        *("bit.ly", "bitly.com", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "is.gd"),
        *("lnkd.in", "a.co", "amzn.to", "amzn.eu", "rb.gy", "cutt.ly", "tiny.cc", "dlvr.it"),
        *("ift.tt", "trib.al", "shorturl.at", "t.ly", "rebrand.ly", "rebrandly.com"),
    )
)

GOOGLE_AMP = pattern(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp/|[\w-]+\.cdn\.ampproject\.org/[a-z]/)(s/)?"
    r"(?=[\w-]+\.)"
)
AMP_PARAMETERS = (("amp", ""), ("amp", "1"), ("outputType", "amp"))
AMP_PATH = pattern(r"(?<=[^/]/)amp/?(?=[?#]|$)")
MEETUP_STARTS = ("https://www.", "https://", "http://www.", "http://")
CODE_HOSTS = frozenset(("github.com", "gitlab.com", "crates.io", "docs.rs", "lib.rs", "amp.dev"))


def is_short(url: str, host: str) -> bool:
    """Whether only a service knows where an address leads; that of a map is the map's own."""
    return host.removeprefix("www.") in SHORTENERS and "//goo.gl/maps/" not in url


def unwrapped(url: str, host: str) -> str:
    """The address that a wrapper leads to, where it stands in the wrapper's own address."""
    host = host.removeprefix("www.")
    if host.endswith(f".{SAFE_LINKS}"):
        host = SAFE_LINKS
    if host not in WRAPPING_HOSTS or "=" not in url:
        return url
    address, _, query = url.partition("#")[0].partition("?")
    path = address.partition("//")[2].partition("/")[2]
    names = WRAPPERS.get(f"{host}/{path}".rstrip("/"), ())
    if not names:
        return url
    from urllib.parse import parse_qs

    try:
        values = parse_qs(query)
    except ValueError:
        return url
    for name in names:
        target = values.get(name, [""])[0]
        if is_whole_address(target):
            return target
    return url


def differ_by_locale(url: str, usual: str) -> bool:
    """Whether two addresses show one page, its surroundings in two languages."""
    return _without_locale(url) == usual


def with_canonical_host(url: str, host: str) -> str:
    """An address on the page's usual host, in its usual form: no telephones, no AMP, no locale."""
    amp = GOOGLE_AMP.match(url) if "/amp/" in url or "ampproject" in url else None
    if amp:
        return ("https://" if amp[1] else "http://") + url[amp.end() :]
    usual = usual_host(host)
    if usual != host:
        start = url.lower().index(host, url.index("//"))
        url = url[:start] + usual + url[start + len(host) :]
    if host and "amp" in url and host.removeprefix("www.") not in CODE_HOSTS:
        url = without_parameters(url, lambda name, value: (name, value) in AMP_PARAMETERS)
        path = AMP_PATH.search(url, url.index("//") + 2) if "/amp" in url else None
        if path and url.count("/", 0, path.start()) > 3 and "?" not in url[: path.start()]:
            url = url[: path.start()] + url[path.end() :]
    return _without_locale(url)


def _without_locale(url: str) -> str:
    start, site, path = url.partition("meetup.com/")
    locale, _, rest = path.partition("/")
    if not rest or not (locale == "es" or _is_locale(locale)) or start not in MEETUP_STARTS:
        return url
    return start + site + rest


def _is_locale(text: str) -> bool:
    """Whether a text is a language and a country: `de-DE`."""
    language, _, country = text.partition("-")
    return len(language) == len(country) == 2 and (language + country).isalpha()
