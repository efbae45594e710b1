"""``directory``: bringing in lists of help, and what was found out by calling."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from console.cli.centre import opened, proven
from console.cli.out import BadNews, Out, Stop
from console.domain.commands import ConfirmRoom, VerifyNumber
from console.domain.place.facility import Facility, FacilityId, FacilityKind
from console.places.imports.columns import NAMES
from console.places.imports.formats import Format, Loaded, load
from console.places.imports.rows import Unreadable
from console.store.beside.directory import Replaced
from console.store.trouble import StoreTrouble
from console.wiring.bring import bring
from console.wiring.centre import Centre
from console.words import labels
from console.words.trouble import trouble

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name

SHOWN = 20
STREETS = ("osm-pbf", "tiger")


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands."""
    book = commands.add_parser("directory", help="hospitals, EMS, 911 centres, crisis help")
    parts = book.add_subparsers(required=True, metavar="WHAT")
    read = parts.add_parser("import", parents=[shared], help="read a file of facilities")
    read.add_argument("format", choices=[*(f.value for f in Format), *STREETS])
    read.add_argument("file", type=Path)
    read.add_argument("more", type=Path, nargs="*", help="further files, of tiger and osm-pbf only")
    read.add_argument("--vintage", default="", help="the date of the data, if the file is silent")
    read.add_argument("--kind", choices=[k.value for k in FacilityKind])
    read.add_argument("--source", default="", help="whose list it is, if not the file's name")
    read.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of a csv file holds a field; may be given more than once",
    )
    read.set_defaults(run=_read)
    listed = parts.add_parser("list", parents=[shared], help="what the directory holds")
    listed.set_defaults(run=_list)
    gone = parts.add_parser("remove", parents=[shared], help="take the streets of a file off again")
    gone.add_argument("name", help="as the list names it")
    gone.set_defaults(run=_remove)
    verify = parts.add_parser("verify", parents=[shared], help="say that a number is right")
    verify.add_argument("id")
    verify.add_argument("--number", required=True)
    verify.add_argument("--by", required=True, metavar="WHO")
    verify.set_defaults(run=_verify)
    room = parts.add_parser("confirm", parents=[shared], help="say how many they can take now")
    room.add_argument("id")
    room.add_argument("--free", type=int, required=True, metavar="N", help="0 when full")
    room.add_argument("--by", required=True, metavar="WHO")
    room.set_defaults(run=_confirm)


def _read(args: argparse.Namespace, out: Out) -> int:
    if args.format in STREETS:
        from console.cli.directory.streets import run_import  # noqa: PLC0415 -- slow to load

        return run_import(args, out)
    if args.more:
        raise Stop(f"{args.format} takes one file at a time.")
    return _import(args, out)


def _remove(args: argparse.Namespace, out: Out) -> int:
    from console.cli.directory.streets import run_remove  # noqa: PLC0415 -- slow to load

    return run_remove(args, out)


def _import(args: argparse.Namespace, out: Out) -> int:
    kind = FacilityKind(args.kind) if args.kind else None
    try:
        loaded = load(
            Format(args.format),
            args.file,
            vintage=args.vintage,
            kind=kind,
            columns=_columns(args.column),
            source=args.source,
            progress=lambda n: out.progress(f"{n} rows read"),
        )
    except Unreadable as no:
        raise Stop(str(no)) from None
    except OSError as no:
        raise Stop(f"{args.file} cannot be read: {no.strerror}.") from None
    summary = loaded.summary
    if not loaded.facilities:
        out.progress("")
        document, lines = _report(loaded, (), {})
        out.answer(document, [*lines, "Nothing was changed."])
        return 1
    out.progress(f"{summary.rows} facilities read; writing them down")
    with opened(args) as centre:
        replaced, names = bring(centre, loaded)
    out.progress("")
    document, lines = _report(loaded, replaced, names)
    out.answer(document, lines)
    return 0


def _columns(said: Sequence[str]) -> dict[str, str]:
    """Return which column holds which field, as the command line says."""
    found = dict(one.partition("=")[::2] for one in said)
    wrong = [field for field, column in found.items() if field not in NAMES or not column]
    if wrong:
        raise Stop(f"“{wrong[0]}” is no field. Write FIELD=COLUMN with one of: {', '.join(NAMES)}.")
    return found


