"""Where settings stand in a file: every key of whatever TOML takes is found on its line."""

import tomllib
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ghapp.settings.places import Places

VALUES = (
    "1",
    "'''\n[x]\n# = {\n'''",
    '"""\na = "1" \\"""\n""""',
    "[ # ]\n 1, [2,\n\n {a = '}'}],\n]",
    "{a = {b = [1]}, 'c.d' = ']'}",
    "1979-05-27 07:32:00Z # [",
    "'#'",
    "-1.5",
)
KEYS = ("{}", "'{}.x'", '"{}=\\u0041"', "{}.1.b", "{} . 'y'")
HEADERS = ("[{}]", "[[list]]", " [ {}.'a b' ] # [", "[[ list.inner ]]", "[list.'{}']")
STATEMENT = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES)),
    st.sampled_from((*HEADERS, "", "# a = [")),
)


def paths(data, before=()):
    """The ways to everything in parsed TOML."""
    found = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in found:
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from paths(value, (*before, key))


@given(st.lists(STATEMENT, max_size=12))
def test_each_key_stands_on_the_line_where_it_appears_first(statements):
    """The file up to that line lacks the key, and with the whole statement has it."""
    parts = [part.replace("{}", f"k{number}", 1) for number, part in enumerate(statements)]
    try:
        whole = tomllib.loads("\n".join(parts))
    except tomllib.TOMLDecodeError:
        return  # [list.x] without [[list]] before [[list]], say
    places = Places("\n".join(parts))
    before = [set(paths(tomllib.loads("\n".join(parts[:n])))) for n in range(len(parts) + 1)]
    first, line = {}, 1
    for part, (without, with_it) in zip(parts, pairwise(before), strict=True):
        first |= dict.fromkeys(with_it - without, (line, line + part.count("\n")))
        line += part.count("\n") + 1
    for path in paths(whole):
        start, end = first[path]
        assert start <= (places.line(path) or 0) <= end, path
        if not any(isinstance(key, int) for key in path):
            assert places.line(path) == start, path


def test_a_path_without_end_is_no_trap():
    """Work grows with the file, however deep it goes."""
    text = f"[{'a.' * 15_000}b]\nx = 1\n" + "y" + ".y" * 15_000 + " = 1\n"
    assert Places(text).line(("a",)) == 1


@given(st.text(alphabet="ab=[]{}.,'\"#\n \\1", max_size=60))
def test_any_text_has_places(text):
    """What is no TOML is read as far as that goes."""
    places = Places(text)
    assert all(places.start(line) >= 1 for line in range(1, text.count("\n") + 2))
