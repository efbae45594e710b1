"""``directory import`` of streets: OpenStreetMap extracts and Census address ranges."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from console.cli.centre import opened
from console.cli.out import BadNews, Out, Stop
from console.domain.commands import NoteRemoval
from console.domain.ids import SYSTEM
from console.places.imports.rows import Unreadable
from console.places.imports.streets.ems_osm import source_of
from console.places.imports.streets.read import OSM, TIGER, StreetsRead, read_osm, read_tiger
from console.store.beside.directory import Replaced
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre
from console.words.trouble import trouble

SHOWN_REJECTS = 20
SAID_EVERY = 500


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one file brought: ``again`` is how many files of streets it took the place of."""

    read: StreetsRead
    again: int
    stations: Replaced | None


def run_import(args: argparse.Namespace, out: Out) -> int:
    """Read files of streets into the street file one by one, and say each in the journal."""
    brought = []
    for file in (args.file, *args.more):
        read = _read(args, file, out)
        with opened(args) as centre:
            brought.append(_keep(centre, read, out))
    out.progress("")
    documents = [_document(one) for one in brought]
    out.answer(
        documents if args.more else documents[0], [line for one in brought for line in _lines(one)]
    )
    return 0


def run_remove(args: argparse.Namespace, out: Out) -> int:
    """Take off what a file of streets brought, mark its stations, and say so in the journal."""
    with opened(args) as centre:
        if centre.places.streets is None:
            raise Stop("This centre has no folder for streets.")
        try:
            gone = centre.places.streets.file.remove(args.name)
        except StoreTrouble as no:
            raise Stop(f"{trouble(no.why)} The streets are as they were.") from None
        if not gone:
            raise BadNews(
                f"“{args.name}” is no file of streets. console directory list names them. "
                "Lists of places are never removed: what the next list drops is kept and marked."
            )
        stations = centre.store.directory.replace(source_of(args.name), ())
        for one in gone:
            centre.desk.do(NoteRemoval(one.name, one.sha256), SYSTEM)
    marked = len(stations.vanished)
    document = {"removed": [one.name for one in gone], "vanished": list(stations.vanished)}
    lines = [f"{args.name}: its streets, house numbers and roads are off this machine."]
    out.answer(document, [*lines, *([f"{marked} stations of it are marked."] if marked else ())])
    return 0


def _read(args: argparse.Namespace, file: Path, out: Out) -> StreetsRead:
    reader = read_tiger if args.format == TIGER else read_osm
    try:
        return reader(file, args.vintage, lambda text: out.progress(f"{file.name}: {text}"))
    except Unreadable as no:
        raise Stop(str(no)) from None
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None


def _keep(centre: Centre, read: StreetsRead, out: Out) -> _Brought:
    streets, summary = centre.places.streets, read.summary
    if streets is None:
        raise Stop("This centre has no folder for streets.")

    def said(n: int, of: int) -> None:
        if n % SAID_EVERY == 0 or n == of:
            out.progress(f"{n} of {of} streets written")

    try:
        again = streets.file.replace(read.data, said)
    except StoreTrouble as no:
        raise Stop(f"{trouble(no.why)} The streets are as they were.") from None
    stations, note = None, summary.note()
    if summary.format == OSM:
        source = source_of(summary.source_name)
        stations = centre.store.directory.replace(source, read.stations)
        note = summary.note((source,))
    centre.desk.do(note, SYSTEM)
    return _Brought(read, again, stations)


def _document(one: _Brought) -> dict[str, object]:
    data, summary, stations = one.read.data, one.read.summary, one.stations
    return {
        "format": summary.format,
        "name": summary.source_name,
        "sha256": summary.sha256,
        "vintage": summary.vintage,
        "rows": summary.rows,
        "streets": len(data.streets),
        "numbers": sum(len(s.doors) + len(s.stretches) for s in data.streets),
        "crossings": len(data.crossings),
        "roads": data.graph is not None,
        "box": list(data.source.box),
        "replaced": one.again,
        "stations": len(one.read.stations),
        "added": stations.added if stations else 0,
        "vanished": [str(gone) for gone in stations.vanished] if stations else [],
        "rejected": [{"line": bad.line, "reason": bad.reason} for bad in one.read.rejected],
    }


def _lines(one: _Brought) -> Iterator[str]:
    data, rejected = one.read.data, one.read.rejected
    numbers = sum(len(s.doors) + len(s.stretches) for s in data.streets)
    roads = "with" if data.graph else "no"
    yield (
        f"{one.read.summary.source_name}: {len(data.streets)} streets, {numbers} house numbers, "
        f"{len(data.crossings)} crossings, {roads} roads for car minutes, "
        f"{len(one.read.stations)} stations; {len(rejected)} not taken."
    )
    if one.again:
        yield "What the same area brought before was replaced."
    if one.stations and one.stations.vanished:
        yield f"  no longer listed: {', '.join(map(str, one.stations.vanished))}"
    yield from (f"  {bad.line}: {bad.reason}" for bad in rejected[:SHOWN_REJECTS])
    if len(rejected) > SHOWN_REJECTS:
        yield f"  and {len(rejected) - SHOWN_REJECTS} more; --json lists all."
