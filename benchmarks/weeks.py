"""How many real first drafts `ghapp next` would have made byte for byte.

    python benchmarks/weeks.py CORPUS_DIR      or GHAPP_CORPUS=CORPUS_DIR

The folder holds `newsletter.bundle` and `weeks.jsonl`: one line a week, with the commit that added
a draft. Without it, the figures are skipped.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from ghapp.local.clone import Clone
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.edition_text import first_text
from ghapp.newsletter.next_draft import ingredients, make_draft
from ghapp.newsletter.template import Template

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def main(corpus: Path) -> None:
    """Print both figures: from the tree before the draft was added, and from its real sources."""
    weeks = [json.loads(line) for line in (corpus / "weeks.jsonl").read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "clone", "-q", "--bare", str(corpus / "newsletter.bundle"), folder]
        subprocess.run(command, check=True)
        with Clone(Path(folder)) as clone:
            from_tree = [week for week in weeks if made_from_tree(clone, week)]
            from_sources = [week for week in weeks if made_from_sources(clone, week)]
    print(f"{len(weeks)} first drafts")
    print(f"  {len(from_tree)} byte-identical, made from the tree before the commit that added it")
    print(f"  {len(from_sources)} byte-identical, made from the template and the issue really used")
    for week in weeks:
        if week not in from_sources:
            print(f"    not {week['new_draft']}: {', '.join(week['comparison']['categories'])}")


def made_from_tree(clone: Clone, week: dict[str, Any]) -> bool:
    """Whether `ghapp next --date` at the first parent gives the draft that was added."""
    try:
        paths = clone.paths(clone.commit(f"{week['sha']}^1"))
    except LocalProblem:
        return False
    layout = Layout()
    needed = ingredients(paths, layout, day_of(week))
    contents = {path: clone.blob(paths[path]) for path in needed.files}
    return make_draft(needed, contents, layout).text.encode() == real(clone, week)


def made_from_sources(clone: Clone, week: dict[str, Any]) -> bool:
    """Whether the template and the issue that the editors took give the draft that was added."""
    sources = week["comparison"]
    template = Template(clone.blob(sources["template_blob"]).decode())
    blob = sources["prev_blob"]
    previous = clone.blob(blob).decode() if blob != "None" else None  # as the file writes it
    made = first_text(template, int(week["number"]), day_of(week), previous)
    return made.encode() == real(clone, week)


def day_of(week: dict[str, Any]) -> date:
    """The date of the draft that was added."""
    match = DAY.search(week["new_draft"])
    if match is None:
        raise ValueError(f"no date in {week['new_draft']}")
    return date.fromisoformat(match[0])


def real(clone: Clone, week: dict[str, Any]) -> bytes:
    """The draft as it was added."""
    return clone.blob(week["new_draft_blob_first"])


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) == 2 else os.environ.get("GHAPP_CORPUS", "")
    if not given:
        sys.exit("skipped: give the corpus's folder, or set GHAPP_CORPUS")
    main(Path(given))
