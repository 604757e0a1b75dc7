"""What each permission of the app is for, and what stops where an owner takes it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

WRITTEN = {
    "checks": (
        "the check run `newsletter`, with the marks on the lines and the button **Apply fixes**",
        "no; the check is most of what the app is",
    ),
    "contents": (
        "commits that an author or editor asks for, merging, the next draft, the rollup",
        "yes: with `read`, labels, check, suggestions and report work as before, and the app can"
        " neither commit nor merge",
    ),
    "issues": (
        "labels, the report, answers to commands, the issue on settings with errors",
        "yes, where check and suggestions are enough",
    ),
    "pull_requests": (
        "suggestions, `/close`, and its own pull requests: next draft, rollup, this one",
        "yes: with `read` there are no suggestions, and it opens, closes and merges nothing",
    ),
    "actions_variables": (
        "settings from the repository's variables, such as `GHAPP_PAUSED`",
        "yes; the file alone counts then",
    ),
    "metadata": ("who may write here; GitHub grants it to every App", "no"),
}
UNUSED = ("nothing", "yes")


def permission_rows(granted: Mapping[str, str]) -> Iterator[str]:
    """A row of a table for each permission that the app has, or would make use of."""
    yield "| Permission | Here | For | Could it do without? |"
    yield "|---|---|---|---|"
    for name in sorted({*WRITTEN, *granted}):
        purpose, without = WRITTEN.get(name, UNUSED)
        has = granted.get(name)
        shown = f"`{has}`" if has else "not granted"
        yield f"| `{name}` | {shown} | {purpose} | {without if has else '-'} |"
