"""Other spellings of an address: wrappers, mobile hosts and typing errors, written out plainly."""

from __future__ import annotations

import re

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ODD_SCHEME = re.compile(
    r"(?!https?://[^/:])(?:h{0,3}t{1,4}p{1,3}(s{0,3}))[ ]?(?::[;:]?|;|\.(?=//)|(?=//))[ ]?/*(?=[^\s/])",
    re.IGNORECASE,
)
DOUBLED_SCHEME = re.compile(r"https?:/{0,3}(?=https?(?::/|//))", re.IGNORECASE)
BARE_HOST = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+){1,5}|[\w-]+(?:\.[\w-]+){0,5}\.[a-z]{2,12}(?=/))(?![\w.-])",
    re.IGNORECASE,
)

# Where services that only lead on hold the address they lead to.
WRAPPERS: dict[str, tuple[str, ...]] = {
    "www.google.com/url": ("q", "url"),
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "slack-redir.net/link": ("url",),
    "t.umblr.com/redirect": ("z",),
    "out.reddit.com/": ("url",),
    "medium.com/r/": ("url",),
    "medium.com/r": ("url",),
    "www.linkedin.com/safety/go": ("url",),
    "www.linkedin.com/redir/redirect": ("url",),
    "www.youtube.com/redirect": ("q",),
    "steamcommunity.com/linkfilter/": ("url", "u"),
    "href.li/": (),
    "vk.com/away.php": ("to",),
    "away.vk.com/away.php": ("to",),
    "exit.sc/": ("url",),
    "duckduckgo.com/l/": ("uddg",),
    "www.bing.com/ck/a": (),
    "getpocket.com/redirect": ("url",),
    "disq.us/url": ("url",),
    "disq.us/": ("url",),
    "deref-mail.com/mail/client": ("redirectUrl",),
    "urldefense.proofpoint.com/v1/url": ("u",),
}
SAFE_LINKS = ".safelinks.protection.outlook.com"
SHORTENERS = frozenset(
    "bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in a.co amzn.to amzn.eu rb.gy cutt.ly"
    " tiny.cc dlvr.it ift.tt trib.al shorturl.at t.ly rebrand.ly bitly.com shorturl.com".split()
)

HOSTS = {
    "m.youtube.com": "www.youtube.com",
    "music.youtube.com": "music.youtube.com",
    "mobile.twitter.com": "twitter.com",
    "m.twitter.com": "twitter.com",
    "mobile.x.com": "x.com",
    "old.reddit.com": "www.reddit.com",
    "new.reddit.com": "www.reddit.com",
    "sh.reddit.com": "www.reddit.com",
    "np.reddit.com": "www.reddit.com",
    "amp.reddit.com": "www.reddit.com",
    "i.reddit.com": "www.reddit.com",
    "m.reddit.com": "www.reddit.com",
    "m.facebook.com": "www.facebook.com",
    "mbasic.facebook.com": "www.facebook.com",
    "touch.facebook.com": "www.facebook.com",
    "m.vk.com": "vk.com",
    "m.slashdot.org": "slashdot.org",
    "m.habr.com": "habr.com",
    "m.imdb.com": "www.imdb.com",
    "m.heise.de": "www.heise.de",
    "m.dw.com": "www.dw.com",
    "m.bilibili.com": "www.bilibili.com",
    "touch.linkedin.com": "www.linkedin.com",
}
OTHER_HOST = re.compile(r"(https?)://([\w.-]+)(?=[/?#:]|$)", re.IGNORECASE)
MOBILE_WIKI = re.compile(r"([a-z-]{2,12})\.m\.(wik(?:ipedia|tionary|ibooks|idata|iversity)\.org)")
LINKEDIN_COUNTRY = re.compile(r"[a-z]{2}\.linkedin\.com")
GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(?=[\w-]+\.)")
AMP_CACHE = re.compile(r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(?=[\w-]+\.)")
AMP_QUERY = re.compile(r"(?<=[?&])(?:amp(?:=1)?|outputType=amp)(?:&|(?=#|$))")
AMP_PATH = re.compile(r"(https?://[^/?#]+/[^?#]*[^/?#]/)amp/?(?=[?#]|$)")
LOCALE = re.compile(r"(https?://(?:www\.)?meetup\.com/)(?:[a-z]{2}-[A-Z]{2}|es)/(?=.)")
CODE_HOSTS = ("github.com", "gitlab.com", "crates.io", "docs.rs", "lib.rs", "codeberg.org")

PLACEHOLDER_HOST = re.compile(
    r"https?://(?:[^/?#@]*@)?(?:(?:[\w-]+\.)*(?:example\.(?:com|org|net)|localhost|invalid)"
    r"|127(?:\.\d{1,3}){3}|0\.0\.0\.0|192\.168(?:\.\d{1,3}){2}|10(?:\.\d{1,3}){3}|\[::1?\]"
    r"|(?:www\.)?(?:your|my)-?_?(?:blog|site|domain|website|project)\.\w+)(?=[:/?#]|$)",
    re.IGNORECASE,
)
TEMPLATE_WORD = re.compile(
    r"your[-_]?(?:user[-_]?name|github[-_]?(?:user)?name|org(?:ani[sz]ation)?[-_]?name|repo(?:sitory)?)"
    r"(?![a-z])|INSERT[-_ ]?(?:LINK|URL)|(?:LINK|URL)[-_]?(?:GOES[-_]?)?HERE|REDDIT_LINK"
    r"|<[a-z][\w -]{1,30}>|\$\{?[a-z_]{3,30}",
    re.IGNORECASE,
)
NOTHING = frozenset({"#", "url", "link", "todo", "tbd", "tba", "address", "https://", "http://"})


def is_placeholder(url: str) -> bool:
    """Whether an address was left from a template, or leads to the author's own machine."""
    if url.lower().strip("<>.…") in NOTHING:
        return True
    if PLACEHOLDER_HOST.match(url):
        return True
    return TEMPLATE_WORD.search(url[:300]) is not None


def with_scheme(url: str) -> str | None:
    """An address whose scheme is missing or odd, as it was meant; the same where it is well.

    None where nobody can say what was meant.
    """
    if DOUBLED_SCHEME.match(url):
        while match := DOUBLED_SCHEME.match(url):
            url = url[match.end() :]
        return with_scheme(url)
    odd = ODD_SCHEME.match(url)
    if odd:
        plain = odd[0].lower().startswith("http:") and not odd[1]
        return ("http://" if plain else "https://") + url[odd.end() :]
    if url.startswith(("https://", "http://", "mailto:")):
        return url
    if url.startswith("//") and BARE_HOST.match(url, 2):
        return "https:" + url
    if SCHEME.match(url):
        return "h" + url[1:] if re.match("(?i)https?://", url) else None
    return "https://" + url if BARE_HOST.match(url) else None
