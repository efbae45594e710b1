"""The invented help around the practice places."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.domain.place.point import Point
from console.places.imports.fields import phone
from console.places.imports.rows import Unreadable, content
from console.places.outlines import GEO, county_at

PRACTICE_PLACES: Final = GEO.parent / "practice" / "places.toml"
SOURCE: Final = "invented for practice"


def practice_facilities(today: date, path: Path = PRACTICE_PLACES) -> tuple[Facility, ...]:
    """Return the invented EMS stations, 911 centres, crisis teams and crisis centres.

    Each is marked invented, whatever the file says.  A number was verified so many days before
    ``today`` as the file says, so a practice shift always has fresh and overdue ones.

    Raises:
        Unreadable: the file is not there or says what a facility cannot be.
    """
    try:
        rows = tomllib.loads(content(path).decode())["facility"]
        return tuple(_facility(row, today) for row in rows)
    except (ValueError, LookupError, TypeError) as problem:
        raise Unreadable(
            _("{file} is no list of practice places: {why}.").format(file=path.name, why=problem)
        ) from problem


def _facility(row: Mapping[str, Any], today: date) -> Facility:
    at, days = Point(float(row["lat"]), float(row["lon"])), row.get("verified_days_ago")
    return Facility(
        FacilityId(f"practice:{row['id']}"),
        FacilityKind(row["kind"]),
        row["name"],
        at,
        SOURCE,
        today.isoformat(),
        phone(row.get("phone", "")),
        row.get("address"),
        row.get("city"),
        row.get("state"),
        row.get("zip"),
        row.get("county_fips") or county_at(at),
        row.get("emergency"),
        row.get("psychiatric"),
        row.get("paediatric"),
        row.get("beds"),
        None if days is None else today - timedelta(days=days),
        row.get("verified_by"),
        invented=True,
    )
