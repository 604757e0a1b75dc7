"""How fast drafts are checked: each figure beside an anchor, in turns, in one run.

    python benchmarks/speed.py CLONE      a clone of a newsletter's repository

Anchors are a bare Python process and, where it is on the PATH, rumdl. Times drift from machine to
machine and from minute to minute: the ratios are what to look at. The newsletter's own link check,
which is not at hand, was measured once beside a bare process, and is compared with by that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ghapp.local.archive import DiskArchive
from ghapp.local.kept_renderer import KeptRenderer
from ghapp.newsletter.calendar import Layout
from ghapp.newsletter.changes import Change
from ghapp.newsletter.template import Template
from ghapp.rules.context import Context
from ghapp.rules.judge import judge
from ghapp.rules.registry import rules

ROUNDS = 15
FEW_ROUNDS = 5
ALL = 10**9

CHANGED = "ghapp, changed"  # what was found in the files is not known
AS_IT_WAS = "ghapp, as it was"  # nothing has changed since the last time
SETTLED = 3  # seconds, after which what was found in a work tree is kept

BARE = 0.013  # seconds: a bare Python process on the machine on which these were measured
LINK_CHECKS = {"the link check": (0.94, 20), "the link check with a base": (1.73, 35)}
MOST_RUMDLS = 3
MOST_MEMORY = 25  # MiB


def main(clone: Path) -> None:
    """Print all figures for one clone."""
    editions = sorted((clone / "content").glob("*.md"))
    largest = max(editions, key=lambda path: path.stat().st_size)
    print(f"{len(editions)} editions, largest {largest.name} ({largest.stat().st_size} bytes)\n")
    cold(clone, largest, 25)
    cold(clone, largest, ALL)
    warm(clone, largest)
    index(clone)
    whole_archive(editions)


def cold(clone: Path, edition: Path, most: int) -> None:
    """A process of its own for one draft and the last editions, their index cached."""
    with tempfile.TemporaryDirectory() as folder:
        draft = work_tree(Path(folder), clone, edition, most)
        env = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        check = [sys.executable, "-m", "ghapp", "check", str(draft)]
        commands = {
            "bare Python": [sys.executable, "-c", "pass"],
            CHANGED: check,
            AS_IT_WAS: check,
        }
        rumdl = shutil.which("rumdl")
        if rumdl:
            commands["rumdl"] = [rumdl, "check", "--no-cache", str(draft)]
        time.sleep(SETTLED)
        run(check, env)
        memory = {name: peak_memory(name, command, env) for name, command in commands.items()}
        best = best_of(commands, env)
    searched = "all editions" if most == ALL else f"the last {most} editions"
    print(f"one draft against {searched}, cold process, best of {ROUNDS}")
    for name, seconds in best.items():
        against = " ".join(
            f"{seconds / best[other]:.2f} x {other}" for other in best if other != name
        )
        print(f"  {name:16} {seconds * 1000:7.1f} ms {memory[name]:5.1f} MiB   {against}")
    for name in (CHANGED, AS_IT_WAS):
        for line in budgets(best, name, memory[name]):
            print(f"  {name}: {line}")
    print()


def budgets(best: dict[str, float], name: str, memory: float) -> Iterator[str]:
    """What was measured beside what is allowed."""
    check, bare = best[name], best["bare Python"]
    for other, (seconds, least) in LINK_CHECKS.items():
        times = seconds / BARE / (check / bare)
        yield f"{times:.0f} times as fast as {other} (at least {least}{missed(times >= least)})"
    if "rumdl" in best:
        times = check / best["rumdl"]
        yield f"{times:.1f} x rumdl (at most {MOST_RUMDLS}{missed(times <= MOST_RUMDLS)})"
    yield f"{memory:.1f} MiB (at most {MOST_MEMORY}{missed(memory <= MOST_MEMORY)})"


def missed(is_kept: bool) -> str:
    """A mark behind a budget that is not kept."""
    return "" if is_kept else ": MISSED"


def work_tree(root: Path, clone: Path, edition: Path, most: int) -> Path:
    """A work tree with the clone's editions, in which this one is a draft again: its path."""
    (root / ".git").mkdir()
    (root / "content").symlink_to(clone.resolve() / "content")
    shutil.copytree(clone / "draft", root / "draft")
    settings = root / ".github" / "ghapp.toml"
    settings.parent.mkdir()
    settings.write_text(f"[duplicates]\neditions = {most}\n")
    return Path(shutil.copy(edition, root / "draft"))


