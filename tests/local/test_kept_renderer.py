"""A line that one process rendered is known to the next one."""

import subprocess
import sys
from pathlib import Path

import pytest

from ghapp.local.kept_renderer import NAME, KeptRenderer
from ghapp.newsletter.rendering import Renderer

LINE = "* [A post](https://a.example/1) and **more"


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "ghapp" / NAME


def render_and_keep(*lines: str) -> None:
    renderer = KeptRenderer()
    for line in lines:
        renderer.shown(line)
    renderer.keep({})


def loads_the_renderer(line: str) -> bool:
    """Whether a new process has to load the site's renderer for a line."""
    program = (
        "import sys; from ghapp.local.kept_renderer import KeptRenderer;"
        "KeptRenderer().shown(sys.argv[1]); print('markdown' in sys.modules)"
    )
    command = [sys.executable, "-c", program, line]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"


def test_a_line_is_rendered_once(cache):
    """What another process rendered is as if it had been rendered here."""
    render_and_keep(LINE)
    assert not loads_the_renderer(LINE)
    assert loads_the_renderer(f"{LINE}, or less")
    assert KeptRenderer().shown(LINE) == Renderer().shown(LINE)


def test_lines_rendered_elsewhere_are_kept(cache):
    """Processes that share the work hand over what they rendered."""
    elsewhere = KeptRenderer()
    elsewhere.shown(LINE)
    KeptRenderer().keep(elsewhere.hand_over())
    assert elsewhere.hand_over() == {}
    assert not loads_the_renderer(LINE)


def test_what_was_kept_stays(cache):
    """Another draft's lines do not push out those before."""
    render_and_keep(LINE)
    render_and_keep("* another line")
    assert not loads_the_renderer(LINE)


def test_where_nothing_is_in_doubt_nothing_is_written(cache):
    """A good draft leaves no cache."""
    render_and_keep()
    assert not cache.exists()


def test_a_cache_that_makes_no_sense_is_passed_over(cache):
    """Whatever stands in the file, lines are rendered."""
    cache.parent.mkdir()
    cache.write_bytes(b"nonsense")
    assert KeptRenderer().shown(LINE) == Renderer().shown(LINE)
