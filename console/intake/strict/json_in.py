"""JSON as it may come in from outside: small, shallow, and with nothing odd in it."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from gettext import gettext as _
from typing import TypeAlias

from console.intake.strict.wanted import NotAsWanted

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

LARGEST = 256 * 1024
"""The most bytes that one event may have."""
DEEPEST = 12
"""How many lists and objects may stand inside one another."""
_KNOWN_DIGITS = 15
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def read(raw: bytes, largest: int = LARGEST, deepest: int = DEEPEST) -> Json:
    """Return the one JSON value in ``raw``.

    Args:
        raw: text in UTF-8.
        largest: the most bytes that are taken.
        deepest: how many lists and objects may stand inside one another.

    Raises:
        NotAsWanted: it is too large or too deep, is no JSON in UTF-8, names a thing
            twice, or holds a number that is none.
    """
    if len(raw) > largest:
        raise NotAsWanted("", _("at most {n} kB are taken").format(n=largest // 1024))
    try:
        value: Json = json.loads(
            raw.decode(), object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole
        )
    except UnicodeDecodeError:
        raise NotAsWanted("", _("text in UTF-8 is wanted")) from None
    except ValueError:
        raise NotAsWanted("", _("one whole JSON object is wanted")) from None
    except RecursionError:
        raise _too_deep(deepest) from None
    if not _shallow(value, deepest):
        raise _too_deep(deepest)
    return value


def clean(text: str) -> str:
    """Return ``text`` with what no database can keep replaced: halves of characters, and NUL."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", _REPLACEMENT)


class Fields:
    """One object of an event, read field by field; what nobody asked for is a fault.

    A misspelt name must not silently lose what it holds, for example who the client is.
    """

    def __init__(self, value: Json, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise NotAsWanted(path, _("an object is wanted"))
        self._value = value
        self._path = path
        self._asked: set[str] = set()

    def path(self, name: str) -> str:
        """Return where ``name`` stands in the whole event."""
        return f"{self._path}.{name}" if self._path else name

    def get(self, name: str) -> Json:
        """Return the value under ``name``, ``None`` where there is none."""
        self._asked.add(name)
        return self._value.get(name)

    def text(self, name: str, most: int, allowed: Callable[[str], bool] = str.isprintable) -> str:
        """Return the text under ``name``, which must be there.

        Args:
            name: the field.
            most: how many characters it may have.
            allowed: whether the text may be taken as it is.
        """
        value = self.get(name)
        if not isinstance(value, str) or not value.strip():
            raise NotAsWanted(self.path(name), _("a text is wanted"))
        if len(value) > most or not allowed(value) or value != clean(value):
            raise NotAsWanted(
                self.path(name), _("plain characters are wanted, at most {n}").format(n=most)
            )
        return value

    def maybe(self, name: str, most: int) -> str | None:
        """Return the text under ``name``, or ``None`` where it is missing, null or empty."""
        value = self.get(name)
        return None if value is None or value == "" else self.text(name, most)

    def each(self, name: str, most: int) -> "tuple[Fields, ...]":
        """Return the objects in the list under ``name``; a missing list is an empty one."""
        value = self.get(name)
        if value is None:
            return ()
        if isinstance(value, str) or not isinstance(value, Sequence) or len(value) > most:
            raise NotAsWanted(self.path(name), _("a list of at most {n} is wanted").format(n=most))
        return tuple(Fields(item, f"{self.path(name)}[{n}]") for n, item in enumerate(value))

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        if self._value.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            raise NotAsWanted(
                self._path, _("no other fields are known than {these}").format(these=known)
            )


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAsWanted("", _("each field is wanted once"))
    return found


def _no_number(_text: str) -> float:
    raise NotAsWanted("", _("real numbers are wanted, not NaN or Infinity"))


def _whole(digits: str) -> int | float:
    """Return a whole number; what is too long to mean anything exact is taken roughly."""
    return int(digits) if len(digits) <= _KNOWN_DIGITS else float(digits)


def _shallow(value: Json, left: int) -> bool:
    """Whether ``value`` is at most ``left`` levels deep; its numbers are looked at on the way."""
    if isinstance(value, float) and not math.isfinite(value):
        _no_number("")
    if value is None or isinstance(value, str | int | float):
        return True
    inside = value.values() if isinstance(value, Mapping) else value
    return left > 0 and all(_shallow(item, left - 1) for item in inside)


def _too_deep(deepest: int) -> NotAsWanted:
    return NotAsWanted("", _("at most {n} levels are taken").format(n=deepest))
