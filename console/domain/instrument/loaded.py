"""The centre's own licensed text of an instrument, put into the slot that ships."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.ids import StaffId
from console.domain.instrument.instrument import Instrument, Item


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an instrument.

    Attributes:
        items: the id of each item, and what is asked.
        options: the item, our code of the answer, and what it says.
        stem: what is said before the items.
        variant: which of the instrument's variants these words are, where they tell.
        canonical: the address of the questionnaire that they came from, where it has one.
        edition: its version; empty for one that says none.
        links: the name of each question there, and our id of the item.
        codes: the item, the system and code of an answer there, and our code of it.
    """

    items: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str, str], ...] = ()
    stem: str = ""
    variant: str | None = None
    canonical: str = ""
    edition: str = ""
    links: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text as it was loaded.

    Attributes:
        edition: what the file says that it is.
        sha256: the digest of the file as it came.
        licence: what allows the centre to use it, in the words of whoever loaded it.
    """

    wording: Wording
    edition: str
    sha256: str
    licence: str
    by: StaffId
    at: datetime


def lacking(instrument: Instrument, wording: Wording) -> tuple[str, ...]:
    """Return the labels of the items that ``wording`` leaves without words to ask or answer."""
    texts = {item for item, text in wording.items if text.strip()}
    said = {(item, code) for item, code, text in wording.options if text.strip()}

    def bare(item: Item) -> bool:
        codes = {(item.id, option.code) for option in item.options if option.text is None}
        return item.id not in texts or not codes <= said

    return tuple(item.label for item in instrument.items if bare(item))


def with_words(instrument: Instrument, loaded: Loaded) -> Instrument:
    """Return ``instrument`` with the words of ``loaded``; its ids, logic and figures stay."""
    wording = loaded.wording
    texts = dict(wording.items)
    said = {(item, code): text for item, code, text in wording.options}
    return replace(
        instrument,
        items=tuple(_worded(item, texts, said) for item in instrument.items),
        stem=wording.stem or instrument.stem,
        edition=loaded.edition,
    )


def _worded(item: Item, texts: Mapping[str, str], said: Mapping[tuple[str, str], str]) -> Item:
    options = tuple(
        replace(option, text=said.get((item.id, option.code), option.text))
        for option in item.options
    )
    return replace(item, text=texts.get(item.id, item.text), options=options)
