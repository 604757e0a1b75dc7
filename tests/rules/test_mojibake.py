"""Mojibake: restored where it can be, and real text left alone."""

import pytest

from tests.rules.judging import fixed, reported


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