def run(command: list[str], env: dict[str, str]) -> bytes:
    """What a command prints; 1 means that it found problems, anything else ends the benchmark."""
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        said = done.stderr.decode(errors="replace").strip()
        sys.exit(f"{' '.join(command)[:200]} ended with {done.returncode}: {said}")
    return done.stdout


def best_of(
    commands: dict[str, list[str]], env: dict[str, str], rounds: int = ROUNDS
) -> dict[str, float]:
    """The best time of each command in seconds, measured in turns."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds):
        for name, command in commands.items():
            forget(name, env)
            start = time.perf_counter()
            run(command, env)
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def forget(name: str, env: dict[str, str]) -> None:
    """Remove what was found in files, if they are to count as changed; the index is kept."""
    if name == CHANGED:
        for kept in Path(env["XDG_CACHE_HOME"], "ghapp").glob("findings-*"):
            kept.unlink()


def peak_memory(name: str, command: list[str], env: dict[str, str]) -> float:
    """The largest resident set of a command, in MiB."""
    forget(name, env)
    program = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False).returncode\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
        "sys.exit(code)"
    )
    return float(run([sys.executable, "-c", program, *command], env))


def warm(clone: Path, path: Path) -> None:
    """One draft in a process that has everything loaded, beside its bare parsing."""
    import pyromark

    text = path.read_text()
    archive = DiskArchive(str(clone / "content"), Layout(), 25)
    template = Template((clone / "draft/DRAFT_TEMPLATE").read_text())
    context = Context(template=template, archive=archive, renderer=KeptRenderer())
    every_rule = rules()
    change = "draft/" + path.name

    def check() -> None:
        judge(Change.whole(change, text), context, every_rule, {})

    def fix() -> None:
        _ = judge(Change.whole(change, text), context, every_rule, {}).fixed

    def parse() -> None:
        list(pyromark.events_with_range(text))

    checking, parsing = in_turns(check, parse)
    fixing, _ = in_turns(fix, parse)
    print(f"one draft, warm, {len(every_rule)} rules")
    print(f"  {checking * 1000:.2f} ms, {checking / parsing:.1f} x its bare parsing", end="")
    print(f"; with all fixes worked out {fixing * 1000:.2f} ms\n")


def in_turns(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The best time of each in seconds, measured alternately."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for which, run in enumerate((first, second)):
            start = time.perf_counter()
            run()
            best[which] = min(best[which], time.perf_counter() - start)
    return best[0], best[1]


def index(clone: Path) -> None:
    """The index of the whole archive: from nothing, unchanged, and with one edition more."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        copy = Path(shutil.copytree(clone / "content", f"{folder}/content"))

        def timed() -> float:
            start = time.perf_counter()
            _ = DiskArchive(str(copy), Layout(), ALL).index
            return (time.perf_counter() - start) * 1000

        nothing, unchanged = timed(), min(timed() for _ in range(ROUNDS))
        newest = max(copy.glob("*.md"))
        (copy / "2099-12-30-this-week-in-rust.md").write_text(newest.read_text())
        print("index of the whole archive")
        print(f"  from nothing {nothing:.0f} ms, unchanged {unchanged:.2f} ms", end="")
        print(f", one new edition {timed():.1f} ms\n")


def whole_archive(editions: list[Path]) -> None:
    """Every edition checked as a draft by one command, beside rumdl over the same files."""
    names = [str(path) for path in editions]
    check = [sys.executable, "-m", "ghapp", "check", *names]
    commands = {CHANGED: check, AS_IT_WAS: check}
    rumdl = shutil.which("rumdl")
    if rumdl:
        commands["rumdl"] = [rumdl, "check", "--no-cache", *names]
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "XDG_CACHE_HOME": folder}
        run(check, env)
        best = best_of(commands, env, rounds=FEW_ROUNDS)
    print(f"the whole archive, best of {FEW_ROUNDS}")
    for name, seconds in best.items():
        against = f", {seconds / best['rumdl']:.1f} x rumdl" if rumdl else ""
        print(f"  {name:16} {seconds:.2f} s{against}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} CLONE")
    main(Path(sys.argv[1]))
