"""Reading a text table by table, noting what is wrong instead of stopping at it."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from console.domain.reading.fault import Fault, Faulty

E = TypeVar("E", bound=StrEnum)


def opened(source: str) -> tuple["Table", list[Fault]]:
    """Return the outermost table of ``source``, and the list in which its faults are noted.

    Raises:
        Faulty: the text is not TOML.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        fault = Fault("the file", f"This is not TOML: {error}.", "Mend the line that it names.")
        raise Faulty((fault,)) from None
    faults: list[Fault] = []
    name = data.get("id")
    return Table(data, name if isinstance(name, str) else "the file", faults), faults


class Table:
    """One TOML table.  Every look-up returns something usable and notes a fault beside it."""

    def __init__(self, data: Mapping[str, object], where: str, faults: list[Fault]) -> None:
        self._data = data
        self._where = where
        self._faults = faults

    @property
    def data(self) -> Mapping[str, object]:
        """The table as it was read."""
        return self._data

    @property
    def where(self) -> str:
        """What its faults are said of."""
        return self._where

    def note(self, what: str, remedy: str) -> None:
        """Note that something is wrong in this table, and how to mend it."""
        self._faults.append(Fault(self._where, what, remedy))

    def only(self, known: set[str]) -> None:
        """Note every key that is not in ``known``: a misspelt key must not vanish in silence."""
        for key in self._data.keys() - known:
            near = get_close_matches(key, known, 1)
            remedy = f"Did you mean “{near[0]}”?" if near else f"Known are {_list(known)}."
            self.note(f"“{key}” is not known here.", remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under ``key``."""
        value = self._data.get(key, default)
        if isinstance(value, str) and (value or default is not None):
            return value
        self.note(f"“{key}” is missing or is not text.", f'Write {key} = "…".')
        return ""

    def whole(self, key: str, default: int | None = None) -> int:
        """Return the whole number, 1 or more, under ``key``."""
        value = self._data.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.note(f"“{key}” is missing or is not a whole number from 1.", f"Write {key} = 1.")
        return 1

    def number(self, key: str) -> int | None:
        """Return the whole number of seconds under ``key``, if it is there."""
        value = self._data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.note(f"“{key}” is not a number of seconds.", f"Write {key} = 60, or leave it out.")
        return None

    def figure(self, key: str) -> int | None:
        """Return the whole number, 0 or more, under ``key``, if it is there."""
        value = self._data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.note(f"“{key}” is not a whole number from 0.", f"Write {key} = 0, or leave it out.")
        return None

    def day(self, key: str) -> date:
        """Return the day under ``key``."""
        value = self._data.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.note(f"“{key}” is missing or is not a day.", f"Write {key} = 2026-01-31.")
        return date.min

    def flag(self, key: str, *, default: bool) -> bool:
        """Return the yes or no under ``key``."""
        value = self._data.get(key, default)
        if isinstance(value, bool):
            return value
        self.note(f"“{key}” is neither true nor false.", f"Write {key} = true or {key} = false.")
        return default

    def choice(self, key: str, of: type[E], default: E) -> E:
        """Return one of ``of``."""
        return self.maybe(key, of) or default

    def maybe(self, key: str, of: type[E]) -> E | None:
        """Return one of ``of``, if the key is there."""
        value = self._data.get(key)
        if value is None:
            return None
        return self._member(key, value, of)

    def choices(self, key: str, of: type[E]) -> tuple[E, ...]:
        """Return some of ``of``."""
        found = (self._member(key, value, of) for value in self.texts(key))
        return tuple(member for member in found if member is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under ``key``; absent is empty."""
        value = self._data.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.note(f"“{key}” is not a list of texts.", f'Write {key} = ["…", "…"].')
        return ()

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a table of code = label as pairs, in the order in which they are written."""
        value = self._data.get(key, {})
        if isinstance(value, dict) and all(isinstance(label, str) for label in value.values()):
            return tuple((str(code), label) for code, label in value.items())
        self.note(f"“{key}” is not a table of labels.", f'Write {key}.code = "label".')
        return ()

    def members(self, of: type[E]) -> tuple[tuple[str, E], ...]:
        """Return every key of this table with the one of ``of`` that stands under it."""
        found = ((key, self._member(key, value, of)) for key, value in self._data.items())
        return tuple((key, member) for key, member in found if member is not None)

    def table(self, key: str) -> "Table | None":
        """Return the table under ``key``, if it is there."""
        value = self._data.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(value, f"{self._where} {key}", self._faults)
        self.note(f"“{key}” is not a table.", f"Write {key}.en = “…”.")
        return None

    def tables(self, key: str, word: str, under: str | None = None) -> tuple["Table", ...]:
        """Return the tables under ``key``, each known in faults by its own id.

        Args:
            key: where the list of them stands.
            word: what one of them is called.
            under: of what their faults are said, if not of this table.
        """
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.note(f"“{key}” is not a list of tables.", f"Write [[…{key}]] above each of them.")
            return ()
        root = self._where if under is None else under
        return tuple(
            Table(item, f"{root} {word} {item.get('id', item.get('key', number))}", self._faults)
            for number, item in enumerate(value, start=1)
        )

    def _member(self, key: str, value: object, of: type[E]) -> E | None:
        found = next((member for member in of if member == value), None)
        if found is not None:
            return found
        self.note(f"“{key}” is “{value}”, which is not known.", f"Known are {_list(of)}.")
        return None


def _list(known: "set[str] | type[StrEnum]") -> str:
    return ", ".join(sorted(known))
