"""Questionnaires of others that we know: which of our items each of their questions is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

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
    """

    canonical: tuple[str, ...]
    instrument: str
    versions: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    level: str = ""
    refused_by: str = ""
    extras: tuple[str, ...] = ()


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
    )
