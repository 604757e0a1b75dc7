"""Who may import whom: the house keeps the directions that docs/design.md draws."""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "ghapp"

# Each may import itself and what stands to its left.
LAYERS = ["newsletter", "rules", "settings", "review", "ports", "features", "commands", "handling"]
ALLOWED = {layer: set(LAYERS[: index + 1]) for index, layer in enumerate(LAYERS)}
ALLOWED["ports"] = {"ports", "review"}  # a changed file is one thing, wherever it comes from
ALLOWED["board"] = {*LAYERS[: LAYERS.index("features") + 1], "board"}
ALLOWED["github"] = {"ports", "review", "github"}
ALLOWED["migration"] = {"migration"}
ALLOWED["database"] = {"database"}
ALLOWED["store"] = {"ports", "store", "migration", "database"}
ALLOWED["engine"] = {"ports", "engine", "database"}
ALLOWED["environment"] = {"environment"}
ALLOWED["local"] = {"newsletter", "rules", "settings", "review", "local"}
ALLOWED["sandbox"] = {"sandbox"}

for may_import in ALLOWED.values():
    may_import.add("records")  # what plain values are made of

# Libraries that only one place may know.
ONLY_IN = {
    "dbos": {"engine"},
    "gidgethub": {"github", "server"},
    "sqlalchemy": {"database", "engine", "store", "migration", "server"},
    "aiohttp": {"github", "server", "sandbox", "demo"},
}


FILES = [path.relative_to(HOUSE) for path in sorted(HOUSE.rglob("*.py"))]


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """All files of the house, read."""
    return {path: ast.parse((HOUSE / path).read_text()) for path in FILES}


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            if node.module == "ghapp":
                yield from (f"ghapp.{alias.name}" for alias in node.names)


def part(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=Path.as_posix)
def test_imports_keep_their_direction(path, trees):
    """A module imports only what its part of the house may know."""
    for name in imported(trees[path]):
        head, _, rest = name.partition(".")
        if head == "ghapp" and rest and part(path) in ALLOWED:
            assert rest.split(".")[0] in ALLOWED[part(path)], f"{path} imports {name}"
        if head in ONLY_IN:
            assert part(path) in ONLY_IN[head], f"{path} imports {name}"
        if rest.split(".")[0] == "sandbox":
            assert part(path) in {"sandbox", "demo"}, f"{path} imports {name}"


def module_name(path: Path) -> str:
    return ".".join(("ghapp", *path.with_suffix("").parts)).removesuffix(".__init__")


def files_imported(tree: ast.AST, known: set[str]) -> set[str]:
    """The modules of the house that a file imports, in functions and for the type checker too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) or {node.module}
    return found & known


def test_no_two_files_import_each_other(trees):
    """What a file needs stands to its left: no way along the imports leads back."""
    known = {module_name(path): tree for path, tree in trees.items()}
    imports = {name: files_imported(tree, set(known)) - {name} for name, tree in known.items()}
    assert len(imports) > 100
    TopologicalSorter(imports).prepare()  # raises an error that names the files of a circle


def test_the_command_line_loads_no_server(tmp_path):
    """`ghapp check` starts without the server's libraries."""
    heavy = (
        "aiohttp dbos gidgethub sqlalchemy jinja2 asyncio ftfy markdown pycountry"
        " argparse dataclasses json pathlib subprocess tomllib typing"
    )
    program = (
        "import sys; from ghapp.cli.main import main; main(['check', sys.argv[1]]);"
        "print(sorted(set(sys.argv[2].split()) & set(sys.modules)))"
    )
    draft = tmp_path / "draft.md"
    draft.write_text(
        "## Updates\n\n* [Post](https://blog.example/a)\n- [Other](https://b.example/b)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(draft), heavy],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_no_two_classes_have_one_name(trees):
    """A name says which class is meant, whatever module it is read in."""
    places = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(str(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
