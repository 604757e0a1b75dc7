"""Frozen records, as `dataclass(frozen=True)` makes them, but defined at no cost.

Defining one takes 19 µs, a dataclass 1.9 ms. A cold `ghapp check` is over in less time than it
would take to define fifty of those, so what that command loads is made of these.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the standard library's own costs the import of `typing`
if TYPE_CHECKING:
    from functools import cached_property as cached_property
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    class cached_property:  # noqa: N801 - called as in the standard library
        """An attribute worked out when it is first asked for, and then kept.

        As `functools.cached_property` does it from Python 3.12 on. That of 3.11 takes a lock as
        well: 1.5 µs instead of 0.6, and more than most of what is worked out here.
        """

        def __init__(self, function):
            self._function = function
            self._name = function.__name__
            self.__doc__ = function.__doc__

        def __get__(self, one, owner=None):
            if one is None:
                return self
            value = one.__dict__[self._name] = self._function(one)
            return value

    def dataclass_transform(**_):
        """For the type checker only; does nothing at run time."""
        return lambda function: function


class Described:
    """A default with what the field is for."""

    def __init__(self, value: Any, text: str, form: Any) -> None:
        self.value = value
        self.text = text
        self.form = form


def described(default: Any, text: str, form: Any = None) -> Any:
    """A field's default, and what the field is for, in a sentence for documentation.

    `form` says in whatever terms the record's readers have what else is known of its values.
    """
    return Described(default, text, form)


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a frozen record; a default stands behind its field."""
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    texts, forms = {}, {}
    for name, default in defaults.items():
        if isinstance(default, Described):
            defaults[name], texts[name] = default.value, default.text
            forms[name] = default.form
            setattr(cls, name, default.value)

    def initialise(self: Any, *arguments: Any, **named: Any) -> None:
        values = self.__dict__
        values.update(defaults)
        values.update(zip(names, arguments, strict=False))
        values.update(named)
        if len(values) != len(names) or len(arguments) > len(names):
            raise TypeError(f"{cls.__name__} takes {', '.join(names)}")

    behaviour = {
        "__init__": initialise,
        "__record_fields__": names,
        "__record_texts__": texts,
        "__record_forms__": forms,
        **METHODS,
    }
    for name, value in behaviour.items():
        setattr(cls, name, value)
    return cls


def _refuse_change(self: Any, name: str, _: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")


def _equals(self: Any, other: object) -> bool:
    return type(self) is type(other) and _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _show(self: Any) -> str:
    pairs = zip(fields_of(self), _values(self), strict=True)
    shown = (f"{name}={value!r}" for name, value in pairs)
    return f"{type(self).__name__}({', '.join(shown)})"


def _values(self: Any) -> tuple[Any, ...]:
    values = self.__dict__
    return tuple([values[name] for name in self.__record_fields__])


METHODS = {
    "__setattr__": _refuse_change,
    "__eq__": _equals,
    "__hash__": _hash,
    "__repr__": _show,
}


def fields_of(one: Any) -> tuple[str, ...]:
    """The names of the fields of a record, or of a class of records."""
    names: tuple[str, ...] = one.__record_fields__
    return names


def text_of(one: Any, name: str) -> str:
    """What a field is for, as it was described."""
    texts: dict[str, str] = one.__record_texts__
    return texts[name]


def form_of(one: Any, name: str) -> Any:
    """What else is known of a field's values, as it was described; None where nothing was said."""
    return one.__record_forms__[name]


def is_record(one: object) -> bool:
    """Whether something is a record, or a class of records."""
    return hasattr(one, "__record_fields__")


def replaced(one: T, **changes: Any) -> T:
    """The same record with other values in some fields."""
    names, known = fields_of(one), one.__dict__
    # Behind the fields stands what was worked out from their old values.
    values = known if len(known) == len(names) else {name: known[name] for name in names}
    made = object.__new__(type(one))
    made.__dict__.update(values, **changes)
    if len(made.__dict__) != len(names):
        raise TypeError(f"{type(one).__name__} takes {', '.join(names)}")
    return made
