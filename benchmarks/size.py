"""How large the code is: lines, long modules, functions and rules, and compiled patterns.

Run it with `python benchmarks/size.py [REVISION...]` in the project's work tree. Without a
revision it reads the work tree; with some it prints each of them and the work tree, side by side.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULE, FUNCTION, RULE = 150, 50, 90  # lines, above which one is long
Files = dict[str, str]  # path -> text


@dataclass(frozen=True)
class Size:
    """What is counted; the names are those of what is too long."""

    lines: dict[str, int]  # by top folder
    modules: list[str]
    functions: list[str]
    rules: list[str]
    patterns: int


def in_work_tree() -> Files:
    """The Python files as they stand on disk, those that git does not know among them."""
    names = (
        _git("ls-files", "--cached", "--others", "--exclude-standard", "*.py").decode().split("\n")
    )
    paths = [ROOT / name for name in names if name]
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in paths
        if path.exists()
    }


def at(revision: str) -> Files:
    """The Python files of a revision."""
    packed = io.BytesIO(_git("archive", "--format=tar", revision))
    files: Files = {}
    with tarfile.open(fileobj=packed) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".py") else None
            if file is not None:
                files[member.name] = file.read().decode()
    return files


def _git(*arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode().strip())
    return done.stdout


def size_of(files: Files) -> Size:
    """Count everything."""
    lines: dict[str, int] = {}
    app = {path: text for path, text in files.items() if path.startswith("ghapp/")}
    for path, text in files.items():
        top = path.split("/")[0] if "/" in path else "(top)"
        lines[top] = lines.get(top, 0) + _lines(text)
    long_modules = {p: _lines(text) for p, text in app.items() if _lines(text) > MODULE}
    functions = dict(found for path, text in app.items() for found in _functions(path, text))
    rules = {p: _lines(t) for p, t in app.items() if "\nRULE = " in t and _lines(t) > RULE}
    patterns = sum(
        _patterns(text) for path, text in app.items() if not path.startswith("ghapp/sandbox/")
    )
    return Size(lines, _named(long_modules), _named(functions), _named(rules), patterns)


def _lines(text: str) -> int:
    return len(text.splitlines())


def _named(found: dict[str, int]) -> list[str]:
    return [f"{name} {count}" for name, count in sorted(found.items(), key=lambda one: -one[1])]


def _functions(path: str, text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > FUNCTION:
                yield f"{path}:{node.name}", count


def _patterns(text: str) -> int:
    """How many regular expressions are compiled by name: `pattern(...)` and `re.compile(...)`."""
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return sum(
        (isinstance(call, ast.Name) and call.id == "pattern")
        or (isinstance(call, ast.Attribute) and ast.unparse(call) == "re.compile")
        for call in calls
    )


def main(revisions: list[str]) -> None:
    """Print one column for each revision, and the names of what is too long now."""
    sizes = {revision: size_of(at(revision)) for revision in revisions}
    sizes["work tree"] = now = size_of(in_work_tree())
    print(f"{'':32}" + "".join(f"{name[:14]:>16}" for name in sizes))
    for top in sorted({top for size in sizes.values() for top in size.lines}):
        _row(f"lines of {top}", [size.lines.get(top, 0) for size in sizes.values()])
    _row("modules above 150 lines", [len(size.modules) for size in sizes.values()])
    _row("functions above 50 lines", [len(size.functions) for size in sizes.values()])
    _row("rules above 90 lines", [len(size.rules) for size in sizes.values()])
    _row("patterns outside the sandbox", [size.patterns for size in sizes.values()])
    for title, names in (
        ("modules", now.modules),
        ("functions", now.functions),
        ("rules", now.rules),
    ):
        print(f"\nlong {title} in the work tree\n" + "\n".join(f"  {name}" for name in names))


def _row(name: str, counts: list[int]) -> None:
    print(f"{name:32}" + "".join(f"{count:>16,}" for count in counts))


if __name__ == "__main__":
    main(sys.argv[1:])
