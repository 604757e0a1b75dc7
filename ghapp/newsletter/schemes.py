"""Addresses that lead nowhere: left from a template, or with a missing or malformed scheme."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern
from ghapp.newsletter.whole_address import is_whole_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:(?!\d)")
MALFORMED_SCHEME = pattern(r"(?i)[ht]{1,6}p{1,2}(s{0,2})(?:[:;：][/\\]*|//+)(?=[^\s/:;\\])")
DOUBLED_SCHEME = pattern(r"(?i)https?:/{0,3}(?=https?(?::/|//))")
WWW = pattern(r"(?i)www\.[\w-]+(?:\.[\w-]+){1,5}(?![\w.-])")
HOST = pattern(r"(?i)(?:[\w-]{1,63}\.){1,6}[a-z]{2,12}(?=/)")

PLACEHOLDER_HOST = pattern(
    r"(?i)https?://(?:(?:[\w-]{1,63}\.){0,6}(?:example\.(?:com|org|net)|localhost|invalid)"
    r"|127(?:\.\d{1,3}){3}|0\.0\.0\.0|192\.168(?:\.\d{1,3}){2}|10(?:\.\d{1,3}){3}|\[::1?\]"
    r"|(?:www\.)?your[-_]?(?:blog|site|domain|website|project)\.[\w.]{2,20})(?=[:/?#]|$)"
)
TEMPLATE_WORD = pattern(
    r"(?i)(?<=[/.@])your[-_]?(?:github[-_]?)?"
    r"(?:user[-_]?name|org(?:ani[sz]ation)?[-_]?name|repo(?:sitory)?)(?=[/.?#]|$)"
    r"|(?<![\w-])INSERT[-_](?:\w{1,20}[-_])?(?:LINK|URL)(?:[-_]HERE)?(?![\w-])"
    r"|(?<![\w-])(?:\w{1,20}[-_])?(?:LINK|URL)[-_](?:GOES[-_])?HERE(?![\w-])"
    r"|(?:<|%3C|&lt;)[a-z][\w -]{1,30}(?:>|%3E|&gt;)"
)
# Every placeholder has one of these in it.
HINTS_OF_HOSTS = (
    *("example.", "localhost", "invalid", "//127.", "//0.0.", "//192.168.", "//10.", "//[:"),
    *("//your", "//www.your"),
)
HINTS_OF_WORDS = (
    *("/your", ".your", "@your", "insert-", "insert_", "-here", "_here", "<", "%3c", "&lt;"),
)
NOTHING = frozenset(
    ("", "#", "url", "link", "todo", "tbd", "tba", "address", "https://", "http://")
)


def is_placeholder(url: str) -> bool:
    """Whether an address was left from a template, or leads to the author's own machine."""
    return bool(placeholders_among([url]))


def placeholders_among(urls: Sequence[str]) -> set[str]:
    """The placeholders of some addresses; what they have in them is looked for in all at once."""
    together = "\n".join(urls).lower()
    of_hosts = [hint for hint in HINTS_OF_HOSTS if hint in together]
    of_words = [hint for hint in HINTS_OF_WORDS if hint in together]
    found = {url for url in urls if url.lower().strip("<>.…") in NOTHING}
    for url in urls if of_hosts or of_words else ():
        start = url[:300]
        contains = start.lower().__contains__
        if (any(map(contains, of_hosts)) and PLACEHOLDER_HOST.match(start)) or (
            any(map(contains, of_words)) and TEMPLATE_WORD.search(start)
        ):
            found.add(url)
    return found


def with_scheme(url: str) -> str | None:
    """An address whose scheme is missing or malformed, as it was meant; the same where it is well.

    None where nobody can say what was meant.
    """
    while url[4:16].casefold().count("http") and (match := DOUBLED_SCHEME.match(url)):
        url = url[match.end() :]
    if url.startswith(("https://", "http://", "mailto:")) and url[7:9].strip("/"):
        return _once(url)
    malformed = MALFORMED_SCHEME.match(url)
    if malformed:
        plain = not malformed[1] and malformed[0].lower().startswith("http")
        rest = url[malformed.end() :]
        if "\\" in malformed[0]:  # as paths are written on Windows
            rest = rest.replace("\\", "/")
        meant = ("http://" if plain else "https://") + rest
        return meant if is_whole_address(meant) else None
    if url.startswith("//"):
        return "https:" + url if HOST.match(url, 2) else None
    if SCHEME.match(url):
        return None
    return "https://" + url if WWW.match(url) or HOST.match(url) else None


def _once(url: str) -> str:
    """An address that was pasted twice, as one."""
    at = url.find("http", len("http://"))
    first = url[:at].rstrip(",;")
    return first if at > 0 and url[at:].rstrip("/") == first.rstrip("/") else url
