"""Opening the centre that a command works on."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from console.cli.out import BadNews, Stop
from console.desk.desk import Busy
from console.domain.board import Board
from console.domain.ids import ClientId, StaffId
from console.domain.refused import Refused
from console.journal.codec import UnknownKind
from console.journal.history import Wanted
from console.journal.port import Unreachable
from console.settings import Settings, load
from console.store.open import Store, open_store
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre, database_of, open_centre, seal_file_of
from console.words.refusals import refusal
from console.words.trouble import trouble

Opened: TypeAlias = Centre


class Missing(Stop):
    """There is no database yet."""


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings that the command line names."""
    return load(args.config)


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Centre]:
    """Open the centre that ``args`` name, and say in words why a command is refused.

    Raises:
        BadNews: the rules said no.
        Stop: the database cannot be used.
    """
    centre: Centre | None = None
    try:
        centre = _open(args)
        yield centre
    except Refused as no:
        board = centre.desk.board if centre is not None else Board()
        raise BadNews(refusal(no.reason, board)) from None
    except StoreTrouble as no:
        raise Stop(trouble(no.why)) from None
    except UnknownKind:
        raise Stop("A newer Vigil wrote in this journal. Update Vigil on this station.") from None
    except (Unreachable, Busy):
        raise Stop("The database does not answer. Nothing was changed; try again.") from None
    finally:
        if centre is not None:
            centre.close()


def _open(args: argparse.Namespace) -> Centre:
    try:
        return open_centre(settings_of(args), args.db, practice=args.practice)
    except (ValueError, KeyError, TypeError):  # what an entry holds is not what was written
        raise Stop(
            "The journal is damaged. Nothing was changed. Run: console journal verify"
        ) from None


@contextmanager
def stored(args: argparse.Namespace) -> Iterator[Store]:
    """Open the database alone and as it is, so that a broken journal can be looked at too.

    Raises:
        Stop: the database is not there, or cannot be used.
    """
    settings = settings_of(args)
    address, folder = database_of(settings, args.db, practice=args.practice)
    file = address.removeprefix("sqlite:///")
    if address != file and not Path(file).exists():
        raise Missing(f"There is no database at {file} yet. console db upgrade makes one.")
    store: Store | None = None
    try:
        seal_file = seal_file_of(settings, folder)
        store = open_store(address, folder, upgrade=False, seal_file=seal_file)
        yield store
    except StoreTrouble as no:
        raise Stop(trouble(no.why)) from None
    finally:
        if store is not None:
            store.close()


def asked(question: str) -> str:
    """Return a PIN or password: from VIGIL_SECRET, a pipe, or typed without being shown."""
    if "VIGIL_SECRET" in os.environ:
        return os.environ["VIGIL_SECRET"]
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\n")


def proven(centre: Centre, name: str) -> StaffId:
    """Return the member of staff called ``name`` once they have shown that it is they.

    Practice believes everybody.
    """
    staff = staff_of(centre, name)
    if centre.practice:
        return staff
    secret = asked(f"PIN or password of {name}: ")
    if not centre.store.credentials.verify(staff, secret, centre.desk.now()):
        raise BadNews(f"That is not the PIN or password of {name}. Nothing was changed.")
    return staff


def staff_of(centre: Centre, name: str) -> StaffId:
    """Return the member of staff called ``name``, by id or by name."""
    for staff in centre.desk.board.staff.values():
        if name in {staff.id, staff.name}:
            return staff.id
    raise BadNews(f"Nobody works here as “{name}”. console staff list shows who does.")


def wanted_of(args: argparse.Namespace) -> Wanted:
    """Return what a search asks for."""
    return Wanted(
        client=ClientId(args.client) if args.client else None,
        staff=StaffId(args.staff) if args.staff else None,
        kinds=(args.kind,) if args.kind else (),
        since=args.since,
        until=args.until,
        words=args.words,
    )
