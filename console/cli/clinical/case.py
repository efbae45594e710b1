"""``case``: its entries, and a hand-off of it for somebody outside."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from console.cli.centre import Opened, opened, proven
from console.cli.clinical import status
from console.cli.clinical.which import entries_of
from console.cli.journal import entry_line, entry_plain
from console.cli.out import BadNews, Out, Stop
from console.cli.reports import give
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Audience, Source, packet
from console.domain.commands import NotePacket
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.circle import places
from console.domain.refused import NotMedical
from console.reports.case import case_report
from console.reports.handoff.closed import Standing, standing
from console.reports.handoff.told import Making, Told, told
from console.reports.handoff.whole import write
from console.reports.handoff.written import Form, written
from console.reports.pdf import NotPrinted
from console.reports.written import Format, case_file
from console.wiring.report import integrity, local_zone
from console.words import gates
from console.words.packet import Origin
from console.words.refusals import refusal, staff_name

CLASSES: Final[Mapping[str, Recipient]] = {
    "medical": Recipient.MEDICAL,
    "police": Recipient.POLICE,
    "contact": Recipient.CONTACT,
    "team": Recipient.CRISIS_TEAM,
    "line": Recipient.OTHER_LINE,
    "agency": Recipient.AGENCY,
    "threatened": Recipient.THREATENED,
    "internal": Recipient.INTERNAL,
}
"""What each sort of recipient is called here; ``police`` is the 911 centre too."""

Commands = argparse._SubParsersAction  # noqa: SLF001 -- argparse gives the type no other name


def add(commands: "Commands[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    case = commands.add_parser("case", help="one case")
    whats = case.add_subparsers(required=True, metavar="WHAT")
    shown = whats.add_parser("show", parents=[shared], help="its entries, oldest first")
    shown.add_argument("id")
    shown.add_argument(
        "--format", choices=[f.value for f in Format], help="the timeline as a document, for us"
    )
    shown.add_argument("--out", type=Path, metavar="FILE")
    shown.set_defaults(run=_show)
    made = whats.add_parser(
        "export", parents=[shared], help="a hand-off of it: only what the recipient may be told"
    )
    made.add_argument("id")
    made.add_argument("--format", choices=[f.value for f in Form], default=Form.JSON.value)
    made.add_argument("--to", metavar="CLASS", help=", ".join(CLASSES))
    made.add_argument("--who", default="", metavar="NAME", help="who of the circle, for contact")
    made.add_argument(
        "--emergency",
        default="",
        metavar="WORDS",
        help="what the medical emergency is (42 CFR 2.51): medical staff may hear more",
    )
    made.add_argument(
        "--own-words",
        action="store_true",
        help="you have read what stands there in people's own words: it goes along",
    )
    made.add_argument("--by", default="", metavar="WHO", help="who makes it")
    made.add_argument("--out", type=Path, metavar="FILE")
    made.set_defaults(run=_export)

    status.add(whats, shared)


def _show(args: argparse.Namespace, out: Out) -> int:
    with opened(args) as centre:
        case, found = entries_of(centre, args.id)
        if args.format is None and args.out is None:
            out.answer([entry_plain(e) for e in found], [entry_line(e) for e in found])
            return 0
        happened = [entry.happened for entry in found]
        report = case_report(case, happened, centre.desk.board)
        checked, zone = integrity(centre), local_zone(centre)
    form = Format(args.format or Format.JSON)
    return give(lambda: case_file(report, checked, form, zone), args, out)


def _export(args: argparse.Namespace, out: Out) -> int:
    form = Form(args.format)
    to = _class(args.to) if args.to else form.usual
    if to not in form.readers:
        who = gates.recipient(to)
        raise BadNews(f"The {who} cannot read {form.value.upper()}. Use --format pdf.")
    if args.out is None and form is Form.PDF and sys.stdout.isatty():
        raise Stop("A PDF is no text. Name a file: --out FILE.")
    with opened(args) as centre:
        by = proven(centre, args.by) if args.by else SYSTEM
        made, case = _told(centre, args, to, by)
        out.progress("writing")
        try:
            content = written(made, form, local_zone(centre))
        except NotPrinted as no:
            raise Stop(str(no)) from None
        out.progress("")
        note = NotePacket(case.id, case.client, made.made, form.value, made.unread)
        _hand_out(args.out, content, lambda: centre.do(note, by))
    _answer(args, out, made, content)
    return 0


def _class(said: str) -> Recipient:
    found = CLASSES.get(said.strip().lower())
    found = found or next((one for one in Recipient if one.value == said.strip().lower()), None)
    if found is None:
        raise Stop(f"Nobody is told as “{said}”. There are: {', '.join(CLASSES)}.")
    return found


def _told(
    centre: Opened, args: argparse.Namespace, to: Recipient, by: StaffId
) -> tuple[Told, Case]:
    """Return what may be told, and the case that it is told of."""
    stands = _standing(centre, args.id)
    board, case = stands.board, stands.case
    now, client = centre.desk.now(), board.client_of(case)
    audience = Audience(to, _named(args.who, to, board, case), bool(args.emergency.strip()))
    if audience.emergency and not board.programme.medical(to):
        raise BadNews(refusal(NotMedical(to), board))
    made = packet(Source(case, client, board.programme), audience, now.date())
    if made.barred:
        raise BadNews(f"{audience.name} is never to be told anything. Nothing was written.")
    settings = centre.settings
    operator = staff_name(board, by) if by != SYSTEM else ""
    origin = Origin(settings.organisation, settings.call_back, operator)
    return told(Making(board, case, made, origin, now, args.own_words, stands.ended)), case


def _named(who: str, to: Recipient, board: Board, case: Case) -> str:
    """Return who of the circle is told, as the circle calls them."""
    if to is not Recipient.CONTACT:
        return ""
    if not who.strip():
        raise Stop("Say who of their circle is told: --who NAME.")
    client = board.client_of(case)
    circle = client.circle if client is not None else ()
    found = places(circle, who)
    if not found:
        raise BadNews(f"Nobody of their circle is called “{who}”. console clients show lists it.")
    return circle[found[0]].name


def _standing(centre: Opened, said: str) -> Standing:
    """Return the case as it stands, or stood when it was closed.

    Raises:
        BadNews: there is none.
    """
    case, _entries = entries_of(centre, said)
    history = centre.store.history
    found = standing(
        centre.desk.board, case, lambda name: [one.happened for one in history.of_case(name)]
    )
    if found is None:
        raise BadNews(f"There is no case “{said}”.")
    return found


def _hand_out(file: Path | None, content: bytes, noted: Callable[[], object]) -> None:
    """Write down that it was made, and let it go: to the file, or to whoever reads along."""
    if file is None:
        noted()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        write(file, content, noted=noted)
    except FileExistsError:
        raise Stop(f"{file} is there already. Choose another name.") from None
    except OSError as no:
        raise Stop(f"{file} cannot be written: {no.strerror}.") from None


def _answer(args: argparse.Namespace, out: Out, made: Told, content: bytes) -> None:
    """Say what was left out, and why: beside the file, never in it."""
    held = [f"Held back: {what}: {why}." for what, why in made.left_out]
    if args.out is None:
        for line in held:
            out.complain(line)
        return
    document = {
        "file": str(args.out),
        "bytes": len(content),
        "to": made.made.to.recipient.value,
        "withheld": [{"item": what, "why": why} for what, why in made.left_out],
    }
    who = gates.recipient(made.made.to.recipient)
    done = f"Saved as {args.out}, for: {who}. Record the disclosure when it is handed over."
    out.answer(document, [done, *held])
