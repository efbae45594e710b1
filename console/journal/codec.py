"""Events to and from the JSON that the journal keeps, and old versions lifted to today's."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, get_args

from console.domain import events
from console.domain.private import Private
from console.journal.plain import canonical, plain, reader

Body = dict[str, Any]
Lift = Callable[[Body], Body]


@dataclass(frozen=True, slots=True)
class Word:
    """Private text that lies beside an entry.

    Attributes:
        n: which of the entry's private values it is, from 0.
        text: plain text, or canonical JSON for a whole record.
    """

    n: int
    salt: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """An event as the journal writes it."""

    kind: str
    version: int
    body: str
    words: tuple[Word, ...]


def _kind(type_: type) -> str:
    """Return the name of a type of event: ``StepDone`` is ``step.done``."""
    first, *rest = re.findall(r"[A-Z][a-z]+", type_.__name__)
    return ".".join((first.lower(), "_".join(word.lower() for word in rest)))


_TYPES: Mapping[str, type] = {_kind(type_): type_ for type_ in get_args(events.Event)}
_KINDS = {type_: kind for kind, type_ in _TYPES.items()}

LIFTS: Mapping[tuple[str, int], Lift] = {}
"""For each kind and old version, what makes a body of the next version out of it."""

ERASURE = _KINDS[events.WordsErased]
"""The kind of entry with which a journal lets go of another entry's words."""

_VERSIONS: Mapping[str, int] = {
    kind: 1 + max((version for held, version in LIFTS if held == kind), default=0)
    for kind in _TYPES
}


class UnknownKind(Exception):  # noqa: N818 -- the journal is newer than this program
    """The entry was written by a newer Vigil."""


class _Apart:
    """Puts private values beside the body and leaves their salted digests in it."""

    def __init__(self, words: Sequence[Word] = ()) -> None:
        self.words = list(words)

    def put(self, private: Private[Any]) -> object:
        value = private.value
        text = value if isinstance(value, str) else canonical(plain(value, self))
        word = Word(len(self.words), private.salt, text)
        self.words.append(word)
        return {"words": word.n, "digest": digest_of_words(word)}

    def take(self, said: Any, read: Callable[[Any], Any], *, text: bool) -> Private[Any]:
        found = next((word for word in self.words if word.n == said["words"]), None)
        if found is None:
            return Private(None, "")
        return Private(found.text if text else read(json.loads(found.text)), found.salt)


def kinds() -> tuple[str, ...]:
    """Return every kind of entry there is, sorted."""
    return tuple(sorted(_TYPES))


def version_of(kind: str) -> int:
    """Return the version in which entries of ``kind`` are written today."""
    return _VERSIONS[kind]


def dump(event: events.Event) -> Written:
    """Return the one canonical form of ``event``: equal events, equal bytes."""
    apart = _Apart()
    kind = _KINDS[type(event)]
    body = canonical(plain(event, apart))
    return Written(kind, _VERSIONS[kind], body, tuple(apart.words))


def load(written: Written) -> events.Event:
    """Return the event that ``dump`` wrote, whichever version of it that was.

    Raises:
        UnknownKind: this program does not know the kind, or only older versions of it.
    """
    type_ = _TYPES.get(written.kind)
    if type_ is None or written.version > _VERSIONS[written.kind]:
        raise UnknownKind(written.kind, written.version)
    body = json.loads(written.body)
    for version in range(written.version, _VERSIONS[written.kind]):
        body = LIFTS[written.kind, version](body)
    event: events.Event = reader(type_, _Apart(written.words))(body)
    return event


def digest_of_words(word: Word) -> str:
    """Return the salted digest that stands in the body for ``word``."""
    return sha256(f"{word.salt}\n{word.text}".encode()).hexdigest()


def digests_in(body: str) -> dict[int, str]:
    """Return the digests of the private values that ``body`` names, by their number."""
    found: dict[int, str] = {}

    def look(value: dict[str, Any]) -> dict[str, Any]:
        if value.keys() == {"words", "digest"}:
            found[value["words"]] = value["digest"]
        return value

    json.loads(body, object_hook=look)
    return found
