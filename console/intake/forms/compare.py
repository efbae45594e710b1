"""Results that came with a form: compared with our own, never believed, never overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass

from console.domain.instrument.answers import Caution
from console.domain.instrument.doubt import Doubt
from console.domain.instrument.instrument import Finding, Instrument
from console.domain.instrument.scoring import Stated
from console.intake.forms.match import LEVEL, Match, Place, Role, loinc
from console.intake.forms.model import Coding, FilledForm
from console.intake.forms.values import number


@dataclass(frozen=True, slots=True)
class Level:
    """A level that somebody says the answers come to.

    Attributes:
        band: the name that it has with us; empty where it is none of ours.
        finding: how grave that is; ``None`` where nobody can say.
    """

    band: str
    finding: Finding | None


def totals(form: FilledForm, found: Match) -> tuple[tuple[Stated, ...], tuple[Caution, ...]]:
    """Return the totals that came with ``form``, and what of them cannot be read."""
    stated: list[Stated] = []
    odd: list[Caution] = []
    others = {code for place in found.places if place.role is Role.STRANGER for code in place.codes}
    for place in found.places:
        if place.role is Role.TOTAL and not _of_another(place, found.instrument, others):
            code = place.codes[0] if place.codes else ""
            for value in _values(place):
                _keep(value, code, stated, odd)
    own = found.instrument.loinc_total if found.instrument is not None else ""
    for along in form.stated:
        if along.where == "extension":
            _keep(along.value, "", stated, odd)
        elif own and own in loinc(along.codes) and own != LEVEL:
            _keep(along.value, own, stated, odd)
    return tuple(dict.fromkeys(stated)), tuple(odd)


def levels(form: FilledForm, found: Match) -> Iterator[Level]:
    """Yield the levels that came with ``form``."""
    for place in found.places:
        if place.role is Role.LEVEL:
            for reply in place.filled.replies:
                if reply.coding is not None:
                    yield _level(found.instrument, reply.coding)
    for along in form.stated:
        if LEVEL in loinc(along.codes) and along.level is not None:
            level = _level(found.instrument, along.level)
            if level.band:  # another form of that day may have come to another kind of level
                yield level


def _of_another(place: Place, instrument: Instrument | None, strangers: set[str]) -> bool:
    """Whether a total is that of another questionnaire that stands in the same form."""
    own = instrument.loinc_total if instrument is not None else ""
    return bool(strangers) and own not in place.codes and bool(place.codes)


def _values(place: Place) -> Iterator[float | None]:
    for reply in place.filled.replies:
        yield reply.number if reply.number is not None else number(reply.text)


def _keep(value: float | None, code: str, stated: list[Stated], odd: list[Caution]) -> None:
    if value is None or value != int(value):
        odd.append(Caution(Doubt.TOTAL_UNREAD))
    else:
        stated.append(Stated(int(value), code))


def _level(instrument: Instrument | None, said: Coding) -> Level:
    findings: dict[str, Finding] = {}
    if instrument is not None:
        findings |= {trigger.band: trigger.finding for trigger in reversed(instrument.triggers)}
        findings |= {band.id: band.finding for band in instrument.bands}
        findings |= {instrument.clear: Finding.NONE}
    words = {finding.word: finding for finding in Finding}
    for name in (said.code, said.display):
        band = name.strip().casefold().replace("-", "_").replace(" ", "_")
        if band and band in findings:
            return Level(band, findings[band])
        if band in words:
            return Level("", words[band])
    return Level("", None)
