"""Mojibake: restored where it can be, and real text left alone."""

import pytest

from tests.rules.harness import fixed, reported, verdict_on


@pytest.mark.parametrize(
    ("submitted", "corrected"),
    [
        (
            "* [Rust in N√ºrnberg](https://blog.example/a)",
            "* [Rust in Nürnberg](https://blog.example/a)",
        ),
        (
            "* [Rust em S√£o Paulo](https://blog.example/a)",
            "* [Rust em São Paulo](https://blog.example/a)",
        ),
        (
            "* [Ferris \uf8ffü¶Ä dances](https://blog.example/a)",
            "* [Ferris 🦀 dances](https://blog.example/a)",
        ),
        (
            "* [Qu√© es y creaci√≥n](https://blog.example/a)",
            "* [Qué es y creación](https://blog.example/a)",
        ),
        (
            "* [It‚Äôs ‚ÄúRust‚Äù‚Ä¶](https://blog.example/a)",
            "* [It’s “Rust”…](https://blog.example/a)",
        ),
        (
            "* [Rust in NÃ¼rnberg](https://blog.example/a)",
            "* [Rust in Nürnberg](https://blog.example/a)",
        ),
        ("* [Itâ€™s time](https://blog.example/a)", "* [It’s time](https://blog.example/a)"),
    ],
)
def test_letters_come_back(submitted: str, corrected: str):
    """UTF-8 that was read as Mac Roman or Windows-1252 is read again."""
    assert fixed(submitted, "mojibake") == corrected
    assert reported(submitted, "mojibake") == ({"mojibake"} if submitted != corrected else set())


@pytest.mark.parametrize(
    "line",
    [
        "* [Über “Éclair” à «Été»](https://blog.example/a)",
        "* [√2 and ∑π](https://blog.example/a)",
        "* [Montréal – à bientôt](https://blog.example/a)",
        "* [Ä Ö Ü ß](https://blog.example/a)",
        "* [程序设计](https://blog.example/a)",
        "* [🏳️\u200d🌈 🦀](https://blog.example/a)",
        "* [naïve café](https://blog.example/a)",
        "* [“Übung” and ‘Ärger’](https://blog.example/a)",
        "* [—à la carte](https://blog.example/a)",
    ],
)
def test_real_text_stays(line: str):
    """Accents, quotation marks, mathematics and emoji are no damage."""
    assert reported(line, "mojibake") == set()


ORDERLY = """\
Title: The Weekly 500
Number: 500
Date: 2026-08-26

Hello and welcome – it’s “The Weekly”, n° 500…

## Updates from Rust Community

### Observations/Thoughts

* [Ferris’s résumé: 10 years — and counting…](https://blog.example/résumé)
* [“Ownership” für Einsteiger, erklärt](https://blog.example/für)
* [PT] [Programação assíncrona não é mágica](https://blog.example/ação)
* [ZH] [程序设计：所有权](https://blog.example/程序)
* [JA] [所有権とライフタイム](https://blog.example/ja)
* [Crab dance 🦀🎉 and a flag 🏳️\u200d🌈](https://blog.example/dance)
* [Plain ASCII stays: 100% of it](https://blog.example/ascii)

## Upcoming Events

### Europe

* 2026-08-27 | Nürnberg, DE | [Rust Nürnberg](https://nuernberg.example)
    * [**Bier & Rüstzeug №1**](https://nuernberg.example/bier)
* 2026-08-28 | Århus, DK | [Rust Århus](https://aarhus.example)
    * [**Smørrebrød → Rust**](https://aarhus.example/smor)
* 2026-08-28 | Kraków, PL | [Rust Kraków](https://krakow.example)
    * [**Żółw, gęś i język Rust**](https://krakow.example/zolw)

# Quote of the Week

> Les crabes marchent de travers, mais ils arrivent – « toujours ».

– [Zoë Núñez](https://quotes.example/zoë)
"""


@pytest.mark.parametrize("encoding", ["mac-roman", "latin-1"])
def test_a_whole_draft_comes_back(encoding: str):
    """A draft that was saved through a wrong encoding is as it was, letter for letter."""
    shown = ORDERLY.encode().decode(encoding)
    assert shown.count("\n") == ORDERLY.count("\n")
    assert shown != ORDERLY
    assert verdict_on(None, shown, "mojibake").fixed == ORDERLY
