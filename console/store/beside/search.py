"""What of the private words can be found again, folded so that both databases agree."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator

from console.journal.codec import Word

_WORD = re.compile(r"[^\W_]+")
BEGINNING = 4
"""From this many letters on, the last word that is looked for may be a beginning."""


def folded(text: str) -> list[str]:
    """Return the words of ``text`` without case and accents."""
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in bare if not unicodedata.combining(c)).casefold()
    return _WORD.findall(bare)


def searchable(words: Iterable[Word]) -> str:
    """Return every different word that the private values of an entry say, divided by spaces."""
    said = (word for found in words for text in _texts(found.text) for word in folded(text))
    return " ".join(dict.fromkeys(said))


def _texts(text: str) -> Iterator[str]:
    """Yield the texts in a private value: itself, or the values of a record, but not its names."""
    if text.startswith(("{", "[")):
        try:
            yield from _values(json.loads(text))
        except ValueError:
            yield text
    else:
        yield text


def _values(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _values(item)
        case dict():
            for item in value.values():
                yield from _values(item)
        case _:
            return


def sqlite_query(words: list[str]) -> str:
    """Return the FTS5 query for entries that hold all of ``words``."""
    terms = [f'"{word}"' for word in words]
    return " AND ".join((*terms[:-1], terms[-1] + _mark(words[-1], "*")))


def postgres_query(words: list[str]) -> str:
    """Return the same as a ``tsquery``, to be cast and not parsed."""
    terms = [f"'{word}'" for word in words]
    return " & ".join((*terms[:-1], terms[-1] + _mark(words[-1], ":*")))


def _mark(word: str, mark: str) -> str:
    return mark if len(word) >= BEGINNING else ""
