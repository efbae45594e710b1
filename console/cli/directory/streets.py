"""``directory import`` of streets: OpenStreetMap extracts."""

import argparse
from pathlib import Path

from console.cli.centre import opened
from console.cli.out import Out, Stop
from console.domain.commands import NoteImport
from console.domain.ids import SYSTEM
from console.places.imports.rows import Unreadable
from console.places.streets.read import StreetsRead, read_osm
from console.store.trouble import StoreTrouble
from console.words.trouble import trouble

SHOWN_REJECTS = 20


def run_import(args: argparse.Namespace, out: Out) -> int:
    """Read a file of streets into the street file, and say so in the journal."""
    file: Path = args.file
    try:
        read = read_osm(file, args.vintage, out.progress)
    except Unreadable as no:
        raise Stop(str(no)) from None
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None
    summary = read.summary
    with opened(args) as centre:
        streets = centre.places.streets
        if streets is None:
            raise Stop("This centre has no folder for streets.")
        try:
            replaced = streets.file.replace(read.data, lambda n, of: _said(out, n, of))
        except StoreTrouble as no:
            raise Stop(f"{trouble(no.why)} The streets are as they were.") from None
        centre.desk.do(
            NoteImport(
                summary.format, summary.sha256, summary.vintage, summary.rows, summary.rejected
            ),
            SYSTEM,
        )
    out.progress("")
    out.answer(_document(read, replaced), _lines(read, replaced))
    return 0


def _said(out: Out, n: int, of: int) -> None:
    if n % 500 == 0 or n == of:
        out.progress(f"{n} of {of} streets written")


def _document(read: StreetsRead, replaced: int) -> dict[str, object]:
    data, summary = read.data, read.summary
    return {
        "format": summary.format,
        "sha256": summary.sha256,
        "vintage": summary.vintage,
        "rows": summary.rows,
        "streets": len(data.streets),
        "numbers": sum(len(one.doors) + len(one.stretches) for one in data.streets),
        "crossings": len(data.crossings),
        "roads": data.graph is not None,
        "box": list(data.source.box),
        "stations": len(read.stations),
        "replaced": replaced,
        "rejected": [{"line": one.line, "reason": one.reason} for one in read.rejected],
    }


def _lines(read: StreetsRead, replaced: int) -> list[str]:
    data = read.data
    numbers = sum(len(one.doors) + len(one.stretches) for one in data.streets)
    roads = "with" if data.graph else "no"
    lines = [
        (
            f"{len(data.streets)} streets, {numbers} house numbers, {len(data.crossings)} "
            f"crossings, {roads} roads for car minutes; {len(read.rejected)} not taken."
        )
    ]
    if replaced:
        lines.append("What the same area brought before was replaced.")
    lines += [f"  {one.line}: {one.reason}" for one in read.rejected[:SHOWN_REJECTS]]
    if len(read.rejected) > SHOWN_REJECTS:
        lines.append(f"  and {len(read.rejected) - SHOWN_REJECTS} more; --json lists all.")
    return lines
