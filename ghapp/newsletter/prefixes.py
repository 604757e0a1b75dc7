"""Prefixes: the words that stand in brackets before a link, and what they are short for."""

from __future__ import annotations

KINDS = {
    "video": "video", "videos": "video", "vid": "video", "youtube": "video",
    "audio": "audio", "audios": "audio", "podcast": "audio",
    "series": "series", "serie": "series",
}  # fmt: skip
USUAL_KINDS = tuple(dict.fromkeys(KINDS.values()))
LANGUAGES = frozenset(
    (
        *("AR", "BG", "BN", "CS", "DA", "DE", "EL", "EN", "ES", "ET", "FA", "FI", "FR", "HE", "HI"),
        *("HR", "HU", "ID", "IT", "JA", "KO", "LT", "LV", "NL", "NO", "PL", "PT", "RO", "RU", "SK"),
        *("SL", "SR", "SV", "TH", "TR", "UK", "UR", "VI", "ZH"),
    )
)
COUNTRIES = "BR|CN|CZ|DK|GR|JP|KR|TW|UA|VN"  # which are taken for their languages
LANGUAGE_NAMES = {
    "chinese": "ZH", "中文": "ZH", "cn": "ZH", "zh-cn": "ZH", "french": "FR", "german": "DE",
    "spanish": "ES", "portuguese": "PT", "pt-br": "PT", "russian": "RU", "japanese": "JA",
    "jp": "JA", "korean": "KO", "kr": "KO", "italian": "IT", "polish": "PL", "ukrainian": "UK",
    "ua": "UK", "turkish": "TR", "czech": "CS", "cz": "CS", "dutch": "NL", "english": "EN",
    "hebrew": "HE", "arabic": "AR", "persian": "FA", "farsi": "FA", "hindi": "HI",
    "vietnamese": "VI", "indonesian": "ID", "hungarian": "HU", "swedish": "SV", "romanian": "RO",
    "deutsch": "DE", "français": "FR", "español": "ES", "português": "PT", "italiano": "IT",
    "日本語": "JA", "한국어": "KO", "русский": "RU", "українська": "UK",
    "br": "PT", "dk": "DA", "gr": "EL", "tw": "ZH", "vn": "VI",
    # ISO 639-2
    "chi": "ZH", "zho": "ZH", "ger": "DE", "deu": "DE", "eng": "EN", "fra": "FR", "fre": "FR",
    "heb": "HE", "ita": "IT", "jpn": "JA", "kor": "KO", "pol": "PL", "por": "PT", "rus": "RU",
    "spa": "ES", "tur": "TR", "ukr": "UK", "ces": "CS", "cze": "CS", "nld": "NL", "dut": "NL",
}  # fmt: skip
# The languages that a script tells, the likeliest first. A title in Chinese characters alone may
# be Japanese as well.
SCRIPTS = (
    (("ja",), (("\u3041", "\u309f"), ("\u30a1", "\u30fa"))),
    (("ko",), (("\uac00", "\ud7a3"),)),
    (("zh", "ja"), (("\u4e00", "\u9fff"),)),
    (("he",), (("\u05d0", "\u05ea"),)),
)
ENGLISH = frozenset(("a", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"))
IN_CYRILLIC = ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg")
CYRILLIC = ("\u0400", "\u052f")
ENCLOSING = str.maketrans(dict.fromkeys("[]()|/", "\n"))
SEPARATORS = str.maketrans(dict.fromkeys("/&+", ","))


def canonical_prefix(word: str) -> str | None:
    """The prefix that a word means: `[video]` for "Videos", `[ZH]` for "chinese"."""
    key = word.strip().casefold()
    if key in KINDS:
        return f"[{KINDS[key]}]"
    if key in LANGUAGE_NAMES:
        return f"[{LANGUAGE_NAMES[key]}]"
    if key.upper() in LANGUAGES:
        return f"[{key.upper()}]"
    return None


def canonical_prefixes(words: str) -> str | None:
    """The prefixes that one bracket means: `[video] [ES]` for "video, ES"."""
    each = [canonical_prefix(word) for word in words.translate(SEPARATORS).split(",")]
    return " ".join(found for found in each if found) if all(each) else None


def kind_at_end(title: str) -> tuple[str, str] | None:
    """A title and the kind or language in brackets at its end: `A talk (Video)`, `Vortrag [DE]`."""
    if not title.endswith((")", "]")):
        return None
    start = max(title.rfind("["), title.rfind("("))
    if start < 0:
        return None
    word = title[start + 1 : -1]
    kind = KINDS.get(word.casefold())
    if kind is None and title[-1] == "]" and word in LANGUAGES:
        kind = word
    return (title[:start].rstrip(" \t"), kind) if kind else None


def names_language(line: str) -> bool:
    """Whether a language stands in brackets, or between slashes or bars, anywhere in a line."""
    words = line.translate(ENCLOSING).split("\n")[1:-1]
    return any(
        canonical_prefix(word) and word.casefold() not in KINDS for word in words if " " not in word
    )


def languages_of_script(text: str) -> tuple[str, ...]:
    """The languages that a title may be in, where most of its letters are not Latin.

    Empty where the letters do not tell. Codes are those of ISO 639-1, in small letters.
    """
    foreign = [letter for letter in text if letter >= CYRILLIC[0]]
    if not foreign:
        return ()
    counts = {
        languages: sum(_count(foreign, letters) for letters in ranges)
        for languages, ranges in SCRIPTS
    }
    latin = _count_latin(text)
    if len(foreign) <= latin and not ENGLISH.isdisjoint(text.split()):
        return ()  # names in an English title
    # One of their letters says as much as three of ours.
    if sum(counts.values()) * 3 > latin:
        return next(languages for languages, count in counts.items() if count)
    return IN_CYRILLIC if _count(foreign, CYRILLIC) > latin else ()


def _count(text: list[str], letters: tuple[str, str]) -> int:
    first, last = letters
    return sum(first <= letter <= last for letter in text)


def _count_latin(text: str) -> int:
    return sum(letter.isascii() and letter.isalpha() for letter in text)
