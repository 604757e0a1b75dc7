"""Records behave as frozen dataclasses do."""

from functools import cached_property

import pytest

from ghapp.records import record, replaced


@record
class Point:
    x: int
    y: int = 0

    @cached_property
    def sum(self) -> int:
        return self.x + self.y


def test_fields_are_given_by_position_by_name_or_by_default():
    """A record takes its fields in order, or by name, and knows its defaults."""
    assert Point(1) == Point(x=1, y=0)
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"


def test_equal_records_are_one_in_a_set():
    """Equality and hash go by the fields, not by what was computed from them."""
    first, second = Point(1, 2), Point(1, 2)
    assert first.sum == 3
    assert len({first, second}) == 1
    assert first != Point(2, 1)


def test_a_record_cannot_be_changed():
    """A field is set once."""
    with pytest.raises(AttributeError):
        Point(1).x = 2


@pytest.mark.parametrize("arguments", [(), (1, 2, 3)])
def test_wrong_arguments_are_told(arguments):
    """Too few or too many fields are a TypeError that names them."""
    with pytest.raises(TypeError, match="x, y"):
        Point(*arguments)
    with pytest.raises(TypeError, match="x, y"):
        Point(1, z=3)


def test_replacing_makes_another():
    """The original stays as it was."""
    one = Point(1, 2)
    assert one.sum == 3
    assert replaced(one, y=5) == Point(1, 5)
    assert replaced(one, y=5).sum == 6
    assert one == Point(1, 2)
