"""The areas of 911 centres as NENA-STA-006.3 hands them over: a GeoPackage, or GeoJSON.

``ServiceNum`` is what a telephone inside the area dials, so it is 911: no number to call from
here, and never taken for one.  Only ten digits are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from console.domain.place.facility import Area, Facility, FacilityId, FacilityKind
from console.places.imports import fields
from console.places.imports.placing import misplaced
from console.places.imports.rows import Rejected, Row, Unreadable, clean, document
from console.places.outlines import county_at
from console.places.psap.areas import middle
from console.places.psap.shape import BadShape, joined, of_geojson, of_geopackage
from console.store.foreign.geopackage import NoGeoPackage, features, is_database, layer

SOURCE: Final = "NENA STA-006 areas"
LAYERS: Final = ("PsapPolygon", "ServiceBoundaryPolygon")
DEGREES: Final = frozenset({4326, 4269, 4979})
"""WGS 84, flat and with heights, and NAD 83, which lies within two metres of it."""
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("dsplayname", "name", "displayname", "psap_name"),
    "id": ("agency_id", "nguid", "id", "psap_id"),
    "number": ("servicenum", "phone", "telephone", "number"),
    "day": ("dateupdate", "vintage", "date_modified"),
    "from": ("effective",),
    "until": ("expire",),
    "urn": ("serviceurn",),
}
RESPONDER: Final = "urn:emergency:service:responder"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One feature: part of the area of one centre."""

    line: int
    values: Mapping[str, str]
    area: Area


def read(path: Path, today: date, vintage: str = "") -> Iterator[Row]:
    """Yield the 911 centres, each with its whole area.

    Features of one agency are one centre.  A feature that is not in force ``today``, or whose
    shape is no polygon on the earth, is rejected by its number in the file.

    Raises:
        Unreadable: the file as a whole cannot be taken.
    """
    pieces: dict[str, list[_Piece]] = defaultdict(list)
    for found in _features(path):
        piece = found if isinstance(found, Rejected) else _taken(*found, today)
        if isinstance(piece, Rejected):
            yield piece
        else:
            pieces[piece.values["id"] or piece.values["name"]].append(piece)
    for name, of_one in pieces.items():
        yield _centre(name, of_one, vintage)


def _features(path: Path) -> Iterator[tuple[int, Mapping[str, str], Area | str]]:
    """Yield number, values, and the area or why it is none."""
    try:
        database = is_database(path)
    except OSError as no:
        text = _("{file} cannot be read: {why}.")
        raise Unreadable(text.format(file=path.name, why=no.strerror or no)) from None
    yield from _of_geopackage(path) if database else _of_geojson(path)


def _of_geopackage(path: Path) -> Iterator[tuple[int, Mapping[str, str], Area | str]]:
    try:
        found = layer(path, LAYERS)
        if found.srs not in DEGREES:
            raise Unreadable(
                _("{file} is in EPSG:{srs}. Save it in WGS 84 (EPSG:4326) and try again.").format(
                    file=path.name, srs=found.srs or "?"
                )
            )
        for one in features(path, found):
            yield one.number, one.values, _shape(one.shape)
    except NoGeoPackage as no:
        text = _("{file} holds no readable layer {names}: {why}.")
        names = _(" or ").join(LAYERS)
        raise Unreadable(text.format(file=path.name, names=names, why=no)) from None


def _shape(blob: bytes | None) -> Area | str:
    try:
        return of_geopackage(blob) if blob is not None else _("has no area")
    except BadShape as bad:
        return str(bad)


def _of_geojson(path: Path) -> Iterator[tuple[int, Mapping[str, str], Area | str]]:
    found = document(path, _("neither a GeoPackage nor GeoJSON"))
    every = found.get("features") if isinstance(found, dict) else None
    if not isinstance(every, list):
        raise Unreadable(_("{file} holds no collection of features.").format(file=path.name))
    for number, feature in enumerate(every, start=1):
        yield number, *_json(feature)


def _json(feature: Any) -> tuple[Mapping[str, str], Area | str]:  # noqa: ANN401 - JSON
    if not isinstance(feature, dict):
        return {}, _("is no feature")
    said = feature.get("properties")
    values = {
        str(name).lower(): str(value)
        for name, value in (said if isinstance(said, dict) else {}).items()
        if value is not None
    }
    try:
        return values, of_geojson(feature.get("geometry"))
    except BadShape as bad:
        return values, str(bad)


def _taken(
    line: int, values: Mapping[str, str], area: Area | str, today: date
) -> _Piece | Rejected:
    said = {
        field: next((value for name in names if (value := clean(values.get(name, "")))), "")
        for field, names in NAMES.items()
    }
    if isinstance(area, str):
        return Rejected(line, area)
    if (turned := misplaced(middle(area)[0])) is not None:
        return Rejected(line, turned)
    if fields.text(said["name"]) is None:
        return Rejected(line, _("has no name"))
    if said["urn"].startswith(RESPONDER):
        return Rejected(line, _("is a responder's area, no 911 centre's"))
    start, end = fields.day(said["from"]), fields.day(said["until"])
    if end is not None and end <= today.isoformat():
        return Rejected(line, _("was in force until {day}").format(day=end))
    if start is not None and start > today.isoformat():
        return Rejected(line, _("is not in force before {day}").format(day=start))
    return _Piece(line, said, area)


def _centre(name: str, pieces: list[_Piece], vintage: str) -> Facility:
    area = joined([one.area for one in pieces]) if len(pieces) > 1 else pieces[0].area
    newest = max(pieces, key=lambda one: one.values["day"])
    at, away_m = middle(area)
    numbers = (fields.phone(one.values["number"]) for one in (newest, *pieces))
    return Facility(
        FacilityId(f"sta006:{name}"),
        FacilityKind.PSAP,
        fields.text(newest.values["name"]) or name,
        at,
        SOURCE,
        fields.day(newest.values["day"]) or vintage,
        next((one for one in numbers if one is not None), None),
        county_fips=county_at(at),
        error_m=round(away_m),
        area=area,
    )
