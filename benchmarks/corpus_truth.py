"""What a corpus of real pull requests says, read without the app's own code.

A corpus is a folder with `newsletter.bundle` (a git bundle, or a clone called `newsletter`),
`prs.jsonl` (merged pull requests, line by line) and `fixes.jsonl` (lines as submitted, and as an
editor corrected them).
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
DRAFT = re.compile(r"draft/[^/]*\d{4}-\d{2}-\d{2}[^/]*\.md")
TEMPLATE = "draft/DRAFT_TEMPLATE"
PREFIX = "section: "
Row = dict[str, Any]


@dataclass(frozen=True)
class Corpus:
    """The folder and a clone of its repository."""

    folder: Path
    clone: Path

    @classmethod
    def open(cls, folder: Path, scratch: Path) -> Corpus:
        """Clone the bundle into a scratch folder, unless a clone lies beside it."""
        clone = folder / "newsletter"
        if not clone.is_dir():
            clone = scratch / "newsletter"
            bundle = str(folder / "newsletter.bundle")
            subprocess.run(["git", "clone", "-q", bundle, str(clone)], check=True)
        return cls(folder, clone)

    def rows(self, name: str) -> list[Row]:
        """The objects of a file, one a line."""
        with (self.folder / name).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def git(self, *arguments: str) -> str:
        """What git prints; empty if it fails."""
        command = ["git", "-C", str(self.clone), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.stdout.decode(errors="replace") if done.returncode == 0 else ""


def key(title: str) -> str:
    """A heading without case, markup and a final colon."""
    text = re.sub(r"[*_`]|\\(?=\W)", "", LINKED.sub(r"\1", COMMENT.sub("", title)))
    return " ".join(text.split()).casefold().rstrip(": ")


def headings(text: str) -> list[tuple[int, str]]:
    """The headings outside HTML comments: line (from 1) and plain title."""
    blanked = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found = []
    for number, (line, seen) in enumerate(
        zip(text.split("\n"), blanked.split("\n"), strict=True), 1
    ):
        match = HEADING.match(line) if seen.strip() else None
        if match:
            found.append((number, match[1]))
    return found


class LabelTruth:
    """The section labels that pull requests should get."""

    def __init__(self, corpus: Corpus) -> None:
        self._git = cache(corpus.git)

    def labels(self, pull: Row) -> set[str]:
        """By the contract: the nearest heading above each changed line that the template has."""
        drafts = [file for file in pull["files"] if DRAFT.fullmatch(file["path"])]
        old = [file.get("old_path") or "" for file in pull["files"]]
        if any(f["status"][0] != "M" for f in drafts) or any(DRAFT.fullmatch(p) for p in old):
            return set()
        titles = {}
        for _, title in headings(self._git("show", f"{pull['base_sha']}:{TEMPLATE}")):
            titles.setdefault(key(title), plain(title))
        found: set[str] = set()
        for news in pull["news"]:
            if DRAFT.fullmatch(news["path"]):
                removed = news["removed"]
                if news.get("removed_elided"):
                    removed = self._removed(news["base_blob"], news["head_blob"])
                found |= self._sections(news, "head_blob", news["added"], titles)
                found |= self._sections(news, "base_blob", removed, titles)
        return {name if len(name) <= 50 else name[:49] + "…" for name in found}

    def _removed(self, base: str, head: str) -> list[Row]:
        """The removed lines as git has them: a corpus leaves long lists of them out."""
        rows, line = [], 0
        for text in self._git("diff", "-U0", base, head).split("\n"):
            if text.startswith("@@"):
                line = int(text.split("-", 1)[1].split(",")[0].split()[0])
            elif text.startswith("-") and not text.startswith("---"):
                rows.append({"line": line, "text": text[1:]})
                line += 1
        return rows

    def _sections(self, news: Row, blob: str, lines: list[Row], titles: dict[str, str]) -> set[str]:
        if not news.get(blob):
            return set()
        known = [
            (number, titles[key(title)])
            for number, title in headings(self._git("cat-file", "blob", news[blob]))
            if key(title) in titles
        ]
        found = set()
        for line in lines:
            if line["text"].strip():
                above = [title for number, title in known if number <= line["line"]]
                found.update(PREFIX + title for title in above[-1:])
        return found


def plain(title: str) -> str:
    """A heading's text without markup, as the template spells it."""
    return " ".join(re.sub(r"[*_`]", "", LINKED.sub(r"\1", COMMENT.sub("", title))).split())


def published_lines(corpus: Corpus) -> Iterator[tuple[str, set[str]]]:
    """The editions as they stand in the repository: file name and lines."""
    for path in corpus.git("ls-tree", "--name-only", "HEAD", "content/").split("\n"):
        if path.endswith(".md"):
            yield path.rpartition("/")[2], set(corpus.git("show", f"HEAD:{path}").split("\n"))
