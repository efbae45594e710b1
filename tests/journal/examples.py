"""One example of every type of event, made from its fields alone, and a strategy for all."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from console.domain import events
from console.domain.place.point import Point
from console.domain.private import Private
from console.domain.protocol.escalation import Value

EVENT_TYPES: tuple[type, ...] = get_args(events.Event)
# What PostgreSQL and UTF-8 can hold: no NUL, no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TIMES = st.datetimes(timezones=st.just(UTC))
NUMBERS = st.integers(-(2**53), 2**53)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def _register() -> None:
    st.register_type_strategy(str, TEXT)
    st.register_type_strategy(int, NUMBERS)
    st.register_type_strategy(float, FLOATS)
    st.register_type_strategy(datetime, TIMES)
    longest = timedelta(days=3_650)
    st.register_type_strategy(timedelta, st.timedeltas(timedelta(0), longest))
    st.register_type_strategy(Point, st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)))
    st.register_type_strategy(
        Private,
        lambda type_: st.builds(Private, st.from_type(get_args(type_)[0]), TEXT),
    )
    coded = st.builds(Value, TEXT, TEXT)
    worded = st.builds(Value, TEXT, st.none(), st.builds(Private, TEXT, TEXT))
    st.register_type_strategy(Value, coded | worded)


_register()


def example(type_: Any) -> Any:  # noqa: ANN401
    """Return a value of ``type_`` with something in every field; always the same one."""
    origin, args = get_origin(type_), get_args(type_)
    if origin in {Union, UnionType}:
        return example(next(arg for arg in args if arg is not type(None)))
    if origin is Private:
        return Private(example(args[0]), "5a17")
    if origin is tuple:
        items = args[:-1] if args[-1] is Ellipsis else args
        return tuple(example(item) for item in items)
    if origin is frozenset:
        return frozenset({example(args[0])})
    if hasattr(type_, "__supertype__"):
        return example(type_.__supertype__)
    return _plain(type_)


def _plain(type_: type) -> Any:  # noqa: ANN401
    if is_dataclass(type_):
        hints = get_type_hints(type_)
        made = {field.name: example(hints[field.name]) for field in fields(type_)}
        return type_(**made)
    if issubclass(type_, Enum):
        return list(type_)[-1]
    plain: dict[type, Any] = {
        str: "Grüße, 🕊",
        bool: True,
        int: 7,
        float: 4.5,
        datetime: datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC),
        date: date(2026, 3, 1),
        timedelta: timedelta(minutes=5),
    }
    return plain[type_]
