"""``near``, ``locate``, ``psap`` and the directory of facilities."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from console.cli.centre import opened, proven
from console.cli.out import BadNews, Out, Stop
from console.domain.commands import NoteImport, VerifyNumber
from console.domain.ids import SYSTEM
from console.domain.place.facility import Facility, FacilityKind
from console.domain.place.point import Point
from console.places.imports.formats import Format, load
from console.places.imports.rows import Unreadable
from console.places.nearest import Near
from console.places.psap import PsapHit
from console.places.reasons import Need
from console.places.towns import Candidate
from console.wiring.places import LocalPlaces
from console.words import labels
from console.words.ladder import ladder

KINDS = {
    "hospital": (FacilityKind.HOSPITAL,),
    "ems": (FacilityKind.EMS,),
    "psap": (FacilityKind.PSAP,),
    "crisis": (FacilityKind.CRISIS_CENTRE, FacilityKind.MOBILE_CRISIS),
}
SHOWN_REJECTS = 20

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    near = commands.add_parser("near", parents=[shared], help="which help is near a point")
    near.add_argument("--lat", type=float, required=True)
    near.add_argument("--lon", type=float, required=True)
    near.add_argument("--kind", choices=sorted(KINDS))
    near.add_argument("-n", type=int, default=10)
    near.add_argument("--need", choices=[need.value for need in Need])
    near.set_defaults(run=_near)
    locate = commands.add_parser("locate", parents=[shared], help="where an address or ZIP is")
    locate.add_argument("text", metavar="ADDRESS")
    locate.set_defaults(run=_locate)
    psap = commands.add_parser("psap", parents=[shared], help="the 911 centre for a place")
    psap.add_argument("--lat", type=float)
    psap.add_argument("--lon", type=float)
    psap.add_argument("--address")
    psap.set_defaults(run=_psap)
    _directory(commands, shared)


def _directory(
    commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser
) -> None:
    directory = commands.add_parser("directory", help="hospitals, EMS, 911 centres, crisis help")
    parts = directory.add_subparsers(required=True, metavar="WHAT")
    read = parts.add_parser("import", parents=[shared], help="read a file of facilities")
    read.add_argument("format", choices=[f.value for f in Format])
    read.add_argument("file", type=Path)
    read.add_argument("--vintage", default="", help="the date of the data, if the file is silent")
    read.add_argument("--kind", choices=[k.value for k in FacilityKind])
    read.set_defaults(run=_import)
    listed = parts.add_parser("list", parents=[shared], help="what the directory holds")
    listed.set_defaults(run=_list)
    verify = parts.add_parser("verify", parents=[shared], help="say that a number is right")
    verify.add_argument("id")
    verify.add_argument("--number", required=True)
    verify.add_argument("--by", required=True, metavar="WHO")
    verify.set_defaults(run=_verify)


def _point(lat: float, lon: float) -> Point:
    try:
        return Point(lat, lon)
    except ValueError:
        raise Stop(
            f"{lat}, {lon} is not on the earth. Latitude goes to 90, longitude to 180."
        ) from None


def _near(args: argparse.Namespace, out: Out) -> int:
    point = _point(args.lat, args.lon)
    need = Need(args.need) if args.need else None
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
        "minutes": None,
        "minutes_basis": "no road graph here yet; straight line",
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
        yield f"{one.km:8.1f} km  {one.facility.name}  {phone}  ({'; '.join(one.reasons)})"


def _locate(args: argparse.Namespace, out: Out) -> int:
    found = LocalPlaces(tuple, lambda: datetime.now(UTC).date()).locate(args.text)
    out.answer(
        {"candidates": [_candidate(one) for one in found]},
        [
            f"{c.label}  {c.lat}, {c.lon}  {c.precision} ± {c.error_m} m  {c.note or ''}"
            for c in found
        ]
        or ["Nothing found. Try the ZIP code, or the town and state."],
    )
    return 0 if found else 1


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


def _psap(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        if args.address:
            places = centre.places.locate(args.address)
            if not places:
                raise BadNews("The address was not found. Try the ZIP code, or the town and state.")
            point, error = places[0].at, float(places[0].error_m)
        elif args.lat is not None and args.lon is not None:
            point, error = _point(args.lat, args.lon), 0.0
        else:
            raise Stop("Say where: --lat and --lon, or --address.")
        hits = centre.places.psap_hits(point, error)
    today = datetime.now(UTC).date()
    plain = [_psap_plain(hit, today) for hit in hits]
    lines = [
        f"{hit.facility.name}  "
        f"{labels.phone(hit.facility.phone) if hit.facility.phone else 'no number'}  ({hit.basis})"
        for hit in hits
    ]
    lines += ["No 911 centre is known for this place. Try in order:"] if not hits else ["Else:"]
    lines += [f"  {n}. {rung}" for n, rung in enumerate(ladder(), start=1)]
    out.answer({"hits": plain, "ladder": list(ladder())}, lines)
    return 0 if hits else 1


def _psap_plain(hit: PsapHit, today: date) -> dict[str, object]:
    f = hit.facility
    return {
        "id": f.id,
        "name": f.name,
        "number": f.phone,
        "verified_on": f.verified_on.isoformat() if f.verified_on else None,
        "verified_by": f.verified_by,
        "age_days": (today - f.verified_on).days if f.verified_on else None,
        "basis": hit.basis.value,
        "source": f.source,
        "vintage": f.vintage,
    }


def _import(args: argparse.Namespace, out: Out) -> int:
    kind = FacilityKind(args.kind) if args.kind else None
    try:
        loaded = load(Format(args.format), args.file, vintage=args.vintage, kind=kind)
    except Unreadable as no:
        raise Stop(str(no)) from None
    except OSError as no:
        raise Stop(f"{args.file} cannot be read: {no.strerror}.") from None
    summary = loaded.summary
    with opened(args) as centre:
        sources = sorted({f.source for f in loaded.facilities})
        replaced = [
            centre.store.directory.replace(s, [f for f in loaded.facilities if f.source == s])
            for s in sources
        ]
        centre.desk.do(
            NoteImport(
                summary.format, summary.sha256, summary.vintage, summary.rows, summary.rejected
            ),
            SYSTEM,
        )
    added = sum(one.added for one in replaced)
    vanished = [str(gone) for one in replaced for gone in one.vanished]
    bad = [{"line": one.line, "reason": one.reason} for one in loaded.rejected]
    document = {
        "format": summary.format,
        "sha256": summary.sha256,
        "vintage": summary.vintage,
        "rows": summary.rows,
        "added": added,
        "vanished": vanished,
        "rejected": bad,
    }
    lines = [
        (
            f"{summary.rows} facilities taken ({added} new), {len(vanished)} vanished, "
            f"{summary.rejected} rows not taken."
        )
    ]
    lines += [f"  line {one.line}: {one.reason}" for one in loaded.rejected[:SHOWN_REJECTS]]
    if len(loaded.rejected) > SHOWN_REJECTS:
        lines.append(f"  and {len(loaded.rejected) - SHOWN_REJECTS} more; --json lists all.")
    out.answer(document, lines)
    return 0


def _list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        counts: dict[tuple[str, str, str], int] = {}
        for f in centre.places.all():
            counts[f.source, f.vintage, f.kind.value] = (
                counts.get((f.source, f.vintage, f.kind.value), 0) + 1
            )
    rows = [
        {"source": source, "vintage": vintage, "kind": kind, "facilities": n}
        for (source, vintage, kind), n in sorted(counts.items())
    ]
    lines = [f"{r['facilities']:>6}  {r['kind']}  {r['source']} ({r['vintage']})" for r in rows]
    missing = [k for k in FacilityKind if not any(r["kind"] == k.value for r in rows)]
    lines += [f"     0  {labels.facility(k)}: none yet; console directory import" for k in missing]
    out.answer(rows, lines)
    return 0


def _verify(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        known = {f.id: f for f in centre.store.directory.all()}
        facility: Facility | None = known.get(args.id)
        if facility is None:
            raise BadNews(f"“{args.id}” is not in the directory. console directory list shows it.")
        by = proven(centre, args.by)
        centre.do(VerifyNumber(facility.id, args.number), by)
        centre.store.directory.verify(facility.id, args.number, datetime.now(UTC).date(), by)
    out.answer({"id": args.id, "number": args.number}, [f"{facility.name}: number verified."])
    return 0
