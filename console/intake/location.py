"""Where a sender says that the person is: the part ``location`` of a body.

::

    "location": {"lat": 39.96, "lon": -83.0, "error_m": 30, "source": "device",
                 "at": "2026-03-01T12:00:00Z", "address": "…", "moving": false}

It is offered to whoever takes the case, never applied.  A call rings whatever is in it: what
cannot be read as a location is shown as it came, with everything else in the body.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from console.domain.place.location import Location, Source
from console.domain.place.point import Point
from console.intake.event import IntakeEvent
from console.intake.strict.json_in import Json

SENDERS = {source.value: source for source in (Source.DEVICE, Source.CARRIER, Source.CONTACT)}
"""Who may say so through the door: what the client says is written down by whoever hears it."""

ADDRESS_MOST = 256
FARTHEST_OFF_M = 5_000_000.0


def location_in(event: IntakeEvent) -> Location | None:
    """Return the location that ``event`` carries; ``None`` without one that can be read."""
    given = event.body.get("location")
    if not isinstance(given, Mapping):
        return None
    address, source = given.get("address", ""), given.get("source", Source.DEVICE.value)
    if not isinstance(address, str) or len(address) > ADDRESS_MOST:
        return None
    if not isinstance(source, str) or source not in SENDERS:
        return None
    at, off, stated = _point(given), _metres(given), _time(given, event.at)
    if stated is None or (at is None and ("lat" in given or "lon" in given or not address)):
        return None
    if off is None and given.get("error_m") is not None:
        return None
    moving = given.get("moving", False) is True
    return Location(address, SENDERS[source], stated, at=at, error_m=off, moving=moving)


def _point(given: Mapping[str, Json]) -> Point | None:
    lat, lon = _number(given.get("lat")), _number(given.get("lon"))
    if lat is None or lon is None:
        return None
    try:
        return Point(lat, lon)
    except ValueError:
        return None


def _metres(given: Mapping[str, Json]) -> float | None:
    off = _number(given.get("error_m"))
    return off if off is not None and 0 <= off <= FARTHEST_OFF_M else None


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _time(given: Mapping[str, Json], otherwise: datetime) -> datetime | None:
    """Return when it was measured, never later than the event itself."""
    value = given.get("at")
    if value is None:
        return otherwise
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
        return min(at.astimezone(UTC), otherwise) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
