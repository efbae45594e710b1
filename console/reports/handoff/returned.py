"""Reading what a 911 centre sent back: an EIDO about the incident that they made of ours.

Only what is asked of every dispatch is taken out: their incident number, the units, and when
these were sent and were there.  EIDO has no fields for the two times; they are the times at
which the parts that say so were last changed.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from gettext import gettext as _
from typing import Final

from console.domain.place.returned import Returned, Unit
from console.reports.handoff.eido import HOME

LARGEST: Final = 4 * 1024 * 1024
"""The most bytes of a file that are taken."""
DEEPEST: Final = 30
"""How many lists and objects may stand inside one another."""
LONGEST: Final = 120
"""The most characters of a name or a number that are taken."""
MOST_UNITS: Final = 40
CASE: Final = re.compile(rf"urn:emergency:uid:incidentid:[a-z0-9]+:{re.escape(HOME)}")
SENT: Final = frozenset({"dispatched", "enroute", "responding", "assigned"})
THERE: Final = frozenset({"onscene", "arrived", "atscene"})
"""How their words for a unit's state begin, letters only: the registry is theirs."""


class NoStatus(Exception):  # noqa: N818 -- an answer
    """What was given is no status of a 911 centre; the text says why, as a sentence."""


class Ours(NoStatus):
    """It is a file that we made."""


class OfAnother(NoStatus):
    """It answers a file that we made of another case."""


def returned(document: object, ours: str = "", others: Collection[str] = ()) -> Returned:
    """Return what the centre says.

    Args:
        document: the JSON value of the file.
        ours: what files of ours call the case (``eido.incident``).
        others: what they call the other open cases.

    Raises:
        NoStatus: it is no EIDO, it is one of ours or about another case of ours, or it says
            nothing of what is asked.
    """
    whole = _object(document, _("the file"))
    for name in ("eidoVersion", "issuingElementIdentification", "agencyComponent"):
        if name not in whole:
            raise NoStatus(_("This is no EIDO: it has no {name}.").format(name=name))
    if _text(whole, "issuingElementIdentification") == HOME:
        raise Ours(_("This is a file of ours. Give the one that the centre sent back."))
    about = cases(document)
    if ours not in about and not about.isdisjoint(others):
        raise OfAnother(_("This is about another case of ours. Nothing was changed."))
    incident = _incident(whole)
    units = tuple(_units(whole))
    if not incident and not units:
        raise NoStatus(_("It says neither an incident number nor a unit. Nothing was changed."))
    agency = _text(whole, "issuingElementIdentification")
    return Returned(agency, incident, units, _time(whole, "lastUpdateTimeStamp"))


def cases(document: object) -> frozenset[str]:
    """Return which cases of ours a file names anywhere; a centre may name none."""
    match document:
        case str():
            return frozenset(CASE.findall(document))
        case Mapping():
            return frozenset[str]().union(*map(cases, document), *map(cases, document.values()))
        case Sequence():
            return frozenset[str]().union(*map(cases, document))
        case _:
            return frozenset()


def _incident(whole: Mapping[str, object]) -> str:
    """Return their own number of the incident; one that we wrote is none of theirs."""
    if "incidentComponent" not in whole:
        return ""
    part = _object(whole["incidentComponent"], "incidentComponent")
    ours = _reference(part, "updatedByAgencyReference") == HOME
    return "" if ours else _text(part, "internalIncidentId")


def _units(whole: Mapping[str, object]) -> Iterator[Unit]:
    sent = dict(_dispatched(whole))
    for place, part in enumerate(_list(whole, "emergencyResourceComponent")):
        if place >= MOST_UNITS:
            raise NoStatus(_("It names more than {n} units.").format(n=MOST_UNITS))
        if _reference(part, "updatedByAgencyReference") == HOME:
            continue  # what we asked for, sent back
        name = _text(part, "$id")
        status = _text(part, "primaryUnitStatusRegistryText")
        word = "".join(c for c in status.lower() if c.isalpha())
        stamp = _time(part, "lastUpdateTimeStamp")
        there = any(word.startswith(known) for known in THERE)
        going = any(word.startswith(known) for known in SENT)
        yield Unit(
            _text(part, "emergencyResourceName") or name,
            _text(part, "emergencyResourceTypeCommonRegistryText"),
            status,
            sent.get(name) or (stamp if going else None),
            stamp if there else None,
            _time(part, "eta"),
        )


def _dispatched(whole: Mapping[str, object]) -> Iterator[tuple[str, datetime]]:
    """Yield each unit that a dispatch names, with the time of the dispatch."""
    for part in _list(whole, "dispatchComponent"):
        at = _time(part, "lastUpdateTimeStamp")
        for unit in _list(part, "emergencyResourceReference"):
            if at is not None:
                yield _text(unit, "$ref"), at


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise NoStatus(_("This is no EIDO: {name} is no object.").format(name=name))
    return value


def _list(whole: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    value = whole.get(name, ())
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise NoStatus(_("This is no EIDO: {name} is no list.").format(name=name))
    for one in value:
        yield _object(one, name)


def _text(part: Mapping[str, object], name: str) -> str:
    value = part.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise NoStatus(
            _("{name} is no text of at most {n} plain characters.").format(name=name, n=LONGEST)
        )
    return value.strip()


def _reference(part: Mapping[str, object], name: str) -> str:
    return _text(_object(part[name], name), "$ref") if name in part else ""


def _time(part: Mapping[str, object], name: str) -> datetime | None:
    said = _text(part, name)
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
        return found.astimezone(UTC) if found.tzinfo is not None else _bare(name)
    except (ValueError, OverflowError):
        raise NoStatus(_("{name} is no time.").format(name=name)) from None


def _bare(name: str) -> datetime:
    raise NoStatus(_("{name} is a time without its zone.").format(name=name))
