"""When two addresses are one page: tracking parameters and other spellings set aside."""

from __future__ import annotations

from ghapp.newsletter.hosts import usual_host
from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.plain_address import plain_parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# Seen in the newsletter, or documented by the services that add them.
FAMILIES = frozenset(  # of parameters that begin so, with an underscore and a word behind it
    ("utm", "mtm", "hsa", "piwik", "matomo", "oly", "vero", "trk", "itm")
)
TRACKING = frozenset(
    (
        *("pk_campaign", "pk_kwd", "pk_source", "pk_medium", "pk_content", "_hsenc", "_hsmi"),
        *("__hstc", "__hssc", "__hsfp", "hsCtaTracking", "mc_cid", "mc_eid", "mkt_tok", "fbclid"),
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid"),
        *("srsltid", "_ga", "_gl", "ga_source", "ga_medium", "ga_campaign", "ga_term"),
        *("ga_content", "msclkid", "yclid", "ysclid", "_openstat", "igshid", "igsh", "mibextid"),
        *("sfnsn", "twclid", "ttclid", "epik", "rdt_cid", "li_fat_id", "s_cid", "s_kwcid"),
        *("sc_cid", "__s", "ck_subscriber_id", "ml_subscriber", "ml_subscriber_hash", "wickedid"),
        *("erid", "guce_referrer", "guce_referrer_sig", "guccounter", "at_medium", "at_campaign"),
        *("dm_i", "ref_src", "wt_mc", "xtor", "ns_campaign", "ns_source", "ns_mchannel"),
        *("_bhlid", "cmpid", "spm", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref"),
        *("__cft__", *(f"__cft__[{digit}]" for digit in range(10)), "__tn__"),
        *("postPublishedType", "eventOrigin", "recId", "recSource", "searchId", "notificationId"),
        *("isFirstPublish",),
    )
)
# Parameters that mean something elsewhere: they track only on these sites.
TRACKING_ON = {
    **dict.fromkeys(("youtube", "youtu", "spotify"), ("si", "feature", "pp", "ab_channel")),
    **dict.fromkeys(("twitter", "x"), ("s", "t", "ref_url")),
    **dict.fromkeys(
        ("medium", "dev", "lu", "luma", "producthunt", "substack"),
        ("source", "ref", "r", "triedRedirect", "showWelcomeOnShare", "tk", "gi"),
    ),
    "reddit": ("share_id", "rdt", "ref", "ref_source"),
    "linkedin": ("trk", "trackingId", "rcm", "lipi", "midToken", "midSig", "trkEmail"),
    "eventbrite": ("aff", "ref"),
    "meetup": ("_xtd", "rv", "_af"),
    "amazon": ("ref", "ref_", "tag", "linkCode", "psc"),
}
CONTENT = frozenset(("v", "list", "id", "q", "p", "page"))
# `ref` says where a reader came from, but names a branch where code lies.
REFERRER = pattern(
    r"(?i)(?:^|[/_-])(?:rust(?:-?lang|-?weekly)?$|reddit|twitter|this-?week|twir|hackernews"
    r"|mastodon|share|newsletter)|news\.ycombinator|[\w-]+\.(?:com|org|net|io|dev|rs|co|me|news|blog|email)$"
)
CODE_HOSTS = ("github", "gitlab", "gitea", "codeberg", "bitbucket", "forgejo", "sr.ht")
# On such a page each release has a place of its own.
RELEASES = ("change", "release", "history", "news")  # one of these is in such a page's name
CHANGELOG = pattern(r"(?i)(?:changelog|changes|releases?|history|news)(?:\.\w{1,8})?$")


def tracks(host: str, name: str, value: str) -> bool:
    """Whether a query parameter of an address only tells where the click came from."""
    if name in CONTENT:
        return False
    family, _, rest = name.partition("_")
    if name in TRACKING or (family.lower() in FAMILIES and rest.replace("_", "a").isalnum()):
        return True
    if name in ("ref", "source") and REFERRER.search(value[:200]):
        return not any(site in host for site in CODE_HOSTS)
    return name in TRACKING_ON.get(_site(host), ())


def _site(host: str) -> str:
    """What a site is called, wherever it is registered: `eventbrite` for `www.eventbrite.co.uk`."""
    labels = host.split(".")
    short = len(labels) > 2 and labels[-2] in ("co", "com") and len(labels[-1]) == 2
    return labels[-3] if short else labels[-2] if len(labels) > 1 else host


def host_of(url: str) -> str:
    """The host of an address as written, in lower case, without port; empty if it has none."""
    scheme, _, rest = url.partition("://")
    if not (scheme.isascii() and scheme.isalnum()):
        return ""
    authority = rest.partition("/")[0].partition("?")[0].partition("#")[0]
    return authority.rpartition("@")[2].partition(":")[0].lower()


def without_tracking(url: str) -> str:
    """An address without its tracking parameters, every other byte as it was."""
    if "?" not in url:
        return url
    host = host_of(url)
    return without_parameters(url, lambda name, value: tracks(host, name, value))


def without_parameters(url: str, is_spare: Callable[[str, str], bool]) -> str:
    """An address without the parameters, by name and value, that somebody can do without."""
    address, mark, fragment = url.partition("#")
    address, _, query = address.partition("?")
    kept = []
    between = "&amp;" if "&amp;" in query else "&"
    for parameter in query.split(between):
        name, _, value = parameter.partition("=")
        if not is_spare(name, value):
            kept.append(parameter)
    if len(kept) == query.count(between) + 1:
        return url
    return address + ("?" + between.join(kept) if any(kept) else "") + mark + fragment


def _lists_releases(path: str) -> bool:
    lower = path.lower()
    return any(word in lower for word in RELEASES) and CHANGELOG.search(path) is not None


def canonical(url: str) -> str | None:
    """What two spellings of one page have in common; None for what is no web address.

    Scheme, `www.`, doubled and final slashes, tracking parameters, the order of the rest and a
    fragment do not make another page. A fragment that is a path (`#/`, `#!`) does, or a release in
    a changelog.
    """
    address = without_tracking(url.strip())
    parts = plain_parts(address) or _parsed(address)
    if parts is None:
        return None
    host, path, search, fragment = parts
    host, path = usual_host(host).removeprefix("www."), path.rstrip("/")
    while "//" in path:
        path = path.replace("//", "/")
    query = list(filter(None, search[1:].split("&"))) if search else []
    if fragment and not fragment.startswith(("#/", "#!")) and not _lists_releases(path[-40:]):
        fragment = ""
    if host == "youtu.be":
        host, query, path = "youtube.com", [f"v={path[1:]}", *query], "/watch"
    return f"{host}{path}" + ("?" + "&".join(sorted(query)) if query else "") + fragment


def _parsed(url: str) -> tuple[str, str, str, str] | None:
    """The host, path, query and fragment of any web address."""
    import can_ada  # loading it takes as long as parsing two thousand

    try:
        parsed = can_ada.parse(url)
    except (ValueError, TypeError):  # TypeError: a lone surrogate, which no address has
        return None
    is_web = parsed.protocol in ("http:", "https:")
    return (parsed.host, parsed.pathname, parsed.search, parsed.hash) if is_web else None
