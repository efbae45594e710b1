"""The ZIP codes and the names of towns that ship."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from console.domain.place.point import Point
from console.places.outlines import Outlines
from resources.geo.ground import EARTH_M, Floats, Ground, metres, units

INSIDE: Final = "zipcodes/_zipcodes.abi3.so"
COLUMNS: Final = (
    "zip", "city", "state", "lat", "lon", "error_m", "county_fips", "timezone", "kind",
)  # fmt: skip
VINTAGE: Final = "2026"
NOTES: Final = (
    (
        "Taken: ZIP, primary city, state, kind, time zone, coordinates. Left out: other city "
        "names, area codes and county names. City, kind and time zone come from a table whose "
        "publisher's terms could not be read here; the package itself is MIT."
    ),
    "Coordinates: GeoNames postal codes, CC BY 4.0.",
    (
        "county_fips is derived: the county (us-atlas 3.0.1, 2017) that the middle of the ZIP lies "
        "in. About one ZIP in fifty reaches mostly into another county."
    ),
    (
        "error_m is derived: the distance to the third nearest delivering ZIP, at least 2 km, and "
        "at least 16 km for boxes and single receivers. It held 96 % of 8 007 federal (HIFLD 2022) "
        "hospital addresses; their median distance from the middle was 2.1 km, the 90th "
        "percentile 6.1 km."
    ),
)

PLACES_INSIDE: Final = "synthea/resources/geography/zipcodes.csv"
PLACE_COLUMNS: Final = ("name", "state", "lat", "lon", "error_m", "county_fips", "timezone")
PLACES_VINTAGE: Final = "2019"
PLACES_NOTES: Final = (
    (
        "Names of towns and of census-designated places (Census gazetteer 2019 by way of Synthea) "
        "that are no ZIP code's primary city in their state."
    ),
    "error_m, county_fips and timezone are derived: those of the ground around the point.",
)

NEIGHBOUR: Final = 3
FLOOR_M: Final = {"STANDARD": 2_000.0}
BOX_FLOOR_M: Final = 16_000.0
CHUNK: Final = 1_000
SAME_SPOT_M: Final = 50.0
FAR_M: Final = 60_000.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that ship and what was counted on the way."""

    rows: Sequence[Mapping[str, object]]
    counts: Mapping[str, int]


def codes(table: Sequence[Mapping[str, Any]], counties: Outlines) -> Table:
    """Return the ZIP codes that lie somewhere in the country, with county and error."""
    placed = [row for row in table if float(row["lat"] or 0) or float(row["long"] or 0)]
    errors = _errors(placed)
    counts = Counter(
        {"in the package": len(table), "left out: no coordinates": len(table) - len(placed)}
    )
    rows = []
    for row, error in zip(placed, errors, strict=True):
        near = counties.within(Point(float(row["lat"]), float(row["long"])), FAR_M)
        inside = counties.at(Point(float(row["lat"]), float(row["long"])))
        if not near:
            counts["left out: not in any county of the outlines"] += 1
            continue
        counts["no county at the very point: nearest taken"] += inside is None
        zone = row["timezone"] if "/" in row["timezone"] else ""
        counts["no usable time zone"] += not zone
        rows.append({
            "zip": row["zip_code"], "city": row["city"], "state": row["state"],
            "lat": row["lat"], "lon": row["long"], "error_m": round(error / 100) * 100,
            "county_fips": inside or near[0], "timezone": zone, "kind": row["zip_code_type"],
        })  # fmt: skip
    return Table(rows, counts)


def _errors(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return for each ZIP how far from its middle an address with it may well lie, in metres."""
    every = units([(float(row["lat"]), float(row["long"])) for row in rows])
    delivering = every[[r["zip_code_type"] == "STANDARD" and bool(r["active"]) for r in rows]]
    away: list[float] = []
    for start in range(0, len(rows), CHUNK):
        away.extend(_third(every[start : start + CHUNK], delivering))
    floors = [FLOOR_M.get(row["zip_code_type"], BOX_FLOOR_M) for row in rows]
    return [max(one, floor) for one, floor in zip(away, floors, strict=True)]


def _third(some: Floats, delivering: Floats) -> list[float]:
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * some @ delivering.T))
    apart = 2 * EARTH_M * np.arcsin(np.minimum(1.0, chord / 2))
    apart[apart < SAME_SPOT_M] = np.inf  # itself, and towers that share one spot
    return [float(one) for one in np.partition(apart, NEIGHBOUR - 1, axis=1)[:, NEIGHBOUR - 1]]


def places(table: Sequence[Mapping[str, str]], ground: Ground) -> Table:
    """Return the names of towns that no ZIP code carries as its primary city."""
    known = ground.cities()
    counts = Counter({"in the package": len(table)})
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for row in table:
        key = (row["NAME"], row["ST"])
        if (row["NAME"].casefold(), row["ST"]) in known:
            counts["left out: a ZIP code's primary city"] += 1
            continue
        if key in rows:
            counts["left out: named before in this state"] += 1
            continue
        lat, lon = round(float(row["LAT"]), 5), round(float(row["LON"]), 5)
        if not ground.in_state(lat, lon, row["ST"]):
            counts["left out: not in its state"] += 1
            continue
        code = ground.nearest_code(lat, lon)
        rows[key] = {
            "name": row["NAME"], "state": row["ST"], "lat": lat, "lon": lon,
            "error_m": max(int(str(code["error_m"])), round(metres(lat, lon, code) / 100) * 100),
            "county_fips": ground.county(lat, lon), "timezone": code["timezone"],
        }  # fmt: skip
    return Table([rows[key] for key in sorted(rows)], counts)
