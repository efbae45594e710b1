"""``journal erase``: the words of one entry are taken away, and the chain stays whole (ADR 3)."""

import argparse
from datetime import datetime

from console.cli.centre import opened, proven
from console.cli.out import BadNews, Out, Stop
from console.domain.board import Board
from console.domain.commands import EraseWords
from console.domain.events import DisclosureMade, InstrumentLoaded
from console.domain.ids import ClientId
from console.journal.entry import Entry
from console.journal.plain import time_of
from console.reports.told.accounting import ACCOUNTED

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name

WHY = ("asked", "kept_long_enough", "mistake", "licence_ended")
"""Why; coded, because it stands in the chain for ever and is to name nobody."""


def add(parts: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command of this module to those of the journal."""
    erase = parts.add_parser("erase", parents=[shared], help="take away the words of one entry")
    erase.add_argument("seq", type=int, help="the number of the entry")
    erase.add_argument("--why", required=True, choices=WHY)
    erase.add_argument("--by", required=True, metavar="WHO", help="clinical lead or administrator")
    erase.set_defaults(run=_erase)


def _erase(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        by = proven(centre, args.by)
        found = centre.store.journal.since(args.seq - 1, 1) if args.seq > 0 else ()
        entry = next((one for one in found if one.seq == args.seq), None)
        if entry is None:
            raise BadNews(f"There is no entry {args.seq}.")
        if not entry.words:
            raise BadNews(f"Entry {args.seq} holds no words. They may have been erased already.")
        _may_go(centre.desk.board, entry, centre.desk.now() - ACCOUNTED)
        centre.do(EraseWords(args.seq, args.why), by)
        left = centre.store.journal.since(args.seq - 1, 1)
    if not left or left[0].words:
        raise Stop(f"The words of entry {args.seq} are still there. Run: console journal verify")
    out.answer(
        {"seq": args.seq, "why": args.why, "words": len(entry.words)},
        [
            f"The words of entry {args.seq} are gone; that it was written stays.",
            "Backups made before hold them still, and so do stations until they start anew.",
        ],
    )
    return 0


def _may_go(board: Board, entry: Entry, since: datetime) -> None:
    """Let nothing go that somebody needs now, or that the law has us keep.

    Raises:
        BadNews: says why it stays.
    """
    event = entry.event
    case, client = getattr(event, "case", None), getattr(event, "client", None)
    if not (case or client or isinstance(event, InstrumentLoaded)):
        raise BadNews(f"Entry {entry.seq} is not about a client. Its words stay.")
    if isinstance(event, DisclosureMade) and time_of(entry.at) > since:
        raise BadNews("What was told is kept for six years (45 CFR 164.528). Its words stay.")
    held = board.open_case_of(client) if client is not None else None
    if case in board.cases or held is not None:
        raise BadNews("That case is open: somebody works by these words. Close it first.")
    if case in board.follow_ups or _owed(board, client):
        raise BadNews("They are owed a contact, and these words are needed for it.")


def _owed(board: Board, client: ClientId | None) -> bool:
    return client is not None and any(owed.client == client for owed in board.follow_ups.values())
