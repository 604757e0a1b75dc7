"""Links from a comment to the lines of a head on GitHub."""

from __future__ import annotations

from urllib.parse import quote

from ghapp.ports.repository import Repository
from ghapp.ports.values import PullRequest

# GitHub shows files of these names rendered, where no line can be linked to.
RENDERED = (".md", ".markdown", ".mdown", ".mkdn")


def files_address(repository: Repository, pull: PullRequest) -> str:
    """Where GitHub shows the files of a head: in the fork, if it comes from one that is there."""
    name = pull.head.repository or repository.name
    return f"{repository.site}/{name}/blob/{pull.head.sha}"


def line_link(files: str, path: str, first: int, last: int | None = None) -> str:
    """A Markdown link to lines of a file, which it names."""
    words, anchor = f"line {first}", f"L{first}"
    if last is not None and last > first:
        words, anchor = f"lines {first} to {last}", f"L{first}-L{last}"
    plain = "?plain=1" if path.lower().endswith(RENDERED) else ""
    return f"[{words}]({files}/{quote(path)}{plain}#{anchor})"
