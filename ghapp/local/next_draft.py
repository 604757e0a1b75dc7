"""`ghapp next`: the next draft from a clone, printed or written."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from ghapp.local.clone import Clone
from ghapp.local.problem import LocalProblem
from ghapp.local.surroundings import settings_of, settings_source
from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.next_draft import NextDraft, NoNextDraft, ingredients, make_draft
from ghapp.settings.tree import SETTINGS_PATH, DraftSettings


def next_draft(path: Path, day: date | None, *, write: bool) -> int:
    """Print the next draft of a clone's HEAD, or write it into the work tree."""
    with Clone(path) as clone:
        draft = _make(clone, day)
    if not write:
        sys.stdout.write(f"{draft.path}\n")
        sys.stdout.flush()
        sys.stdout.buffer.write(draft.text.encode())
        sys.stdout.buffer.flush()
        return 0
    target = path / draft.path
    if not (path / ".git").exists():
        raise LocalProblem(f"{path} has no work tree to write into; leave out --write.")
    if target.exists():
        raise LocalProblem(f"{target} is there already; nothing was written.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draft.text.encode())
    except OSError as error:
        raise LocalProblem(f"{target}: {error.strerror or error}") from error
    sys.stdout.write(f"{draft.path}\n")
    return 0


def _make(clone: Clone, day: date | None) -> NextDraft:
    commit = clone.commit("HEAD")
    paths = clone.paths(commit)
    settings = settings_source(clone, None).fixed or settings_of(clone, commit)
    layout = settings.layout.on(datetime.now(UTC).date())
    names = settings.conventions.placeholders.all
    try:
        needed = ingredients(paths, layout, day)
        contents = {path: clone.blob(paths[path]) for path in needed.files}
        draft = make_draft(needed, contents, layout, settings.conventions.placeholders)
    except NoNextDraft as reason:
        is_unset = layout.template not in paths and layout.template == DraftSettings().template
        hint = f" Where it is, `draft.template` in {SETTINGS_PATH} says." * is_unset
        raise LocalProblem(f"{reason}{hint}") from reason
    if not any(name.encode() in contents[needed.template] for name in names):
        sys.stderr.write(
            f"ghapp: {needed.template} has none of {', '.join(map(code_span, names))}, so nothing"
            f" is filled in. What it writes instead, `newsletter.placeholders` in {SETTINGS_PATH}"
            " says.\n"
        )
    return draft
