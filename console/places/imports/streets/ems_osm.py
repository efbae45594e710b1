"""Fire and ambulance stations on OpenStreetMap."""

from collections.abc import Iterator

from console.domain.place.facility import FacilityKind
from console.places.imports.columns import Reading, facility
from console.places.imports.rows import Record, Row, clean
from console.places.imports.streets.osm import Extract

NAMELESS = {"fire_station": "Fire station", "ambulance_station": "Ambulance station"}


def source_of(file: str) -> str:
    """Return what is shown as the source of stations that a file brought."""
    return f"OpenStreetMap contributors (ODbL), {file}"


def stations(found: Extract, file: str, vintage: str) -> Iterator[Row]:
    """Yield the stations of an extract; the line of one that is not taken is its number there."""
    reading = Reading(source_of(file), "osm", FacilityKind.EMS, vintage=vintage)
    for ident, (tags, (lat, lon)) in found.stations.items():
        kind = tags.get("emergency") if tags.get("amenity") != "fire_station" else "fire_station"
        street = " ".join(filter(None, (tags.get("addr:housenumber"), tags.get("addr:street"))))
        values = {
            "id": ident,
            "name": tags.get("name") or tags.get("operator") or NAMELESS[kind or "fire_station"],
            "lat": str(lat),
            "lon": str(lon),
            "phone": tags.get("phone") or tags.get("contact:phone", ""),
            "address": street,
            "city": tags.get("addr:city", ""),
            "state": tags.get("addr:state", ""),
            "zip": tags.get("addr:postcode", ""),
        }
        said = {name: clean(value) for name, value in values.items()}
        yield facility(Record(int(ident.partition("/")[2]), said), reading)
