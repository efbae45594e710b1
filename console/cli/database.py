"""``db`` and ``backup``."""

import argparse
from pathlib import Path

from console.cli.centre import opened, settings_of, stored
from console.cli.out import Out, Stop
from console.domain.ids import StationId
from console.store.beside.backup import back_up
from console.store.roles import admit, lock_down
from console.store.streets.file import StreetFile
from console.store.trouble import StoreTrouble
from console.wiring.centre import street_file_of

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    database = commands.add_parser("db", help="the database")
    parts = database.add_subparsers(required=True, metavar="WHAT")
    for name, run, words in (
        ("upgrade", _upgrade, "bring it to today's version"),
        ("status", _status, "how it is"),
        ("snapshot", _snapshot, "keep the board, so that the next start reads little"),
        ("rebuild", _rebuild, "drop what can be made again, and make it again"),
    ):
        parts.add_parser(name, parents=[shared], help=words).set_defaults(run=run)
    letting = parts.add_parser(
        "admit", parents=[shared], help="let a role of the server write as a station, and no more"
    )
    letting.add_argument("role")
    letting.add_argument("station")
    letting.add_argument(
        "--administrator", action="store_true", help="it may set PINs and senders' secrets too"
    )
    letting.set_defaults(run=_admit)
    backup = commands.add_parser("backup", parents=[shared], help="copy the embedded database")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)


def _upgrade(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        status = centre.store.status()
    out.answer({"version": status.version}, [f"The database is at version {status.version}."])
    return 0


def _status(args: argparse.Namespace, out: Out) -> int:
    with stored(args) as store:
        status = store.status()
    document = {
        "where": status.where,
        "version": status.version,
        "entries": status.entries,
        "head": status.head,
        "bytes": status.bytes,
        "sealed_to": status.sealed_to,
        "snapshot": status.snapshot,
    }
    out.answer(document, [f"{name}: {value}" for name, value in document.items()])
    return 0


def _admit(args: argparse.Namespace, out: Out) -> int:
    with stored(args) as store:
        if store.file is not None:
            raise Stop(
                "An embedded database has one station and no roles. Name a server: --db URL."
            )
        lock_down(store.engine)
        admit(store.engine, args.role, StationId(args.station), administrates=args.administrator)
    out.answer(
        {"role": args.role, "station": args.station, "administrator": args.administrator},
        [
            f"{args.role} writes as {args.station}, by the server's own function alone.",
            "How it proves who it is, is said in the server's pg_hba.conf.",
        ],
    )
    return 0


def _snapshot(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        centre.keep_snapshot(1)
        seq = centre.desk.head[0]
    out.answer({"snapshot": seq}, [f"The board is kept as of entry {seq}."])
    return 0


def _rebuild(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        centre.store.snapshots.drop()
    with opened(args) as centre:
        centre.keep_snapshot(1)
        seq = centre.desk.head[0]
    out.answer({"rebuilt": seq}, [f"Made again from the journal, {seq} entries."])
    return 0


def _streets_left_out(args: argparse.Namespace) -> list[str]:
    """Return the files of streets on this machine; one that cannot be read is named as such."""
    file = StreetFile(street_file_of(settings_of(args)))
    try:
        return [one.name for one in file.sources()]
    except StoreTrouble:
        return [file.file.name]
    finally:
        file.close()


def _backup(args: argparse.Namespace, out: Out) -> int:
    file: Path = args.file.absolute()
    with stored(args) as store:
        if store.file is None:
            raise Stop("This database lies on a server. Copy it there, with pg_dump.")
        key = store.file.with_suffix(".key")
        try:
            back_up(store.engine, file)
        except FileExistsError:
            raise Stop(f"{file} is there already. Choose another name.") from None
        except OSError as no:
            raise Stop(f"{file} cannot be written: {no.strerror}.") from None
        status = store.status()
    left_out = _streets_left_out(args)
    lines = [f"Copied to {file}. Only {key} opens it: keep a copy of that somewhere else."]
    if left_out:
        lines.append(
            f"Streets are public data and not in it ({', '.join(left_out)}): keep these files, and "
            "after a restore bring them in again by console directory import osm-pbf or tiger."
        )
    out.answer(
        {
            "file": str(file),
            "bytes": file.stat().st_size,
            "entries": status.entries,
            "streets_left_out": left_out,
        },
        lines,
    )
    return 0
