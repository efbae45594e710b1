"""``psap``: who answers 911 for a place, by ten-digit number, and whom to reach else."""

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime

from console.cli.centre import opened
from console.cli.out import BadNews, Out, Stop
from console.cli.places import point_of
from console.domain.place.candidate import Candidate
from console.domain.place.facility import Facility
from console.domain.place.fallback import Fallback
from console.domain.place.point import Point
from console.places.psap.answer import PsapHit, Rung
from console.places.streets.line import apart
from console.places.streets.meant import the_one
from console.wiring.places import LocalPlaces
from console.words.place import book as directory
from console.words.place.ladder import rung

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name

SHOWN = 5
INCOMPLETE = "Another centre may answer here that is not on file: ask which one does."


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    psap = commands.add_parser("psap", parents=[shared], help="the 911 centre for a place")
    psap.add_argument("--lat", type=float)
    psap.add_argument("--lon", type=float)
    psap.add_argument("--address")
    psap.set_defaults(run=_psap)


def _psap(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        point, error_m, taken_for = _place(args, centre.places)
        found = centre.places.answer(point, error_m)
    today = datetime.now(UTC).date()
    lines = [_psap_line(hit, today) for hit in found.hits]
    if not found.hits:
        lines = ["No 911 centre is known for this place. Try in order:"]
    else:
        lines += [*found.why, *(() if found.complete else (INCOMPLETE,)), "Else:"]
    lines = [*taken_for, *lines]
    lines += [f"  {n}. {_rung_line(one, today)}" for n, one in enumerate(found.ladder, start=1)]
    if out.json:  # the document's shape is for ever and has no room for doubts
        doubts = [*found.why, *(() if found.complete or not found.hits else (INCOMPLETE,))]
        for sentence in (*taken_for, *doubts):
            out.complain(sentence)
    out.answer(
        {
            "hits": [_psap_plain(hit, today) for hit in found.hits],
            "ladder": [_rung_plain(one, today) for one in found.ladder],
        },
        lines,
    )
    return 0 if found.hits else 1


def _place(args: argparse.Namespace, places: LocalPlaces) -> tuple[Point, float, tuple[str, ...]]:
    """Return where is asked for, how far off that may be in metres, and what to know of it.

    Raises:
        BadNews: the address is not found, or may be several places: the choice is a person's.
    """
    if args.address is not None:
        found = places.locate(args.address)
        if not found:
            raise BadNews("The address was not found. Try the ZIP code, or the town and state.")
        best = the_one(found) or _around(found)
        if best is None:
            raise BadNews(_several(args.address, found))
        said = f"Taken for {best.label}, up to {best.error_m} m off. {best.note or ''}"
        return best.at, float(best.error_m), (said.strip(),)
    if args.lat is None or args.lon is None:
        raise Stop("Say where: --lat and --lon, or --address.")
    return point_of(args.lat, args.lon), 0.0, ()


def _around(found: Sequence[Candidate]) -> Candidate | None:
    """Return the likeliest place if its circle, which is asked for, holds all the others."""
    best, *others = found
    here = best.lat, best.lon
    held = all(apart(here, (one.lat, one.lon)) <= best.error_m for one in others)
    return best if held else None


def _several(address: str, found: Sequence[Candidate]) -> str:
    names = "; ".join(f"{one.label} ({one.lat}, {one.lon})" for one in found[:SHOWN])
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return (
        f"“{address}” may be {len(found)} places: {names}{more}. "
        "Say the town and state, or the ZIP code, or the one that is meant by --lat and --lon."
    )


def _psap_line(hit: PsapHit, today: date) -> str:
    f = hit.facility
    said = [
        directory.number(f),
        directory.number_age(f, today),
        hit.why,
        f"{f.source} of {f.vintage or '?'}",
    ]
    return f"{f.name}  {'; '.join(part for part in said if part)}  ({hit.found_by})"


def _rung_line(one: Rung, today: date) -> str:
    known = [
        f"{f.name} {directory.number(f)} ({directory.number_age(f, today)})" for f in one.known
    ]
    if one.fallback is Fallback.LIFELINE:
        return rung(one.fallback)
    return f"{rung(one.fallback)}: {', '.join(known) or 'no number on file'}"


def _rung_plain(one: Rung, today: date) -> dict[str, object]:
    numbers = [
        {"id": f.id, "name": f.name, "number": f.phone, **_verified_plain(f, today)}
        for f in one.known
    ]
    known = bool(numbers) or one.fallback is Fallback.LIFELINE
    return {
        "rung": one.fallback.value,
        "says": rung(one.fallback),
        "known": known,
        "numbers": numbers,
    }


def _psap_plain(hit: PsapHit, today: date) -> dict[str, object]:
    f = hit.facility
    return {
        "id": f.id,
        "name": f.name,
        "number": f.phone,
        **_verified_plain(f, today),
        "basis": hit.found_by.value,
        "source": f.source,
        "vintage": f.vintage,
    }


def _verified_plain(f: Facility, today: date) -> dict[str, object]:
    return {
        "verified_on": f.verified_on.isoformat() if f.verified_on else None,
        "verified_by": f.verified_by,
        "age_days": (today - f.verified_on).days if f.verified_on else None,
    }
