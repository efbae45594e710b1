"""Areas on the map, as plain values: how far a car gets, and for where a 911 centre answers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Ring = tuple[tuple[float, float], ...]
"""Latitudes and longitudes in degrees, WGS 84."""


class AreaKind(StrEnum):
    """What an area says."""

    REACH = "reach"  # land that a car reaches in so many minutes: an estimate
    PSAP = "psap"  # for where a 911 centre answers
    UNKNOWN = "unknown"  # no 911 centre is known here; it has no rings


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    Attributes:
        id: unique among all areas.
        label: what is written on it.
        order: 0, 1, 2 …: the stroke that tells it from the others of its kind; 0 is the nearest.
        rings: filled by the even-odd rule: a ring inside another one is a hole.
    """

    id: str
    kind: AreaKind
    label: str
    order: int = 0
    rings: tuple[Ring, ...] = ()


def rows(areas: Iterable[Area]) -> str:
    """Return areas as JSON rows in the order that ``areas.js`` reads them in."""
    return json.dumps(
        [
            (
                area.id,
                area.kind,
                area.label,
                area.order,
                [[round(part, 6) for corner in ring for part in corner] for ring in area.rings],
            )
            for area in areas
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
