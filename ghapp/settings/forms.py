"""What a setting takes: said once, for reader, schema, documentation and example."""

from __future__ import annotations

from ghapp.newsletter.code_spans import code_span
from ghapp.newsletter.patterns import pattern
from ghapp.records import form_of, record, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Any

KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    tuple: "a list of texts",
}


@record
class Form:
    """What the values of a setting are, beyond the type of its default."""

    takes: str = ""  # what it takes, in words; empty where the rest of the form says it
    words: tuple[str, ...] = ()  # the only texts there are
    pattern: str = ""  # of each whole text, as Python and JavaScript both understand it
    least: int | None = None
    most: int | None = None
    length: int | None = None  # of a list, whose texts all differ
    test: Callable[[str], bool] | None = None  # what a pattern cannot tell
    near: Callable[[], Collection[str]] | None = None  # names that may have been meant
    is_required: bool = False
    names: tuple[str, ...] = ()  # of a table with a value for each name; none: it has any names
    called: str = "setting"  # what one of these names is
    reads: Callable[[str], Any] | None = None  # what a text means
    each: type | None = None  # the records of a list of tables


ANY = Form()


def taken(form: Form, default: Any) -> str:
    """What a setting takes, in words: "one of `a`, `b`"."""
    if form.takes:
        return form.takes
    if form.words:
        return f"one of {', '.join(map(code_span, form.words))}"
    kind = KINDS.get(type(default), KINDS[str])
    if form.most is not None:
        return f"{kind} from {form.least} to {form.most}"
    return f"{kind} from {form.least}" if form.least is not None else kind


def described_by(settings: Any, field: str) -> str:
    """What a setting is for, and what it takes where its default does not show that."""
    form: Form = form_of(settings, field) or ANY
    text = text_of(settings, field)
    is_hidden = form.words or form.test is not None
    return f"{text} Takes {taken(form, getattr(settings, field))}." if is_hidden else text


def accepts(form: Form, default: Any, value: Any) -> bool:
    """Whether a value, as TOML has it, can be that of a setting with this default."""
    if isinstance(default, tuple):
        return isinstance(value, list) and _accepts_list(form, value)
    if type(value) is not type(default):
        return False
    if isinstance(value, str):
        # What tells a right one is slow to load, and most files say what holds anyway.
        return value == default != "" or _accepts_text(form, value)
    too_small = form.least is not None and value < form.least
    return not (too_small or (form.most is not None and value > form.most))


def _accepts_list(form: Form, values: list[Any]) -> bool:
    if not all(isinstance(one, str) and _accepts_text(form, one) for one in values):
        return False
    return form.length is None or len(values) == len(set(values)) == form.length


def _accepts_text(form: Form, text: str) -> bool:
    if form.words and text not in form.words:
        return False
    if form.pattern and not pattern(form.pattern).fullmatch(text):
        return False
    return form.test is None or form.test(text)
