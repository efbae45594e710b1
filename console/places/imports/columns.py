"""Tables whose columns have names that anybody would give them, and what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _
from hashlib import sha256
from typing import Final

from console.domain.place.facility import Facility, FacilityId, FacilityKind, Service
from console.places.imports import fields
from console.places.imports.placing import Placed, answering, misplaced, placed
from console.places.imports.rows import Record, Rejected, Row
from console.places.outlines import county_at

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "facility_id", "facility id", "hifld_id", "permanent_identifier", "osm_id"),
    "kind": ("kind", "facility_kind"),
    "name": ("name", "facility_name", "facility name", "facility", "station_name", "agency"),
    "lat": ("lat", "latitude", "y", "lat_dd", "ycoord"),
    "lon": ("lon", "long", "lng", "longitude", "x", "lon_dd", "xcoord"),
    "phone": ("phone", "telephone", "telephone number", "phone_number", "emergphone", "contphone"),
    "address": ("address", "street", "addr", "address1", "street_address"),
    "city": ("city", "town", "city/town", "municipality"),
    "state": ("state", "st", "state_code"),
    "zip": ("zip", "zipcode", "zip_code", "zip code", "postal_code", "postcode"),
    "county_fips": ("county_fips", "countyfips", "fips", "fips_code"),
    "emergency": ("emergency", "emergency services", "cms_emergency_services"),
    "psychiatric": ("psychiatric",),
    "paediatric": ("paediatric", "pediatric"),
    "beds": ("beds", "bed_count"),
    "services": ("services", "crisis_services"),
    "type": ("type", "hospital type", "facility_type", "naics_desc"),
    "status": ("status",),
    "vintage": ("vintage", "sourcedate", "source_date", "val_date", "contdate", "loaddate"),
    "verified_on": ("verified_on",),
    "verified_by": ("verified_by",),
}
KINDS: Final = {kind.value: kind for kind in FacilityKind}
OTHER_KINDS: Final = {
    "mobile crisis team": FacilityKind.MOBILE_CRISIS,
    "county sheriff": FacilityKind.SHERIFF,
    "state warning point": FacilityKind.WARNING_POINT,
    "relay service": FacilityKind.RELAY,
    "crisis": FacilityKind.CRISIS_CENTRE,
    "crisis center": FacilityKind.CRISIS_CENTRE,
    "crisis_center": FacilityKind.CRISIS_CENTRE,
    "crisis centre": FacilityKind.CRISIS_CENTRE,
    "mobile crisis": FacilityKind.MOBILE_CRISIS,
    "ambulance_station": FacilityKind.EMS,
    "fire_station": FacilityKind.EMS,
    "911": FacilityKind.PSAP,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one file are to be read.

    Attributes:
        source: what is shown as the source of each facility.
        scheme: what stands before the colon of each id.
        kind: of rows that name none; without it such rows are rejected.
        columns: the file's column for a field, where it is not among ``NAMES``.
        vintage: of rows that name none.
    """

    source: str
    scheme: str
    kind: FacilityKind | None = None
    columns: Mapping[str, str] | None = None
    vintage: str = ""


def facility(record: Record, reading: Reading) -> Row:
    """Return the facility that a row describes, or why it is none."""
    said = _said(record.values, reading.columns or {})
    kind = _kind(said["kind"], reading.kind)
    name = fields.text(said["name"])
    reason = _reason(said, kind, name)
    coarse = None
    at = fields.point(said["lat"], said["lon"])
    if at is not None and reason is None:
        reason = misplaced(at, fields.text(said["state"]))
    if at is None and kind is not None:
        coarse = _placed(said, kind)
        at = coarse.at if coarse is not None else None
    if reason or kind is None or name is None or at is None:
        return Rejected(record.line, reason or _("has no usable latitude and longitude"))
    slow = fields.SLOW.search(said["type"].upper()) is not None
    found = Facility(
        FacilityId(f"{reading.scheme}:{said['id'] or _digest(name, said, at)}"),
        kind,
        name,
        at,
        f"{reading.source}; {coarse.basis}" if coarse is not None else reading.source,
        fields.day(said["vintage"]) or fields.text(said["vintage"]) or reading.vintage,
        fields.phone(said["phone"]),
        fields.text(said["address"]),
        fields.text(said["city"]),
        fields.text(said["state"]),
        fields.zip_code(said["zip"]),
        fields.county(said["county_fips"]) or county_at(at),
        None if slow else fields.flag(said["emergency"]),
        fields.flag(said["psychiatric"]) or ("PSYCH" in said["type"].upper() or None),
        fields.flag(said["paediatric"]) or ("CHILDREN" in said["type"].upper() or None),
        fields.count(said["beds"]),
        error_m=coarse.error_m if coarse is not None else None,
        ward=slow,
        services=_services(said["services"]),
    )
    return _verified(found, said)


def _said(values: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return what the row says of every field, empty where it says nothing."""
    said = {}
    for field, names in NAMES.items():
        looked_at = (columns[field].lower(),) if field in columns else names
        said[field] = next((v for n in looked_at if (v := values.get(n, "")) not in {"", "NA"}), "")
    return said


def _reason(said: Mapping[str, str], kind: FacilityKind | None, name: str | None) -> str | None:
    if name is None:
        return _("has no name")
    if said["status"].upper() == "CLOSED":
        return _("is marked closed")
    if kind is None:
        return _("does not say what kind of help it is ({kinds})").format(kinds=", ".join(KINDS))
    return None


def _placed(said: Mapping[str, str], kind: FacilityKind) -> Placed | None:
    """Return where a row without coordinates is: where it answers, else its ZIP code or town."""
    state = fields.text(said["state"])
    here = answering(kind, fields.county(said["county_fips"]), state)
    return here or placed(fields.zip_code(said["zip"]), fields.text(said["city"]), state)


def _services(said: str) -> frozenset[Service]:
    """Return the crisis services that a row names, by the words that ``Service`` has for them."""
    words = {word.strip().casefold() for word in said.replace(";", ",").split(",")}
    return frozenset(service for service in Service if service in words)


def _kind(said: str, otherwise: FacilityKind | None) -> FacilityKind | None:
    word = said.casefold().strip()
    return (KINDS.get(word) or OTHER_KINDS.get(word)) if word else otherwise


def _digest(name: str, said: Mapping[str, str], at: object) -> str:
    """Return an id that stays while name, address and point do."""
    return sha256(f"{name}\n{said['address']}\n{at}".encode()).hexdigest()[:12]


def _verified(found: Facility, said: Mapping[str, str]) -> Facility:
    day = fields.day(said["verified_on"])
    if day is None or found.phone is None:
        return found
    return replace(
        found, verified_on=date.fromisoformat(day), verified_by=fields.text(said["verified_by"])
    )
