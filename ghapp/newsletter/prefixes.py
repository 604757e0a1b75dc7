"""Prefixes: the words that stand in brackets before a link, and what they are short for."""

from __future__ import annotations

from ghapp.newsletter.patterns import pattern

KINDS = {
    "video": "video", "videos": "video", "vid": "video", "youtube": "video",
    "audio": "audio", "audios": "audio", "podcast": "audio",
    "series": "series", "serie": "series",
}  # fmt: skip
LANGUAGE = pattern(
    "AR|BG|BN|CS|DA|DE|EL|EN|ES|ET|FA|FI|FR|HE|HI|HR|HU|ID|IT|JA|KO|LT|LV|NL|NO|PL|PT|RO|RU|SK"
    "|SL|SR|SV|TH|TR|UK|UR|VI|ZH"
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
# Scripts that tell the language; Chinese is what has no letters of the others.
SCRIPTS = (
    (pattern("[\u3041-\u309f\u30a1-\u30fa]"), "[JA]"),
    (pattern("[\uac00-\ud7a3]"), "[KO]"),
    (pattern("[\u4e00-\u9fff]"), "[ZH]"),
    (pattern("[\u05d0-\u05ea]"), "[HE]"),
)
# One of their letters says as much as three of ours.
THEIRS = pattern("[\u05d0-\u05ea\u3041-\u309f\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]")
LATIN = pattern("[A-Za-z]")
CYRILLIC = pattern("[\u0400-\u052f]")
SEPARATOR = pattern(r"[ \t]*[,/&+][ \t]*")


def canonical_prefix(word: str) -> str | None:
    """The prefix that a word means: `[video]` for "Videos", `[ZH]` for "chinese"."""
    key = word.strip().casefold()
    if key in KINDS:
        return f"[{KINDS[key]}]"
    if key in LANGUAGE_NAMES:
        return f"[{LANGUAGE_NAMES[key]}]"
    if LANGUAGE.fullmatch(key.upper()):
        return f"[{key.upper()}]"
    return None


def canonical_prefixes(words: str) -> str | None:
    """The prefixes that one bracket means: `[video] [ES]` for "video, ES"."""
    each = [canonical_prefix(word) for word in SEPARATOR.split(words)]
    return " ".join(found for found in each if found) if all(each) else None


def is_cyrillic(text: str) -> bool:
    """Whether most letters are of the script that Russian, Ukrainian and more are written in."""
    return not text.isascii() and len(CYRILLIC.findall(text)) > len(LATIN.findall(text))


def language_of_script(text: str) -> str | None:
    """The prefix of the language that a title is written in, where most of its letters tell."""
    if text.isascii() or len(THEIRS.findall(text)) * 3 <= len(LATIN.findall(text)):
        return None
    return next((prefix for script, prefix in SCRIPTS if script.search(text)), None)
