"""Front matter that is no YAML or no TOML: the line where reading it ends, and why."""

from __future__ import annotations

from ghapp.newsletter.fences import TOML
from ghapp.newsletter.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

TOML_PLACE = pattern(r" \(at (?:line (\d+), column \d+|end of document)\)$")
LONGEST = 20_000  # characters; nobody writes so much by hand
BROKEN_OFF = "Illegal character '\\n'"  # in a text of TOML
QUOTED = "while scanning a quoted scalar"
UNPAIRED = "a quotation mark has no partner"


def unreadable_field(lines: Sequence[str]) -> tuple[int, str] | None:
    """The line of the first mistake, and what the parser says; None where all can be read.

    Args:
        lines: the front matter with both of its fences.

    """
    inside = "\n".join(lines[1:-1])
    if len(inside) > LONGEST:
        return None
    try:
        return _in_toml(inside) if lines[0].rstrip() == TOML else _in_yaml(inside)
    except RecursionError:
        return 2, "it is nested too deeply"


def _in_toml(text: str) -> tuple[int, str] | None:
    import tomllib  # here and below: for newsletters that have such front matter

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        place = TOML_PLACE.search(reason)
        line = place[1] if place else None
        last = text.count("\n") + 1
        reason = UNPAIRED if reason.startswith(BROKEN_OFF) else TOML_PLACE.sub("", reason)
        return 1 + (int(line) if line else last), reason
    return None


def _in_yaml(text: str) -> tuple[int, str] | None:
    import yaml

    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        is_quoted = error.context == QUOTED
        mark = error.context_mark if is_quoted else error.problem_mark
        reason = UNPAIRED if is_quoted else error.problem
        return 2 + (mark.line if mark else 0), reason or "it is no YAML"
    except yaml.YAMLError as error:  # characters that no YAML has
        return 2, str(error).partition("\n")[0]
    if not isinstance(node, yaml.MappingNode):
        return 2, "it is no list of fields"
    names: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            return 2 + key.start_mark.line, "the name of a field is a list"
        if key.value in names:
            return 2 + key.start_mark.line, "a field stands twice"
        names.add(key.value)
    return None
