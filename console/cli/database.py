"""``db``, ``backup`` and ``restore``."""

import argparse
from pathlib import Path

from console.cli.centre import opened, settings_of
from console.cli.out import Out, Stop
from console.store.open import open_store
from console.store.trouble import CannotOpen, StoreTrouble
from console.wiring.centre import database_of
from console.words.trouble import trouble

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


def _upgrade(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        status = centre.store.status()
    out.answer({"version": status.version}, [f"The database is at version {status.version}."])
    return 0


def _status(args: argparse.Namespace, out: Out) -> int:
    address, folder = database_of(settings_of(args), args.db, practice=args.practice)
    file = address.removeprefix("sqlite:///")
    if address != file and not Path(file).exists():
        raise Stop(f"There is no database at {file} yet. console db upgrade makes one.")
    try:
        store = open_store(address, folder, upgrade=False)
        status = store.status()
    except CannotOpen as no:
        raise Stop(trouble(no.why)) from None
    except StoreTrouble as no:
        raise Stop(trouble(no.why)) from None
    store.close()
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
