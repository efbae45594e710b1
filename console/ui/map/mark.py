"""What stands on the map, as plain values."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Final

from console.domain.tier import Tier

KILOMETRE: Final = 1000.0


class MarkKind(StrEnum):
    """A client, or one of the kinds of help (the same codes as ``FacilityKind``)."""

    CLIENT = "client"
    HOSPITAL = "hospital"
    EMS = "ems"
    PSAP = "psap"
    MOBILE_CRISIS = "mobile_crisis"
    CRISIS_CENTRE = "crisis_centre"
    SHERIFF = "sheriff"
    WARNING_POINT = "warning_point"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Mark:
    """One person or place on the map.

    Attributes:
        id: unique among all marks; clients and facilities share the space.
        lat, lon: WGS 84 degrees, north and east positive.
        label: what may be read on the screen; for a client a short form, never the whole name.
        note: a few words after the label, for example ``1.6 km``.
        error_m: radius in metres within which the client is; drawn unless ``confirmed``.
        confirmed: somebody read the address back; only then a client is a pin.
        tier: the client's tier, if a human set one.
        rank: place in the list of help near here, from 1; such a place is named on the map.
        emergency: the source says that it has an emergency department.
        invented: made up for practice; drawn so.
    """

    id: str
    kind: MarkKind
    lat: float
    lon: float
    label: str
    note: str = ""
    error_m: float = 0.0
    confirmed: bool = False
    tier: Tier | None = None
    rank: int | None = None
    emergency: bool = False
    invented: bool = False

    @property
    def is_client(self) -> bool:
        """Whether it is a person."""
        return self.kind is MarkKind.CLIENT


def within(metres: float) -> str:
    """Return how large the doubt is, in words."""
    kilometres = metres / KILOMETRE
    number = f"{kilometres:.0f}" if kilometres >= 1 else f"{kilometres:.1f}"
    return _("within {n} km").format(n=number)


def note(mark: Mark) -> str:
    """Return the words after the label; a doubtful client's say how doubtful."""
    if mark.is_client and not mark.note and not mark.confirmed and mark.error_m:
        return within(mark.error_m)
    return mark.note


def rows(marks: Iterable[Mark]) -> str:
    """Return the marks as JSON rows in the order that ``marks.js`` reads them in."""
    return json.dumps(
        [
            (
                mark.id,
                mark.kind,
                round(mark.lat, 6),
                round(mark.lon, 6),
                round(mark.error_m),
                mark.confirmed | mark.emergency << 1 | mark.invented << 2,
                mark.label,
                note(mark),
                mark.tier and mark.tier.name.lower(),
                mark.rank,
            )
            for mark in marks
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