def _report(
    loaded: Loaded, replaced: Sequence[Replaced], names: Mapping[FacilityId, str]
) -> tuple[dict[str, object], list[str]]:
    """Return what an import did, as a document and as lines."""
    summary = loaded.summary
    added, changed = sum(one.added for one in replaced), sum(one.changed for one in replaced)
    vanished = [gone for one in replaced for gone in one.vanished]
    document: dict[str, object] = {
        "format": summary.format,
        "sha256": summary.sha256,
        "vintage": summary.vintage,
        "rows": summary.rows,
        "added": added,
        "changed": changed,
        "vanished": [str(gone) for gone in vanished],
        "rejected": [{"line": one.line, "reason": one.reason} for one in loaded.rejected],
    }
    taken = f"{summary.rows} facilities taken ({added} new, {changed} changed)"
    left = f"{len(vanished)} no longer listed, {summary.rejected} rows not taken"
    lines = [f"{taken}, {left}."]
    lines += _some([f"no longer listed, kept and marked: {names.get(n, n)}" for n in vanished])
    lines += _some([f"line {one.line}: {one.reason}" for one in loaded.rejected])
    return document, lines


def _some(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    yield from (f"  {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"  and {len(lines) - SHOWN} more; --json lists all."


def _list(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        streets = _streets(centre)
        counts: dict[tuple[str, str, str], int] = {}
        for f in centre.places.all():
            counts[f.source, f.vintage, f.kind.value] = (
                counts.get((f.source, f.vintage, f.kind.value), 0) + 1
            )
    rows = [
        {"source": source, "vintage": vintage, "kind": kind, "facilities": n}
        for (source, vintage, kind), n in sorted(counts.items())
    ]
    lines = list(_by_list(counts))
    missing = [k for k in FacilityKind if not any(r["kind"] == k.value for r in rows)]
    lines += [f"     0  {labels.facility(k)}: none yet; console directory import" for k in missing]
    lines += [
        f"{one['streets']:>6}  streets  {one['source']} ({one['vintage'] or 'date unknown'}), "
        f"{one['numbers']} house numbers, {one['crossings']} crossings"
        for one in streets
    ] or [f"     0  streets: {_no_streets(centre)}"]
    out.answer([*rows, *streets], lines)
    return 0


def _by_list(counts: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """Yield a line a list and kind: how many, and from when to when its rows are dated."""
    lists: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (source, vintage, kind), n in counts.items():
        lists.setdefault((source.partition(";")[0], kind), []).append((vintage, n))
    for (source, kind), dated in sorted(lists.items()):
        known = sorted(vintage for vintage, _n in dated if vintage)
        undated = sum(n for vintage, n in dated if not vintage)
        said = " to ".join(dict.fromkeys((known[0], known[-1]))) if known else ""
        silent = f"{undated} of unknown date" if undated else ""
        dates = ", ".join(part for part in (said, silent) if part)
        yield f"{sum(n for _vintage, n in dated):>6}  {kind}  {source} ({dates})"


def _no_streets(centre: Centre) -> str:
    """Return why there are none, and what to do."""
    if centre.places.streets is not None:
        try:
            centre.places.streets.file.sources()
        except StoreTrouble as no:
            return (
                f"{trouble(no.why)} Move {centre.places.streets.file.file.name} away and import "
                "the files of streets again."
            )
    return "none yet; console directory import osm-pbf FILE"


def _streets(centre: Centre) -> list[dict[str, object]]:
    """Return what there is of streets; a street file that cannot be read holds none."""
    if centre.places.streets is None:
        return []
    file = centre.places.streets.file
    try:
        counts, sources = file.counts(), file.sources()
    except StoreTrouble:
        return []
    rows = []
    for one in sources:
        streets, numbers, crossings = counts[one.name]
        rows.append(
            {
                "source": one.name,
                "vintage": one.vintage,
                "kind": "streets",
                "facilities": 0,
                "streets": streets,
                "numbers": numbers,
                "crossings": crossings,
            }
        )
    return rows


def _verify(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        known = {f.id: f for f in centre.places.all()}
        facility: Facility | None = known.get(args.id)
        if facility is None:
            raise BadNews(f"“{args.id}” is not in the directory. console directory list shows it.")
        by = proven(centre, args.by)
        centre.do(VerifyNumber(facility.id, args.number), by)
        number = centre.desk.board.book.numbers[facility.id].number
    said = f"{facility.name}: {labels.phone(number)} verified by {args.by}."
    out.answer({"id": args.id, "number": number}, [said])
    return 0


def _confirm(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        known = {f.id: f for f in centre.places.all()}
        facility = known.get(args.id)
        if facility is None:
            raise BadNews(f"“{args.id}” is not in the directory. console near shows ids in --json.")
        centre.do(ConfirmRoom(facility.id, args.free), proven(centre, args.by))
    out.answer({"id": args.id, "free": args.free}, [f"{facility.name}: room for {args.free}."])
    return 0
