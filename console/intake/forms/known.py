"""Questionnaires of others that we know: which of our items each of their questions is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from console.domain.ids import InstrumentId
from console.domain.instrument.loaded import Loaded, Wording

FILE: Final = Path(__file__).parents[3] / "resources" / "forms" / "known.toml"


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A questionnaire as its owner numbers it.

    Attributes:
        canonical: its addresses.
        instrument: the id of ours that it is; empty for one that we only watch.
        versions: those whose questions are known; empty for all.
        links: its ``linkId`` to our item, by our id or by LOINC.
        total: the question that holds its total.
        level: the question that holds the level that it came to.
        refused_by: the question whose yes says that they would not answer at all.
        extras: questions that no rule reads.
        codes: the item, the system and code of an answer there, to our code of it.
    """

    canonical: tuple[str, ...]
    instrument: str
    versions: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    level: str = ""
    refused_by: str = ""
    extras: tuple[str, ...] = ()
    codes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def option(self, item: str, system: str, code: str) -> str | None:
        """Return our code of an answer that stands there as ``code`` of ``system``."""
        return self.codes.get((item, system, code))


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of other people's questionnaires.

    Attributes:
        forms: the questionnaires.
        totals: LOINC codes of totals of instruments that we have no rules for.
        watched: LOINC codes of questions whose yes weighs like that of one of our items.
    """

    forms: tuple[KnownForm, ...] = ()
    totals: frozenset[str] = frozenset()
    watched: Mapping[str, str] = field(default_factory=dict)

    def form(self, canonical: str) -> KnownForm | None:
        """Return the questionnaire at ``canonical``."""
        return next((one for one in self.forms if canonical in one.canonical), None)

    def beside(self, loaded: Mapping[InstrumentId, Loaded]) -> "Known":
        """Return the same with the questionnaires that were loaded here, which come first."""
        own = (loaded_form(name, one.wording) for name, one in loaded.items())
        return replace(self, forms=(*(form for form in own if form is not None), *self.forms))


def loaded_form(instrument: InstrumentId, wording: Wording) -> KnownForm | None:
    """Return the questionnaire that the words of a slot came from; ``None`` for no address."""
    if not wording.canonical:
        return None
    return KnownForm(
        (wording.canonical,),
        instrument,
        (wording.edition,) if wording.edition else (),
        dict(wording.links),
        codes={(item, system, code): ours for item, system, code, ours in wording.codes},
    )


@cache
def known() -> Known:
    """Return what ships of it; read once, at the first use."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    forms = tuple(_form(**one) for one in data["form"])
    return Known(forms, frozenset(data["totals"]), data["watched"])


def _form(  # noqa: PLR0913 -- one for each line of the file
    *,
    canonical: list[str],
    instrument: str,
    versions: list[str] | None = None,
    links: dict[str, str] | None = None,
    total: str = "",
    level: str = "",
    refused_by: str = "",
    extras: list[str] | None = None,
    answers: list[list[str]] | None = None,
) -> KnownForm:
    return KnownForm(
        tuple(canonical),
        instrument,
        tuple(versions or ()),
        links or {},
        total,
        level,
        refused_by,
        tuple(extras or ()),
        {(item, system, code): ours for item, system, code, ours in answers or ()},
    )
