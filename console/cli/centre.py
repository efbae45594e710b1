"""Opening the centre that a command works on."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from console.cli.out import BadNews, Stop
from console.desk.desk import Busy
from console.domain.board import Board
from console.domain.errors import Refused
from console.domain.ids import ClientId, StaffId
from console.journal.codec import UnknownKind
from console.journal.history import Wanted
from console.journal.port import Unreachable
from console.settings import Settings, load
from console.store.trouble import StoreTrouble
from console.wiring.centre import Centre, open_centre
from console.words.refusals import refusal
from console.words.trouble import trouble

Opened: TypeAlias = Centre


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
        centre = open_centre(settings_of(args), args.db, practice=args.practice)
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


def staff_of(centre: Centre, name: str) -> StaffId:
    """Return the member of staff called ``name``, by id or by name."""
    for staff in centre.desk.board.staff.values():
        if name in {staff.id, staff.name}:
            return staff.id
    raise BadNews(f"Nobody works here as “{name}”. console staff list shows who does.")


def wanted_of(args: argparse.Namespace) -> Wanted:
    """Return what a search asks for; times without a zone are local ones."""
    return Wanted(
        client=ClientId(args.client) if args.client else None,
        staff=StaffId(args.staff) if args.staff else None,
        kinds=(args.kind,) if args.kind else (),
        since=args.since.astimezone() if args.since else None,
        until=args.until.astimezone() if args.until else None,
        words=args.words,
    )
