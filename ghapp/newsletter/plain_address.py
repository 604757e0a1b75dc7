"""Addresses as nearly all are: the URL Standard leaves every sign of them as it is."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

SIGNS = r"\w!$%&*+,.:;=@~-"
# The host ends with a name, for numbers are another matter, and no step of the path is a dot.
PLAIN = pattern(
    rf"(?a)https?://((?:[a-z0-9][a-z0-9-]*\.)+[a-z]+)((?:/(?!\.)[{SIGNS}]*)*)"
    rf"(\?[/?{SIGNS}]*)?(#[/?#{SIGNS}]*)?"
)


def plain_parts(url: str) -> tuple[str, str, str, str] | None:
    """The host, path, query and fragment of an address, as a parser of the standard finds them.

    Args:
        url: an address as written.

    Returns:
        The path with its slash, query and fragment with their marks; each may be empty. None for
        an address that only a parser can tell: an unusual host, signs to be encoded.

    """
    match = PLAIN.fullmatch(url)
    if match is None or "xn--" in match[1] or ("%2" in url and "%2e" in url.lower()):
        return None
    host, path, query, fragment = match.groups("")
    return host, path, query, fragment
