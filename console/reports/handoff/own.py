"""A case as JSON of our own: the packet line by line, and its facts for a program to read.

The shape, version 1; what is not known or held back is absent, never empty::

    {"vigil_packet": 1, "practice": bool, "case": n, "made": T, "opened": T, "closed"?: T,
     "to": code, "nature": "suicide" | "violent" | "mental", "armed": bool, "notice"?: text,
     "lines": [{"item": code, "label": text, "value": text}],      # in the order of the packet
     "person"?: {"name"?, "legal_name"?, "pronouns"?, "born"?: D, "age"?: n, "languages"?: [tag],
                 "caller": bool},
     "place"?: {"line", "access"?, "lat"?, "lon"?, "error_m"?, "precision"?, "source",
                "stated": T, "read_back"?: T, "moving": bool},
     "call_back"?: text, "call_back_theirs": bool, "tier"?: {"tier": code, "at": T},
     "scores"?: [{"instrument", "version", "score"?, "band"?, "tier"?, "complete", "at": T}]}

``T`` is a time in UTC and ``D`` a day, ISO 8601; ``item`` are the codes of ``care.packet.Item``.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from console.domain.care.assessment import Assessment
from console.domain.place.location import Placed
from console.reports.handoff.told import Person, Told

VERSION = 1


def own(told: Told) -> bytes:
    """Return ``told`` as a file."""
    return json.dumps(document(told), ensure_ascii=False, indent=1).encode(errors="replace")


def document(told: Told) -> Mapping[str, object]:
    """Return ``told`` in the shape above."""
    tier = told.tier
    found: dict[str, object] = {
        "vigil_packet": VERSION,
        "practice": told.practice,
        "case": told.number,
        "made": _time(told.at),
        "opened": _time(told.opened),
        "closed": _time(told.ended) if told.ended is not None else None,
        "to": told.made.to.recipient.value,
        "nature": told.nature.value,
        "armed": told.armed,
        "notice": told.notice,
        "lines": [
            {"item": line.item.value, "label": line.label, "value": line.value}
            for line in told.lines
            if line.value
        ],
        "person": _person(told.person) if told.person is not None else None,
        "place": _place(told.place) if told.place is not None else None,
        "call_back": told.call_back,
        "call_back_theirs": told.theirs if told.call_back else None,
        "tier": {"tier": tier.tier.name.lower(), "at": _time(tier.at)} if tier else None,
        "scores": [_score(one.found) for one in told.scores],
    }
    return _known(found)


def _known(found: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _person(person: Person) -> Mapping[str, object]:
    return _known(
        {
            "name": person.name,
            "legal_name": person.legal,
            "pronouns": person.pronouns,
            "born": person.born.isoformat() if person.born is not None else None,
            "age": person.age,
            "languages": list(person.languages),
            "caller": person.caller,
        }
    )


def _place(placed: Placed) -> Mapping[str, object]:
    here, confirmed = placed.location, placed.confirmed
    return _known(
        {
            "line": placed.line,
            "access": here.access,
            "lat": here.at.lat if here.at is not None else None,
            "lon": here.at.lon if here.at is not None else None,
            "error_m": here.error_m if here.at is not None else None,
            "precision": here.precision.value if here.precision is not None else None,
            "source": here.source.value,
            "stated": _time(here.stated_at),
            "read_back": _time(confirmed.at) if confirmed is not None else None,
            "moving": here.moving,
        }
    )


def _score(one: Assessment) -> Mapping[str, object]:
    return _known(
        {
            "instrument": one.instrument,
            "version": one.version,
            "score": one.score,
            "band": one.band,
            "tier": one.tier.value if one.tier is not None else None,
            "complete": one.complete,
            "at": _time(one.at),
        }
    )


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
