"""Who wants no App: action.yml on pull requests as actions/checkout leaves them, and the hook."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ghapp.demo.sample import with_item

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
CHECK = ACTION["runs"]["steps"][-1]
BAD = "- [Paper](https://a.example/paper)"
OLD = "- [Older](https://a.example/older)"
TOLD = "::warning file={},line="
NOBODY = "0" * 40


class Runner:
    """A machine that checks a repository out and runs the action's last step there."""

    def __init__(self, origin, folder: Path) -> None:
        self.origin, self.work = origin, folder / "work"
        program = folder / "ghapp" / "bin" / "ghapp"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ghapp "$@"\n')
        program.chmod(0o755)
        self._environment = {
            **dict.fromkeys(CHECK["env"], ""),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "RUNNER_TEMP": str(folder),
        }

    def check_out(self, ref: str, depth: int) -> str:
        """What actions/checkout does, with its `ref` and `fetch-depth`; the commit."""
        self.work.mkdir()
        self._git("init", "-q")
        self._git("remote", "add", "origin", f"file://{self.origin.path}")
        shallow = [f"--depth={depth}"] if depth else []
        self._git("fetch", "-q", "--no-tags", *shallow, "origin", ref)
        self._git("checkout", "-q", "--force", "FETCH_HEAD")
        return self._git("rev-parse", "HEAD")

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.work), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def run(self, **environment: str) -> tuple[int, list[str]]:
        """The exit code of the step, and the lines that it printed."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]],
            cwd=self.work,
            env=self._environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()


@pytest.fixture
def base(clone) -> str:
    """The tip of the default branch, with a problem that is nobody's here."""
    clone.git("config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub's servers do
    draft = clone.sample.draft
    return clone.commit({draft: with_item(clone.text(draft), "Miscellaneous", OLD)}, "Older")


@pytest.fixture
def runner(clone, base, tmp_path) -> Runner:
    return Runner(clone, tmp_path)


def propose(clone, files) -> tuple[str, str]:
    """A pull request of two commits, and GitHub's merge of it into a later default branch."""
    clone.git("checkout", "-q", "-b", "proposal")
    clone.commit({"README.md": "Read this.\n"}, "Read")
    head = clone.commit(files, "Propose")
    clone.git("checkout", "-q", "main")
    draft = clone.sample.draft
    clone.commit({draft: with_item(clone.text(draft), "Newsletters", OLD + "/2")}, "Later")
    clone.git("checkout", "-q", "--detach")
    clone.git("merge", "-q", "--no-ff", "proposal")
    merge = clone.git("rev-parse", "HEAD")
    clone.git("update-ref", "refs/pull/1/merge", merge)
    clone.git("update-ref", "refs/pull/1/head", head)
    return head, merge


def pull_request(merge: str, base: str) -> dict[str, str]:
    """What a run for a pull request is told; the event's base may be behind."""
    return {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REF": "refs/pull/1/merge",
        "GITHUB_SHA": merge,
        "PULL_BASE": base,
        "PUSHED_ONTO": NOBODY,  # the event of a push to it has this too
    }


@pytest.mark.parametrize("depth", [1, 2, 0])
@pytest.mark.parametrize("ref", ["refs/pull/1/merge", "refs/pull/1/head"])
def test_a_pull_request_is_judged_by_what_it_changes(clone, runner, base, ref, depth):
    """However little was fetched, older problems and those of others are passed over."""
    draft = clone.sample.draft
    _, merge = propose(clone, {draft: with_item(clone.text(draft), "Research", BAD)})
    runner.check_out(ref, depth)

    code, lines = runner.run(**pull_request(merge, base))

    assert code == 1
    assert [line.startswith(TOLD.format(draft)) for line in lines] == [True]


def test_a_clean_pull_request_passes_in_silence(clone, runner, base):
    """Also one that has nothing to do with the newsletter, from somebody with odd file names."""
    odd = {"$(touch pwned); `id`\n-x.md": "x\n", "draft/--fix\n::error::pwned.md": "- x\n"}
    _, merge = propose(clone, odd)
    runner.check_out("refs/pull/1/merge", 1)

    assert runner.run(**pull_request(merge, base)) == (0, [])
    assert not (runner.work / "pwned").exists()


def test_a_push_is_judged_by_what_it_changes(clone, runner, base):
    """From where the branch stood, or from the commit before where that is not known."""
    draft = clone.sample.draft
    pushed = clone.commit({draft: with_item(clone.text(draft), "Research", BAD)}, "Push")
    runner.check_out("main", 1)
    push = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main", "GITHUB_SHA": pushed}

    assert [runner.run(**push, PUSHED_ONTO=old)[0] for old in (base, pushed, NOBODY)] == [1, 0, 1]


def test_named_files_are_judged_whole(clone, runner):
    """Patterns are expanded, and nothing else is."""
    runner.check_out("main", 1)

    code, lines = runner.run(FILES="draft/*.md\n")

    assert code == 1
    assert ["title=bullet" in line for line in lines] == [True]
    assert runner.run(FILES="$(touch pwned)")[0] == 2
    assert not (runner.work / "pwned").exists()


@pytest.mark.parametrize(
    ("event", "said"),
    [("schedule", "Nothing to compare with on schedule"), ("pull_request_target", "ref")],
)
def test_where_nothing_can_be_compared_it_is_told(clone, runner, base, event, said):
    """A check that looked at nothing must not pass."""
    target = {"PULL_BASE": base} if event == "pull_request_target" else {}
    runner.check_out("main", 1)

    code, lines = runner.run(GITHUB_EVENT_NAME=event, GITHUB_REF="", GITHUB_SHA=base, **target)

    assert code == 2
    assert lines[0].startswith("::error title=ghapp::")
    assert said in lines[0]


def test_what_others_wrote_reaches_the_shell_as_data():
    """No step has an expression in its script: GitHub would paste text of strangers into it."""
    steps = ACTION["runs"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps)
    assert all(len(step["uses"].partition("@")[2]) == 40 for step in steps if "uses" in step)


def test_the_hook_is_for_drafts(clone):
    """pre-commit gives it the drafts that a commit touches, and no template or edition."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    names = [*clone.sample.files, "draft/2026-08-26-this-week-in-rust.md"]
    given = [name for name in names if re.search(hook["files"], name)]
    assert given == [clone.sample.draft, "draft/2026-08-26-this-week-in-rust.md"]
    assert hook["entry"].split() == ["ghapp", "check"]
