"""The instruments that ship: rules of this program, written as data beside it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from console.domain.ids import InstrumentId
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.read import read

FOLDER: Final = Path(__file__).parents[3] / "resources" / "instruments"


@cache
def shipped() -> Mapping[InstrumentId, Instrument]:
    """Return every instrument that ships, by its id; read once, at the first use."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.toml")))
    found = (read(text) for text in texts)
    return MappingProxyType({instrument.id: instrument for instrument in found})


def known_by(name: str) -> Instrument | None:
    """Return the shipped instrument that somebody calls ``name``: its id, or an alias.

    Case, spaces and hyphens do not matter: PHQ9 is phq-9.
    """
    return _names().get(_bare(name))


@cache
def _names() -> Mapping[str, Instrument]:
    return {
        _bare(name): instrument
        for instrument in shipped().values()
        for name in (instrument.id, *instrument.aliases)
    }


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
