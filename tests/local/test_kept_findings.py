"""What was found is found again without checking, and only where nothing has changed."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

import ghapp.local.checker
from ghapp.local.check import check
from ghapp.local.check_options import CheckOptions
from ghapp.local.checker import FEW
from ghapp.rules.judge import Verdict

DRAFT = "draft/2026-08-26-this-week-in-rust.md"
EDITION = "content/2026-08-19-this-week-in-rust.md"
LINES = "## Observations/Thoughts\n\n- [Post](https://blog.example/post)\n"
USUAL = CheckOptions()


class Newsletter:
    """A work tree in which nothing has changed for a while."""

    def __init__(self, path: Path, judged: list[str], read: Callable[[], str]) -> None:
        self.path = path
        self._judged = judged
        self._read = read

    def write(self, name: str, text: str) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        self.settle()

    def settle(self) -> None:
        then = time.time() - 60
        for path in (self.path, *self.path.rglob("*")):
            os.utime(path, (then, then))

    def check(self, name: str = DRAFT, options: CheckOptions = USUAL) -> tuple[str, bool]:
        """What is said of a file, and whether it was judged for that."""
        self._judged.clear()
        check([str(self.path / name)], options)
        return self._read(), bool(self._judged)


@pytest.fixture
def newsletter(tmp_path, monkeypatch, capsys) -> Newsletter:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    judged: list[str] = []
    judge = ghapp.local.checker.judge

    def judge_and_tell(*arguments) -> Verdict:
        judged.append("once")
        return judge(*arguments)

    monkeypatch.setattr(ghapp.local.checker, "judge", judge_and_tell)
    made = Newsletter(tmp_path / "weekly", judged, lambda: capsys.readouterr().out)
    (made.path / ".git").mkdir(parents=True)
    made.write(".github/ghapp.toml", "")
    made.write(EDITION, "* [Other](https://blog.example/other)\n")
    made.write("draft/DRAFT_TEMPLATE", "## Observations/Thoughts\n")
    made.write(DRAFT, LINES)
    return made


def test_a_draft_is_judged_once(newsletter):
    """The second time the same is said, and nothing is judged for it."""
    said, was_judged = newsletter.check()
    assert "[bullet] (can be fixed)" in said
    assert was_judged
    assert newsletter.check() == (said, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (DRAFT, LINES.replace("- [", "* [")),
        (EDITION, "* [Post](https://blog.example/post)\n"),
        ("content/2026-08-12-this-week-in-rust.md", LINES),
        ("draft/2026-09-02-this-week-in-rust.md", ""),
        ("draft/DRAFT_TEMPLATE", "## Observations\n"),
        (".github/ghapp.toml", '[rules]\nbullet = "off"\n'),
    ],
)
def test_what_a_judgement_rests_on_is_looked_at(newsletter, name, text):
    """A change of the draft, an edition, another draft, the template or the settings counts."""
    newsletter.check()
    newsletter.write(name, text)
    _, was_judged = newsletter.check()
    assert was_judged


def test_an_edition_of_the_same_size_and_time_is_known_by_its_content(newsletter):
    """Somebody put the file's old time back: what stands in it counts."""
    said, _ = newsletter.check(EDITION)
    newsletter.write(EDITION, "- [Other](https://blog.example/other)\n")
    assert newsletter.check(EDITION) != (said, False)


def test_a_judgement_rests_on_what_stands_in_the_editions_whatever_their_time(newsletter):
    """An edition with the size and the time that it had, and another link, is looked at."""
    path = newsletter.path / EDITION
    newsletter.check()
    status = path.stat()
    path.write_text(path.read_text().replace("other)", "o-her)"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert newsletter.check()[1]


def test_a_work_tree_of_which_only_other_processes_checked_files_is_known_too(newsletter, capsys):
    """Many files are checked by several processes, of which each reads what it needs."""
    other = newsletter.path.parent / "other"
    (other / ".git").mkdir(parents=True)
    files = [newsletter.path / f"draft/{number}.md" for number in range(FEW)]
    files += [other / f"{number}.md" for number in range(2)]
    for path in files:
        path.write_text(LINES)
    check([str(path) for path in files], USUAL)
    assert capsys.readouterr().out.count("[bullet]") == len(files)


def test_a_pipe_is_read_once(newsletter, capsys):
    """What another program writes is checked as it comes, and nobody waits for it twice."""
    pipe = newsletter.path / "draft/pipe.md"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(LINES,), daemon=True)
    writer.start()
    check([str(pipe)], USUAL)
    assert "[bullet]" in capsys.readouterr().out


def test_another_day_is_another_judgement(newsletter, monkeypatch):
    """A call that was open yesterday is over today."""
    newsletter.check()
    monkeypatch.setattr(time, "strftime", lambda *_: "2099-01-01")
    assert newsletter.check()[1]


def test_what_was_changed_just_now_is_judged_again(newsletter):
    """Within a tick of the file system's clock, a second change cannot be told from the first."""
    os.utime(newsletter.path / EDITION)
    newsletter.check()
    assert newsletter.check()[1]


@pytest.mark.parametrize(
    "options", [CheckOptions(form="json"), CheckOptions(fix=True), CheckOptions(base="/dev/null")]
)
def test_corrections_and_changes_are_always_worked_out(newsletter, options):
    """What programs ask for, what is corrected, and what is compared, rests on more."""
    newsletter.check()
    assert newsletter.check(options=options)[1]


def test_other_editions_than_its_own_are_another_judgement(newsletter):
    """The folder that was asked for is part of the question."""
    newsletter.check()
    options = CheckOptions(archive=str(newsletter.path / "draft"))
    assert newsletter.check(options=options)[1]
