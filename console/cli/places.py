"""``near`` and ``locate``."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from console.cli.centre import opened, settings_of
from console.cli.out import Out, Stop
from console.domain.place.candidate import Candidate
from console.domain.place.facility import FacilityKind
from console.domain.place.point import Point
from console.places.nearest import Near
from console.places.reasons import Need
from console.wiring.centre import street_file_of
from console.wiring.geocoder import geocoder_of
from console.wiring.places import LocalPlaces
from console.words import labels

KINDS = {
    "hospital": (FacilityKind.HOSPITAL,),
    "ems": (FacilityKind.EMS,),
    "psap": (FacilityKind.PSAP,),
    "crisis": (FacilityKind.CRISIS_CENTRE, FacilityKind.MOBILE_CRISIS),
    "crisis_centre": (FacilityKind.CRISIS_CENTRE,),
    "mobile_crisis": (FacilityKind.MOBILE_CRISIS,),
    "psychiatric": (FacilityKind.HOSPITAL, FacilityKind.CRISIS_CENTRE),
    "paediatric": (FacilityKind.HOSPITAL,),
}
BY_CAR = "estimated car minutes"
STRAIGHT = "straight line: no road graph here"
NEEDS = {"psychiatric": Need.PSYCHIATRIC, "paediatric": Need.PAEDIATRIC}
"""What a place of these kinds must be recorded to have, beside what ``--need`` asks for."""

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    near = commands.add_parser("near", parents=[shared], help="which help is near a point")
    near.add_argument("--lat", type=float, required=True)
    near.add_argument("--lon", type=float, required=True)
    near.add_argument("--kind", choices=sorted(KINDS))
    near.add_argument("-n", type=_some, default=10)
    near.add_argument("--need", choices=[need.value for need in Need])
    near.set_defaults(run=_near)
    locate = commands.add_parser("locate", parents=[shared], help="where an address or ZIP is")
    locate.add_argument("text", metavar="ADDRESS")
    locate.add_argument(
        "--outside", action="store_true", help="ask the organisation's geocoder: words leave here"
    )
    locate.set_defaults(run=_locate)


def _some(text: str) -> int:
    """Return how many are asked for: at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of places; write 1 or more")
    return int(text)


def point_of(lat: float, lon: float) -> Point:
    """Return the point, or stop with what degrees may be."""
    try:
        return Point(lat, lon)
    except ValueError:
        raise Stop(
            f"{lat}, {lon} is not on the earth. Latitude goes to 90, longitude to 180."
        ) from None


def _near(args: argparse.Namespace, out: Out) -> int:
    point = point_of(args.lat, args.lon)
    need = Need(args.need) if args.need else NEEDS.get(args.kind or "")
    with opened(args) as centre:
        found = centre.places.near(point, KINDS.get(args.kind or "", ()), args.n, need)
    out.answer([_near_plain(one) for one in found], _near_lines(found))
    return 0 if found else 1


def _near_plain(one: Near) -> dict[str, object]:
    f = one.facility
    return {
        "id": f.id,
        "name": f.name,
        "kind": f.kind.value,
        "lat": f.at.lat,
        "lon": f.at.lon,
        "km": round(one.km, 3),
        "minutes": None if one.minutes is None else round(one.minutes, 1),
        "minutes_basis": BY_CAR if one.minutes is not None else STRAIGHT,
        "phone": f.phone,
        "emergency": f.emergency,
        "source": f.source,
        "vintage": f.vintage,
        "reasons": list(one.reasons),
    }


def _near_lines(found: Sequence[Near]) -> Iterator[str]:
    if not found:
        yield "Nothing of this kind is in the directory. Import some: console directory import"
    for one in found:
        phone = labels.phone(one.facility.phone) if one.facility.phone else "no number"
        car = "" if one.minutes is None else f"  about {round(one.minutes)} min by car"
        yield f"{one.km:8.1f} km{car}  {one.facility.name}  {phone}  ({'; '.join(one.reasons)})"


def _locate(args: argparse.Namespace, out: Out) -> int:
    file = street_file_of(settings_of(args))
    if args.outside:
        found = _outside(args, out)
    else:
        found = LocalPlaces(tuple, lambda: datetime.now(UTC), streets=file).locate(args.text)
    out.answer(
        {"candidates": [_candidate(one) for one in found]},
        [
            f"{c.label}  {c.lat}, {c.lon}  {c.precision} ± {c.error_m} m  {c.note or ''}"
            for c in found
        ]
        or ["Nothing found. Try the ZIP code, or the town and state."],
    )
    return 0 if found else 1


def _outside(args: argparse.Namespace, out: Out) -> Sequence[Candidate]:
    """Return what the organisation's geocoder finds, after saying that it is asked."""
    outside = geocoder_of(settings_of(args).geocoder)
    if outside is None:
        raise Stop("No geocoder is set. The table [geocoder] of the settings names one.")
    out.complain(outside.warning)
    found, said = outside.locate(args.text)
    if said:
        out.complain(said)
    return found


def _candidate(one: Candidate) -> dict[str, object]:
    return {
        "label": one.label,
        "lat": one.lat,
        "lon": one.lon,
        "precision": one.precision.value,
        "error_m": one.error_m,
        "county_fips": one.county_fips,
        "state": one.state,
        "source": one.source,
        "note": one.note,
    }
