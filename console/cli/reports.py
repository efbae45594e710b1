"""``report`` and ``bench``."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from console.cli.centre import opened
from console.cli.out import BadNews, Out, Stop, moment
from console.domain.board import Board
from console.domain.ids import ClientId
from console.reports.pdf import NotPrinted
from console.reports.written import Format, Listing, follow_ups_file, shift_file, told_file
from console.wiring.report import disclosures_of, follow_ups_of, local_zone, report_of

BACK = {
    "shift": timedelta(hours=12),
    "followups": timedelta(days=30),
    **{listing.value: listing.kept for listing in Listing},
}
"""How far back each report looks by itself."""

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    report = commands.add_parser("report", parents=[shared], help="what was done, on paper")
    report.add_argument("what", choices=list(BACK))
    report.add_argument("--client", metavar="ID", help="for disclosures and part2: one client")
    report.add_argument("--from", dest="since", type=moment, metavar="T")
    report.add_argument("--to", dest="until", type=moment, metavar="T")
    takes_file(report)
    report.set_defaults(run=_report)
    bench = commands.add_parser("bench", parents=[shared], help="how fast, with a peer beside it")
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.set_defaults(run=_bench)


def _report(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        now = centre.desk.now()
        until = args.until or now
        since = args.since or until - BACK[args.what]
        if since >= until:
            what = "shift" if args.what == "shift" else "time"
            raise Stop(f"The {what} ends before it begins. Check --from and --to.")
        zone, form = local_zone(centre), Format(args.format)
        if args.what == "followups":
            owed = follow_ups_of(centre, since, until)
            return give(lambda: follow_ups_file(owed, form, zone), args, out)
        if args.what != "shift":
            told = disclosures_of(centre, since, until, _client(args, centre.desk.board))
            listing = Listing(args.what)
            return give(lambda: told_file(listing, told, form, zone), args, out)
        report = report_of(centre, since, until)
    return give(lambda: shift_file(report, form, zone), args, out)


def _client(args: argparse.Namespace, board: Board) -> ClientId | None:
    """Return the client that is asked for, by id or by an identifier of another system."""
    if args.client is None:
        return None
    for client in board.clients.values():
        if args.client == client.id or args.client in {one.value for one in client.identifiers}:
            return client.id
    raise BadNews(f"No client is known as “{args.client}”. console clients show finds them.")


def takes_file(parser: argparse.ArgumentParser) -> None:
    """Let a command say which file it makes, and where."""
    parser.add_argument("--format", choices=[f.value for f in Format], default=Format.JSON.value)
    parser.add_argument("--out", type=Path, metavar="FILE")


def give(make: Callable[[], bytes], args: argparse.Namespace, out: Out) -> int:
    """Make a report and print it, or save it so that only this user can read it."""
    if args.out is None and args.format == Format.PDF and sys.stdout.isatty():
        raise Stop("A PDF is no text. Name a file: --out FILE.")
    out.progress("writing")
    try:
        made = make()
    except NotPrinted as no:
        raise Stop(str(no)) from None
    out.progress("")
    if args.out is None:
        sys.stdout.buffer.write(made)
        sys.stdout.flush()
        return 0
    try:
        args.out.touch(mode=0o600)
        args.out.write_bytes(made)
    except OSError as no:
        raise Stop(f"{args.out} cannot be written: {no.strerror}.") from None
    out.answer({"file": str(args.out), "bytes": len(made)}, [f"Saved as {args.out}."])
    return 0


def _bench(args: argparse.Namespace, out: Out) -> int:
    from console.cli.bench import BENCHES, run  # noqa: PLC0415 -- loads what only a bench needs

    unknown = [name for name in args.names if name not in BENCHES]
    if unknown:
        raise Stop(f"There is no bench “{unknown[0]}”. There are: {', '.join(BENCHES)}.")
    rows = []
    for name in args.names or BENCHES:
        out.progress(f"bench {name}")
        found = run(name)
        rows += found
        if not args.json:
            sys.stdout.writelines(f"{row.line}\n" for row in found)
            sys.stdout.flush()
    if args.json:
        sys.stdout.write(json.dumps([row.plain for row in rows], indent=1) + "\n")
    return 0 if all(row.met is not False for row in rows) else 1
