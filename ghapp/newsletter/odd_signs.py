"""Stars, backslashes and angle brackets that readers see: left over from markup, or meant so."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

MEANT = "\ue000"  # in place of a sign that is written so that it is no markup
# Left over, most likely: `'\n'`, `->` and `>=` are not.
ODD = pattern(
    r"(?<![\s*\w\0])\*(?!\*)(?<!\*\*)|(?<![*\w\0])\*(?![\s*])|(?<=[^\W_])\*(?=[^\W_])"
    r"|\\(?![A-Za-z]|\d['\"]|\d\d?\\)|\\(?=[a-z]{2})(?![a-z]{2}\\)"
    r"|</?[A-Za-z]|(?<![-=<>\s])>(?![=>])|(?<![-=<])>(?=[^\W\d])"
)
# Names have them: `dyn*`, `Fn*`, `f*_fast`, `\Device`.
IN_NAMES = pattern(r"(?<=[\w\0])\*(?!\*)|\\(?=[A-Z]|[a-z](?![a-z]))(?!\w['\"]|\w\\)")
CENSORED = pattern(r"(?i)(?<=f)\*(?=ck)|(?<=sh)\*(?=t)")


def odd_sign(text: str) -> str | None:
    """The first sign in a text that is hardly meant, with a NUL for each character of code."""
    text = _uncensored(text)
    for match in ODD.finditer(text):
        before = text[: match.start()]
        if match[0] != ">" or not ("<" in before or MEANT in before):  # `Vec<&T>` is shown as such
            return match[0]
    return None


def sign_in_name(text: str) -> str | None:
    """The first sign in a text that is markup elsewhere, and here most likely a name's."""
    match = IN_NAMES.search(_uncensored(text))
    return match[0] if match else None


def _uncensored(text: str) -> str:
    return CENSORED.sub("", text) if "*" in text else text
